import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
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
  const { keywatch, end } = await start(overrides);
  onTestFinished(end);
  return keywatch;
}

const shared: { readonly name: string; readonly started: ReturnType<typeof start> }[] = [];

afterAll(async () => {
  for (const { started } of shared.splice(0)) await (await started).end();
});

/**
 * The Keywatch of all tests of a file that ask for the same, which ends with the file. For tests that look at no more
 * than what they made themselves.
 */
export async function sharedKeywatch(overrides: Partial<Config> = {}): Promise<TestKeywatch> {
  const name = JSON.stringify(overrides);
  const known = shared.find((each) => each.name === name)?.started;
  const started = known ?? start(overrides);
  if (known === undefined) shared.push({ name, started });
  return (await started).keywatch;
}

async function start(
  overrides: Partial<Config>,
): Promise<{ readonly keywatch: TestKeywatch; end(): Promise<void> }> {
  const given = overrides.databaseUrl;
  const database = given === undefined ? await freshDatabase() : { url: given, drop: async () => undefined };
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
  const end = async () => {
    await stop();
    await database.drop();
    await forgetPrefix(redisPrefix);
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
  };
  const keywatch = {
    url: app.url,
    databaseUrl: database.url,
    redisPrefix,
    stop,
    flushRedis: async () => await forgetPrefix(redisPrefix),
    post: post(app.url),
  };
  return { keywatch, end };
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
