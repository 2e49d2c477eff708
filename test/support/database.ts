import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { createDatabase, type MadeDatabase, runStatement } from './create-database.ts';

/** The embedded Postgres has one session: transactions wait for each other as a whole, and nothing interrupts a statement. */
export const oneSession = process.env.KEYWATCH_TEST_FOLDER !== undefined;

/** A migrated and empty database that nobody else uses. */
type FreshDatabase = Omit<MadeDatabase, 'name'>;

/**
 * Makes a database beside the one of DATABASE_URL, a copy of the migrated one (services.ts). The embedded Postgres has
 * only one database: there each test file starts one of its own, and empties it from test to test.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const folder = process.env.KEYWATCH_TEST_FOLDER;
  return folder === undefined
    ? await createDatabase(process.env.KEYWATCH_TEST_DATABASE)
    : await takeEmbedded(folder);
}

const embedded: { readonly url: string; readonly stop: () => Promise<void>; taken: boolean }[] = [];

afterAll(async () => {
  for (const { stop } of embedded.splice(0)) await stop();
});

async function takeEmbedded(folder: string): Promise<FreshDatabase> {
  const idle = embedded.find(({ taken }) => !taken);
  if (idle !== undefined) await empty(idle.url);
  const server = idle ?? (await startEmbedded(folder));
  server.taken = true;
  return {
    url: server.url,
    drop: async () => {
      server.taken = false;
    },
  };
}

async function empty(url: string): Promise<void> {
  await runStatement(url, 'DROP SCHEMA IF EXISTS usage_partitions CASCADE');
  await runStatement(url, 'DROP SCHEMA public CASCADE');
  await runStatement(url, 'CREATE SCHEMA public');
  await migrate(url);
}

/** Copying a data folder that was made before takes a tenth of the time of making one. */
async function startEmbedded(folder: string): Promise<(typeof embedded)[number]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'keywatch-test-'));
  await cp(join(folder, 'postgres'), join(dataDir, 'postgres'), { recursive: true });
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
