import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/storage/migrate.ts';
import { withSchemaEngine } from '../../src/storage/schema-engine.ts';
import { freshDatabase } from '../support/database.ts';

const MIGRATIONS = new URL('../../prisma/migrations/', import.meta.url);

async function openDatabase() {
  const database = await freshDatabase();
  onTestFinished(async () => await database.drop());
  return database;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<object>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The SQL that makes schema.prisma out of nothing. */
async function writeDatamodel(url: string): Promise<string> {
  const content = await readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
  const { stdout } = await withSchemaEngine(
    url,
    async (engine) =>
      await engine.diff({
        from: { tag: 'empty' },
        to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
        script: true,
        exitCode: null,
        filters: { externalTables: [], externalEnums: [] },
      }),
  );
  return stdout ?? '';
}

/** Columns, constraints, indexes and enums of the schema `public`, as texts in order. */
async function describeDatabase(url: string): Promise<unknown[]> {
  return await query(
    url,
    `SELECT format('%s.%s %s %s %s', table_name, column_name, format_type(atttypid, atttypmod), is_nullable, column_default) AS line
       FROM information_schema.columns
       JOIN pg_attribute ON attrelid = format('public.%I', table_name)::regclass AND attname = column_name
      WHERE table_schema = 'public'
     UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
     UNION ALL SELECT replace(indexdef, ' ON ONLY ', ' ON ') FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT format('%s %s', enumtypid::regtype, enumlabel) FROM pg_enum
     ORDER BY 1`,
  );
}

describe('migrations', () => {
  test('make the database that schema.prisma describes, but for the partitioning', async () => {
    const migrated = await openDatabase();
    const described = await openDatabase();
    await query(described.url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await query(described.url, await writeDatamodel(described.url));
    await query(migrated.url, 'DROP TABLE _prisma_migrations');
    expect(await describeDatabase(migrated.url)).toEqual(await describeDatabase(described.url));
  });

  test('are applied once, however many processes start', async () => {
    const { url } = await openDatabase();
    expect(await Promise.all([migrate(url), migrate(url)])).toEqual([[], []]);
  });

  test('leave the table that the CLI of Prisma goes on with', async () => {
    const { url } = await openDatabase();
    const rows = await query(
      url,
      'SELECT migration_name, length(checksum) AS checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations ORDER BY 1',
    );
    const folders = await readdir(MIGRATIONS, { withFileTypes: true });
    const names = folders.filter((each) => each.isDirectory()).map(({ name }) => name);
    expect(rows).toEqual(
      names.sort().map((migration_name) => ({ migration_name, checksum: 64, finished: true })),
    );
  });
});
