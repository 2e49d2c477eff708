import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll } from 'vitest';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';

/** The embedded Postgres has one session: transactions wait for each other as a whole, and nothing interrupts a statement. */
export const oneSession = process.env.KEYWATCH_TEST_TEMPLATE !== undefined;

/** A migrated and empty database that nobody else uses. */
export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const DEFAULT_URL = 'postgresql://postgres@127.0.0.1:5432/test';

/**
 * Makes a database beside the one of DATABASE_URL. The embedded Postgres has only one database: there each test file
 * starts one of its own, and empties it from test to test.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const database =
    process.env.KEYWATCH_TEST_TEMPLATE === undefined
      ? await createDatabase()
      : await takeEmbedded(process.env.KEYWATCH_TEST_TEMPLATE);
  await migrate(database.url);
  return database;
}

async function createDatabase(): Promise<FreshDatabase> {
  const given = process.env.DATABASE_URL ?? DEFAULT_URL;
  const name = `keywatch_test_${randomBytes(6).toString('hex')}`;
  await run(given, `CREATE DATABASE ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return { url: url.href, drop: async () => await run(given, `DROP DATABASE ${name} WITH (FORCE)`) };
}

const embedded: { readonly url: string; readonly stop: () => Promise<void>; taken: boolean }[] = [];

afterAll(async () => {
  for (const { stop } of embedded.splice(0)) await stop();
});

async function takeEmbedded(template: string): Promise<FreshDatabase> {
  const server = embedded.find(({ taken }) => !taken) ?? (await startEmbedded(template));
  server.taken = true;
  await run(server.url, 'DROP SCHEMA IF EXISTS usage_partitions CASCADE');
  await run(server.url, 'DROP SCHEMA public CASCADE');
  await run(server.url, 'CREATE SCHEMA public');
  return {
    url: server.url,
    drop: async () => {
      server.taken = false;
    },
  };
}

/** Copying a data folder that was made before takes a tenth of the time of making one. */
async function startEmbedded(template: string): Promise<(typeof embedded)[number]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'keywatch-test-'));
  await cp(join(template, 'postgres'), join(dataDir, 'postgres'), { recursive: true });
  const { url, stop } = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const server = {
    url,
    taken: false,
    stop: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
  embedded.push(server);
  return server;
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
