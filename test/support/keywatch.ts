import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startApp } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { forgetPrefix, PATIENT_MS, redisUrl } from './counters.ts';
import { freshDatabase } from './database.ts';

/** A Keywatch, wherever it runs. */
export interface RemoteKeywatch {
  readonly url: string;
  /** Posts JSON with a token. */
  post(path: string, token: string | undefined, body: unknown): Promise<{ status: number; body: unknown }>;
}

/** A whole Keywatch of a test's own: its own database, key prefix and port. */
export interface TestKeywatch extends RemoteKeywatch {
  readonly databaseUrl: string;
  readonly redisPrefix: string;
  /** Stops it before the test ends. */
  stop(): Promise<void>;
  /** Deletes all that this Keywatch has in Redis, as FLUSHALL would. */
  flushRedis(): Promise<void>;
}

/** Starts Keywatch on real services; it ends with the test. */
export async function startKeywatch(overrides: Partial<Config> = {}): Promise<TestKeywatch> {
  const shared = overrides.databaseUrl;
  const database =
    shared === undefined ? await freshDatabase() : { url: shared, drop: async () => undefined };
  const redisPrefix = overrides.redisPrefix ?? `test-${randomUUID()}`;
  const dataDir = await mkdtemp(join(tmpdir(), 'keywatch-test-'));
  const app = await startApp({
    ...readConfig({ LOG_LEVEL: 'error' }),
    peppers: [{ version: 1, secret: Buffer.alloc(32, 1) }],
    encryptionKey: Buffer.alloc(32, 2),
    databaseUrl: database.url,
    redisUrl: redisUrl(),
    redisSilentMs: PATIENT_MS,
    redisPrefix,
    dataDir,
    port: 0,
    ...overrides,
  });
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    stopping ??= app.stop();
    await stopping;
  };
  onTestFinished(async () => {
    await stop();
    await database.drop();
    await forgetPrefix(redisPrefix);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
  });
  return {
    url: app.url,
    databaseUrl: database.url,
    redisPrefix,
    stop,
    flushRedis: async () => await forgetPrefix(redisPrefix),
    post: post(app.url),
  };
}

/** Posts to a Keywatch at an address. */
export function post(url: string): RemoteKeywatch['post'] {
  return async (path, token, body) => {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
}
