import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { startEmbeddedRedis } from '../../src/embedded/redis.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { createDatabase } from './create-database.ts';

/**
 * Gives all tests one Redis, and a Postgres: those of REDIS_URL and DATABASE_URL where set, else embedded ones. Each test
 * makes a database and a key prefix of its own in them (database.ts, counters.ts). What is copied for each test is migrated
 * once.
 */
export async function setup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'keywatch-test-'));
  const log = () => undefined;
  const postgres =
    process.env.DATABASE_URL === undefined ? await startEmbeddedPostgres({ dataDir, log }) : undefined;
  const redis = process.env.REDIS_URL === undefined ? await startEmbeddedRedis({ dataDir, log }) : undefined;
  const lines = [
    await describePostgres(postgres?.url ?? process.env.DATABASE_URL ?? ''),
    postgres === undefined ? '(DATABASE_URL),' : '(embedded),',
    await describeRedis(redis?.url ?? process.env.REDIS_URL ?? ''),
    redis === undefined ? '(REDIS_URL)' : '(embedded)',
  ];
  process.stdout.write(`Tests use ${lines.join(' ')}\n`);
  if (redis !== undefined) process.env.REDIS_URL = redis.url;
  const template = postgres === undefined ? await createDatabase() : undefined;
  await migrate(postgres?.url ?? template?.url ?? '');
  if (postgres === undefined) {
    process.env.KEYWATCH_TEST_DATABASE = template?.name;
  } else {
    await postgres.stop();
    process.env.KEYWATCH_TEST_FOLDER = dataDir;
  }
  return async () => {
    await redis?.stop();
    await template?.drop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
  };
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
