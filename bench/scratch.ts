import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { type Config, readConfig } from '../src/config.ts';
import { startEmbeddedPostgres } from '../src/embedded/postgres.ts';
import { startEmbeddedRedis } from '../src/embedded/redis.ts';
import { migrate } from '../src/storage/migrate.ts';

/** A database and a key prefix that are gone after a bench. */
export interface Scratch extends AsyncDisposable {
  readonly config: Config;
  /** The same for a child process: one api process on a free port. */
  readonly environment: Record<string, string>;
}

/** Opens a scratch database on DATABASE_URL and REDIS_URL, or the servers given, where set, else on embedded services. */
export async function openScratch(
  services: { readonly redisUrl?: string; readonly databaseUrl?: string | undefined } = {},
): Promise<Scratch> {
  const dataDir = await mkdtemp(join(tmpdir(), 'keywatch-bench-'));
  const given = readConfig();
  const stops: (() => Promise<void>)[] = [async () => await rm(dataDir, { recursive: true, force: true })];
  const embedded = async (start: typeof startEmbeddedPostgres) => {
    const part = await start({ dataDir, log: () => undefined });
    stops.push(part.stop);
    return part.url;
  };
  const redisUrl = services.redisUrl ?? given.redisUrl ?? (await embedded(startEmbeddedRedis));
  const serverUrl = services.databaseUrl ?? given.databaseUrl;
  const databaseUrl =
    serverUrl === undefined ? await embedded(startEmbeddedPostgres) : await createDatabase(serverUrl, stops);
  const redisPrefix = `bench-${randomUUID()}`;
  stops.push(async () => await forgetPrefix(redisUrl, redisPrefix));
  await migrate(databaseUrl);
  const config: Config = {
    ...given,
    databaseUrl,
    redisUrl,
    redisPrefix,
    dataDir,
    port: 0,
    role: 'api',
    logLevel: 'warn',
  };
  return {
    config,
    environment: {
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      KEYWATCH_REDIS_PREFIX: redisPrefix,
      KEYWATCH_DATA_DIR: dataDir,
      KEYWATCH_ROLE: 'api',
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
    [Symbol.asyncDispose]: async () => {
      for (const stop of stops.toReversed()) await stop();
    },
  };
}

async function createDatabase(serverUrl: string, stops: (() => Promise<void>)[]): Promise<string> {
  const name = `keywatch_bench_${randomUUID().replaceAll('-', '')}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await run(`CREATE DATABASE ${name}`);
  stops.push(async () => await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function forgetPrefix(redisUrl: string, prefix: string): Promise<void> {
  const redis = new Redis(redisUrl, { commandTimeout: 10_000 });
  for await (const names of redis.scanStream({ match: `*${prefix}:*`, count: 1_000 })) {
    if (Array.isArray(names) && names.length > 0) await redis.unlink(...names.map(String));
  }
  redis.disconnect();
}
