import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStorage } from '../../src/storage/client.ts';
import { Prisma } from '../../src/storage/generated/client.ts';
import { freshDatabase, oneSession } from '../support/database.ts';
import { CreateKey, CreateServer } from '../support/documents.ts';
import { ask, seedTenant, success } from '../support/graphql.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

/** Tables that the control plane sees whole, because no row of them belongs to anybody. */
const SHARED = ['version_raises', 'watermarks'];

/** Opens the database as the role of the control plane, as somebody of one workspace. */
async function openConfined(databaseUrl: string, userId: string, workspaceId: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  onTestFinished(async () => await client.end());
  const run = async (statement: string, values: unknown[] = []) => {
    await client.query('BEGIN');
    try {
      await client.query(
        `SELECT set_config('role', 'keywatch_control_plane', true), set_config('keywatch.user', $1, true),
           set_config('keywatch.workspaces', $2, true)`,
        [userId, `{${workspaceId}}`],
      );
      const { rows, rowCount } = await client.query<object>(statement, values);
      await client.query('COMMIT');
      return { rows, rowCount };
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  };
  return { run };
}

async function seedTwo() {
  const keywatch = await startKeywatch({ role: 'api' });
  const [ours, theirs] = [await seedTenant(keywatch), await seedTenant(keywatch)];
  for (const { workspaceId, token } of [ours, theirs]) {
    success(await ask(keywatch, CreateServer, { workspaceId, slug: 'crm', name: 'CRM' }, token));
    success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI', metadata: { team: 'a' } }, token));
  }
  return { keywatch, ours, theirs };
}

test('every table is closed to the control plane, or confined, or belongs to nobody', async () => {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const tables = (await sql(
    url,
    `SELECT relname AS name, relrowsecurity AS confined,
        EXISTS (SELECT FROM pg_policies WHERE tablename = relname) AS policy,
        has_table_privilege('keywatch_control_plane', oid, 'SELECT, INSERT, UPDATE, DELETE')
          OR has_any_column_privilege('keywatch_control_plane', oid, 'SELECT, INSERT, UPDATE') AS open
       FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
  )) as { name: string; confined: boolean; policy: boolean; open: boolean }[];
  expect(tables.length).toBeGreaterThanOrEqual(25);
  const bare = tables.filter(({ open, confined, policy }) => open && !(confined && policy));
  expect(bare.map(({ name }) => name).sort()).toEqual(SHARED);
});

describe('a query without any filter', () => {
  test('finds the rows of one’s own workspaces only', async () => {
    const { keywatch, ours, theirs } = await seedTwo();
    const { run } = await openConfined(keywatch.databaseUrl, ours.id, ours.workspaceId);
    for (const table of ['keys', 'servers', 'memberships', 'audit_events']) {
      const { rows } = await run(`SELECT DISTINCT workspace_id FROM ${table}`);
      expect(rows).toEqual([{ workspace_id: ours.workspaceId }]);
    }
    expect((await run('SELECT id FROM workspaces')).rows).toEqual([{ id: ours.workspaceId }]);
    expect((await run('SELECT id FROM users')).rows).toEqual([{ id: ours.id }]);
    const found = 'SELECT keywatch_keys_with_metadata($1, $2)';
    expect((await run(found, [ours.workspaceId, { team: 'a' }])).rowCount).toBe(1);
    expect((await run(found, [theirs.workspaceId, { team: 'a' }])).rowCount).toBe(0);
  });

  test('changes the rows of one’s own workspaces only', async () => {
    const { keywatch, ours, theirs } = await seedTwo();
    const { run } = await openConfined(keywatch.databaseUrl, ours.id, ours.workspaceId);
    expect((await run("UPDATE servers SET name = 'mine'")).rowCount).toBe(1);
    expect((await run('DELETE FROM servers')).rowCount).toBe(1);
    expect(await sql(keywatch.databaseUrl, 'SELECT name, workspace_id FROM servers')).toEqual([
      { name: 'CRM', workspace_id: theirs.workspaceId },
    ]);
    const intruder = `INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, 'OWNER')`;
    await expect(run(intruder, [theirs.workspaceId, ours.id])).rejects.toThrow(/row-level security/);
    const moved = 'UPDATE keys SET workspace_id = $1';
    await expect(run(moved, [theirs.workspaceId])).rejects.toThrow(/row-level security/);
  });

  test('never reads a password or a second factor', async () => {
    const { keywatch, ours } = await seedTwo();
    const { run } = await openConfined(keywatch.databaseUrl, ours.id, ours.workspaceId);
    for (const column of ['password_hash', 'sealed_totp']) {
      await expect(run(`SELECT ${column} FROM users`)).rejects.toThrow(/permission denied/);
    }
    await expect(run('SELECT * FROM recovery_codes')).rejects.toThrow(/permission denied/);
  });
});

test('whoever migrates and is no superuser can take the role on', async () => {
  const database = await PGlite.create();
  onTestFinished(async () => await database.close());
  await database.exec('CREATE ROLE migrator CREATEROLE; SET SESSION AUTHORIZATION migrator');
  const script = await readFile('prisma/migrations/20261121150000_row_level_security/migration.sql', 'utf8');
  await database.exec(script.slice(0, script.indexOf('GRANT USAGE')));
  await database.exec('SET ROLE keywatch_control_plane');
  const { rows } = await database.query('SELECT current_user::text AS name');
  expect(rows).toEqual([{ name: 'keywatch_control_plane' }]);
});

test('a transaction that is over confines nobody after it', async () => {
  const { keywatch, ours } = await seedTwo();
  const storage = openStorage({ databaseUrl: keywatch.databaseUrl, connectionsMax: 1 });
  onTestFinished(storage.close);
  const { prisma } = storage;
  const confined = storage.confinedTo({ userId: ours.id, workspaceIds: [ours.workspaceId] });
  expect(await confined.db.workspace.count()).toBe(1);
  expect(await prisma.workspace.count()).toBe(3);
  await expect(
    confined.transaction(async (db) => {
      await db.workspace.count();
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  expect(await prisma.workspace.count()).toBe(3);
  const read = confined.reader({ statementMsMax: 1_000 });
  const count = Prisma.sql`SELECT count(*)::int AS workspaces FROM workspaces`;
  expect(await read(count)).toEqual([{ workspaces: 1 }]);
  expect(await storage.read(count)).toEqual([{ workspaces: 3 }]);
  await expect(read(Prisma.sql`SELECT password_hash FROM users`)).rejects.toThrow(/permission denied/);
  await expect(read(Prisma.sql`DELETE FROM invitations`)).rejects.toThrow(/read-only transaction/);
  if (!oneSession) {
    await expect(read(Prisma.sql`SELECT pg_sleep(30)`)).rejects.toThrow(/statement timeout/);
  }
  expect(await storage.read(count)).toEqual([{ workspaces: 3 }]);
  expect(await storage.confinedTo({ userId: null, workspaceIds: [] }).db.workspace.count()).toBe(0);
});

test('who cannot be confined reads nothing', async () => {
  const { keywatch, ours } = await seedTwo();
  const storage = openStorage({ databaseUrl: keywatch.databaseUrl, connectionsMax: 1 });
  onTestFinished(storage.close);
  const count = Prisma.sql`SELECT count(*)::int AS workspaces FROM workspaces`;
  const broken = storage.confinedTo({ userId: ours.id, workspaceIds: [ours.workspaceId] });
  await expect(broken.reader({ statementMsMax: Number.NaN })(count)).rejects.toThrow(/statement_timeout/);
  await expect(
    storage
      .confinedTo({ userId: ours.id, workspaceIds: ["}'; RESET ROLE; --"] })
      .reader({ statementMsMax: 0 })(count),
  ).rejects.toThrow(/malformed array literal/);
  expect(await storage.read(count)).toEqual([{ workspaces: 3 }]);
});
