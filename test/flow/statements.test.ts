import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { createSignInThrottle } from '../../src/actions/sign-in-throttle.ts';
import { signUp } from '../../src/actions/sign-up.ts';
import { createControlPlane } from '../../src/control-plane/server.ts';
import { createSharedPolls } from '../../src/control-plane/shared-polls.ts';
import { decisionMeasure } from '../../src/core/usage/measure.ts';
import { storageOn } from '../../src/storage/client.ts';
import { freshDatabase } from '../support/database.ts';
import { KeyTable } from '../support/documents/key-list.ts';
import { FilteredAuditLog } from '../support/documents/platform.ts';
import { KeyLimits } from '../support/documents/servers.ts';
import { Keys, Usage } from '../support/documents.ts';
import { PASSWORD, type TypedDocument } from '../support/graphql.ts';
import { sql } from '../support/sql.ts';
import { usageRows } from '../support/usage-rows.ts';

test('a page of keys takes the same few statements, however many keys it has', async () => {
  const { ask, workspaceId } = await openCounted(100);
  await ask(Keys, { workspaceId, first: 1 });
  const few = await ask(Keys, { workspaceId, first: 5 });
  const many = await ask(Keys, { workspaceId, first: 100 });
  expect([few.data.keys.edges.length, many.data.keys.edges.length]).toEqual([5, 100]);
  expect(many.statements).toBe(few.statements);
  expect(few.statements).toBeLessThanOrEqual(5);
});

test('a page of keys with all columns, reminders and the total takes the same few statements', async () => {
  const { ask, workspaceId, databaseUrl } = await openCounted(101);
  await sql(
    databaseUrl,
    `INSERT INTO key_reminders SELECT workspace_id, id, kind, now()
     FROM keys, unnest(ARRAY['ROTATION_DUE', 'EXPIRES_IN_7_DAYS']) AS kind`,
  );
  await ask(KeyTable, { workspaceId, first: 1 });
  const few = await ask(KeyTable, { workspaceId, first: 5 });
  const many = await ask(KeyTable, { workspaceId, first: 100 });
  expect([few.data.keys.edges.length, many.data.keys.edges.length]).toEqual([5, 100]);
  expect(many.data.keys.totalCount).toBe(101);
  expect(many.data.keys.edges.every(({ node }) => node.reminders.length === 2)).toBe(true);
  expect(many.statements).toBe(few.statements);
  expect(few.statements).toBeLessThanOrEqual(10);
});

test('the lines of many keys take the same few statements as those of one', async () => {
  const { ask, workspaceId } = await openCounted(50);
  const lines = `query Lines($workspaceId: ID!, $first: Int) {
    keys(workspaceId: $workspaceId, first: $first) {
      edges { node { lineage { id name } rotatedFrom { id } rotatedTo { id } } }
    }
  }`;
  await ask(lines, { workspaceId, first: 1 });
  const few = await ask(lines, { workspaceId, first: 3 });
  const many = await ask(lines, { workspaceId, first: 50 });
  expect(JSON.stringify(many.data).match(/"lineage":\[\{/g)).toHaveLength(50);
  expect(many.statements).toBe(few.statements);
});

test('usage by key and server takes the same few statements, however many there are', async () => {
  const { ask, workspaceId, databaseUrl, keyIds, serverIds } = await openCounted(60);
  const noon = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 43_200_000;
  await usageRows(databaseUrl, workspaceId).roll(
    keyIds.map((keyId, index) => ({
      keyId,
      at: noon,
      measure: decisionMeasure('VALID'),
      n: 1,
      serverId: serverIds[index % 2] ?? '',
    })),
  );
  for (const [hours, statements] of [
    [1, 12],
    [48, 15],
  ] as const) {
    const asked = {
      workspaceId,
      from: new Date(noon).toISOString(),
      to: new Date(noon + hours * 3_600_000).toISOString(),
      granularity: 'HOUR' as const,
      groupBy: ['KEY' as const, 'SERVER' as const],
    };
    await ask(Usage, { ...asked, top: 1 });
    const few = await ask(Usage, { ...asked, top: 4 });
    const many = await ask(Usage, { ...asked, top: 60 });
    expect(many.data.usage.groups.map(({ key }) => key?.name)).toHaveLength(60);
    expect(many.data.usage.groups.every(({ key, server }) => key !== null && server !== null)).toBe(true);
    expect(many.statements).toBe(few.statements);
    expect(few.statements).toBeLessThanOrEqual(statements);
  }
});

test("keys' limits and their servers' counts take the same few statements, however many keys there are", async () => {
  const { ask, workspaceId, databaseUrl, serverIds } = await openCounted(60);
  await sql(
    databaseUrl,
    'UPDATE keys SET all_servers = true WHERE id NOT IN (SELECT key_id FROM key_servers)',
  );
  const variables = { workspaceId, serverId: serverIds[0] ?? '' };
  await ask(KeyLimits, { ...variables, first: 1 });
  const few = await ask(KeyLimits, { ...variables, first: 5 });
  const many = await ask(KeyLimits, { ...variables, first: 60 });
  expect([few.data.keys.edges.length, many.data.keys.edges.length]).toEqual([5, 60]);
  expect(many.statements).toBe(few.statements);
  expect(few.statements).toBeLessThanOrEqual(13);
});

test('a page of the audit log takes the same few statements, however many people it names', async () => {
  const { ask, workspaceId, databaseUrl } = await openCounted(1);
  await sql(
    databaseUrl,
    `WITH people AS (
       INSERT INTO users (id, email, name, password_hash)
       SELECT gen_random_uuid(), n || '@example.com', n, '' FROM generate_series(1, 60) n RETURNING id),
     members AS (INSERT INTO memberships (workspace_id, user_id, role) SELECT $1, id, 'ADMIN' FROM people)
     INSERT INTO audit_events (id, workspace_id, actor_id, action, target_type, target_id, at)
     SELECT gen_random_uuid(), $1, id, 'key.updated', 'key', '', now() FROM people`,
    [workspaceId],
  );
  await ask(FilteredAuditLog, { workspaceId, first: 1 });
  const few = await ask(FilteredAuditLog, { workspaceId, first: 5 });
  const many = await ask(FilteredAuditLog, { workspaceId, first: 60 });
  expect(many.data.auditLog.edges.filter(({ node }) => node.actor !== null)).toHaveLength(60);
  expect(many.statements).toBe(few.statements);
  expect(few.statements).toBeLessThanOrEqual(6);
});

/** A control plane that counts its SQL statements, on a workspace with this many keys. */
async function openCounted(keyCount: number) {
  const database = await freshDatabase();
  let statements = 0;
  const pool = new Pool({ connectionString: database.url, pipeline: true });
  pool.on('connect', (client) => {
    const query = client.query.bind(client);
    client.query = (...given: unknown[]) => {
      statements += 1;
      return Reflect.apply(query, client, given) as never;
    };
  });
  const storage = storageOn(pool);
  const { prisma } = storage;
  onTestFinished(async () => {
    await storage.close();
    await database.drop();
  });
  const deps = {
    storage,
    carryVersions: async () => 'DONE' as const,
    announceImport: async () => undefined,
    now: () => new Date(),
    randomBytes,
    peppers: [{ version: 1, secret: randomBytes(32) }] as const,
    encryptionKey: randomBytes(32),
    throttle: createSignInThrottle(),
    mailer: { send: async () => 'LOGGED' as const },
    signUp: 'open' as const,
    publicUrl: 'http://keywatch.test',
    shards: 1,
    polls: createSharedPolls({ everyMs: 1_000, readersMax: 1 }),
    log: { error: (detail: object) => expect(detail).toBeUndefined() },
  };
  const controlPlane = createControlPlane(deps);
  const ada = await signUp(deps, {}, { email: 'ada@example.com', name: 'Ada', password: PASSWORD });
  const { id: workspaceId } = await prisma.workspace.create({
    data: { name: 'Octolane', memberships: { create: { userId: ada.user.id, role: 'OWNER' } } },
  });
  const servers = await prisma.server.createManyAndReturn({
    data: ['crm', 'mail'].map((slug) => ({ workspaceId, slug, name: slug })),
  });
  const keys = await prisma.key.createManyAndReturn({
    data: Array.from({ length: keyCount }, (_, index) => ({
      workspaceId,
      ownerId: ada.user.id,
      name: `key ${index}`,
      digest: randomBytes(32),
      pepperVersion: 1,
      prefix: 'kw_live_',
      lastFour: 'aB3d',
      allServers: index % 2 === 0,
    })),
  });
  await prisma.keyServer.createMany({
    data: keys.flatMap(({ id }, index) =>
      servers.slice(0, index % 3).map((server) => ({ workspaceId, keyId: id, serverId: server.id })),
    ),
  });
  return {
    databaseUrl: database.url,
    workspaceId,
    keyIds: keys.map(({ id }) => id),
    serverIds: servers.map(({ id }) => id),
    ask: async <Result, Variables>(document: TypedDocument<Result, Variables>, variables: Variables) => {
      statements = 0;
      const request = new Request('http://keywatch.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${ada.session.secret}` },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      const response = await controlPlane.handle(request, { requestId: 'test' });
      const { data } = (await response.json()) as { data: Result };
      return { data, statements };
    },
  };
}
