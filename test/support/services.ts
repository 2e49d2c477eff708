import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { startEmbeddedRedis } from '../../src/embedded/redis.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { buildDashboard } from './build-dashboard.ts';
import { createDatabase } from './create-database.ts';

/**
 * Gives all tests one Redis, and a Postgres: those of REDIS_URL and DATABASE_URL where set, else embedded ones. Each test
 * makes a database and a key prefix of its own in them (database.ts, counters.ts). What is copied for each test is migrated
 * once, and the dashboard is built where it changed.
 */
export async function setup(): Promise<() => Promise<void>> {
  await buildDashboard();
  const dataDir = await mkdtemp(join(tmpdir(), 'keywatch-test-'));
  const postgres =
    process.env.DATABASE_URL === undefined ? await embedPostgres(dataDir) : await useGivenPostgres();
  const redis =
    process.env.REDIS_URL === undefined ? await embedRedis(dataDir) : await useRedis(process.env.REDIS_URL);
  process.stdout.write(`Tests use ${postgres.name}, ${redis.name}\n`);
  return async () => {
    await redis.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
  };
}

interface TestService {
  readonly name: string;
  stop(): Promise<void>;
}

async function useGivenPostgres(): Promise<TestService> {
  const template = await createDatabase();
  await migrate(template.url);
  process.env.KEYWATCH_TEST_DATABASE = template.name;
  return { name: `${await describePostgres(template.url)} (DATABASE_URL)`, stop: template.drop };
}

/** Leaves a data folder: each test file starts a server of its own on a copy. */
async function embedPostgres(dataDir: string): Promise<TestService> {
  const { url, stop } = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  await migrate(url);
  const name = `${await describePostgres(url)} (embedded)`;
  await stop();
  process.env.KEYWATCH_TEST_FOLDER = dataDir;
  return { name, stop: async () => undefined };
}

async function useRedis(url: string): Promise<TestService> {
  return { name: `${await describeRedis(url)} (REDIS_URL)`, stop: async () => undefined };
}

async function embedRedis(dataDir: string): Promise<TestService> {
  const { url, stop } = await startEmbeddedRedis({ dataDir, log: () => undefined });
  process.env.REDIS_URL = url;
  return { name: `${await describeRedis(url)} (embedded)`, stop };
}

async function describePostgres(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  return `Postgres ${rows[0]?.server_version} on port ${new URL(url).port}`;
}

async function describeRedis(url: string): Promise<string> {
  const redis = new Redis(url, { commandTimeout: 5_000 });
  const [, version = '?'] = /redis_version:(\S+)/.exec(await redis.info('server')) ?? [];
  redis.disconnect();
  return `Redis ${version} on port ${new URL(url).port}`;
}
