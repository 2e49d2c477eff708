import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { startEmbeddedRedis } from '../../src/embedded/redis.ts';

/**
 * Gives all tests one Postgres and one Redis: those of DATABASE_URL and REDIS_URL where set, else embedded ones. Each
 * test makes a database and a key prefix of its own in them.
 */
export async function setup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'keywatch-test-'));
  const stops: (() => Promise<void>)[] = [];
  const log = () => undefined;
  if (process.env.DATABASE_URL === undefined) {
    const postgres = await startEmbeddedPostgres({ dataDir, log });
    process.env.DATABASE_URL = postgres.url;
    process.env.KEYWATCH_TEST_POSTGRES = 'embedded';
    stops.push(postgres.stop);
  }
  if (process.env.REDIS_URL === undefined) {
    const redis = await startEmbeddedRedis({ dataDir, log });
    process.env.REDIS_URL = redis.url;
    process.env.KEYWATCH_TEST_REDIS = 'embedded';
    stops.push(redis.stop);
  }
  process.stdout.write(`${await describeServices(process.env.DATABASE_URL, process.env.REDIS_URL)}\n`);
  return async () => {
    for (const stop of stops.toReversed()) await stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function describeServices(databaseUrl: string, redisUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  const redis = new Redis(redisUrl, { commandTimeout: 5_000 });
  const [, redisVersion = '?'] = /redis_version:(\S+)/.exec(await redis.info('server')) ?? [];
  redis.disconnect();
  const kind = (name: string) => (process.env[name] === 'embedded' ? 'embedded' : 'given');
  return [
    `Postgres ${rows[0]?.server_version} (${kind('KEYWATCH_TEST_POSTGRES')}, port ${new URL(databaseUrl).port})`,
    `Redis ${redisVersion} (${kind('KEYWATCH_TEST_REDIS')}, port ${new URL(redisUrl).port})`,
  ].join(', ');
}
