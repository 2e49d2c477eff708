import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { openCountingProxy } from '../bench/counting-proxy.ts';
import { openScratch, type Scratch } from '../bench/scratch.ts';
import { makeKeySecret, seedKeys } from '../bench/seed-keys.ts';
import { median, round } from '../bench/statistics.ts';
import { startSubject } from '../bench/subject.ts';
import { fuzzedHeaders, fuzzedKey } from './fuzzed-headers.ts';
import { openRawClient, rawRequest } from './raw-client.ts';
import { openRedisTap } from './redis-tap.ts';
import type { FaultOptions, Verdict } from './verdict.ts';

/** Refusals that take a look-up wait for their step, so many requests have to be under way. */
const CONNECTIONS = 256;
const DEAD_KEYS = 200;
const TIMED_EACH = 400;
const TIMED_CONNECTIONS = 4;
const SAMPLES_AT_ONCE = 2_000;
/** How far the medians of refusals may be apart, in percent. */
const SPREAD_MAX = 5;

/**
 * Sends fuzzed keys and headers to an api process: none may be let in, and none may make it fail. Keys with a wrong checksum
 * must not make it ask Postgres or Redis anything, and how long a refusal takes must not tell unknown keys from dead ones.
 */
export async function fuzz({ requests }: FaultOptions): Promise<Verdict> {
  await using scratch = await openScratch();
  await using postgres = await openCountingProxy(scratch.config.databaseUrl ?? '');
  await using redis = await openRedisTap(scratch.config.redisUrl ?? '');
  const seeded = await seedKeys(scratch.config, 2 * DEAD_KEYS);
  const [revoked, expired] = [seeded.secrets.slice(0, DEAD_KEYS), seeded.secrets.slice(DEAD_KEYS)];
  await endKeys(scratch, revoked);
  await using subject = await startSubject('keywatch', {
    ...scratch.environment,
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    KEYWATCH_TRUSTED_PROXIES: '127.0.0.0/8',
  });
  const address = createAddresses();
  const auth = `/v1/auth?workspace=${seeded.workspaceId}`;

  const timing = await compareTimes(subject.port, auth, address, {
    unknown: makeKeySecret,
    revoked: () => pick(revoked),
    expired: () => pick(expired),
  });
  const badCount = Math.ceil(requests / 5);
  postgres.take();
  const redisBefore = redis.sent();
  const bad = await sendAll(subject.port, badCount, () =>
    rawRequest('GET', '/api/me', {
      'x-api-key': breakChecksum(makeKeySecret()),
      'x-forwarded-for': address(),
    }),
  );
  const badKeySql = postgres.take().statements;
  const badKeyRedis = redis.sent() - redisBefore;
  const seed = randomBytes(4).readInt32LE();
  process.stderr.write(`seed of the fuzzed requests: ${seed}\n`);
  const bodyCount = Math.ceil(requests / 5);
  const bodies = await sendAll(subject.port, bodyCount, drawBodies(seed, seeded.gatewayToken));
  const headerCount = requests - badCount - bodyCount;
  const headers = await sendAll(subject.port, headerCount, drawHeaders(seed, [auth, '/api/me'], address));
  const all = merge(bad, bodies, headers);
  const failed = countOf(all, (status) => status === 0 || status >= 500);
  const letIn = countOf(merge(bad, headers), (status) => status < 300);
  process.stderr.write(`answers by status: ${JSON.stringify(Object.fromEntries(all))}\n`);
  const figures = { requests, failed, letIn, badKeys: badCount, badKeySql, badKeyRedis, ...timing };
  const held =
    failed === 0 &&
    letIn === 0 &&
    badKeySql === 0 &&
    badKeyRedis === 0 &&
    timing.medianSpreadPercent <= SPREAD_MAX;
  return { figures, held };
}

/** Revokes these of the seeded keys and lets the others expire, before anybody has seen them. */
async function endKeys({ config }: Scratch, revoked: readonly string[]): Promise<void> {
  const db = new pg.Client({ connectionString: config.databaseUrl });
  await db.connect();
  try {
    const lastFour = revoked.map((secret) => secret.slice(-4));
    await db.query(
      `UPDATE keys SET revoked_at = CASE WHEN last_four = ANY ($1) THEN now() END,
                       expires_at = CASE WHEN last_four <> ALL ($1) THEN now() - interval '1 day' END`,
      [lastFour],
    );
  } finally {
    await db.end();
  }
}

/** Addresses that are all different, so that none has failed often. */
function createAddresses(): () => string {
  let number = 0;
  return () => {
    number += 1;
    return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  };
}

/** Times refusals of kinds of keys in turn. */
async function compareTimes(
  port: number,
  path: string,
  address: () => string,
  kinds: Readonly<Record<'unknown' | 'revoked' | 'expired', () => string>>,
) {
  const times = { unknown: [] as number[], revoked: [] as number[], expired: [] as number[] };
  const names = ['unknown', 'revoked', 'expired'] as const;
  const timeSome = async () => {
    using client = openRawClient(port);
    for (let number = 0; number < TIMED_EACH / TIMED_CONNECTIONS; number++) {
      for (const name of names) {
        const request = rawRequest('GET', path, { 'x-api-key': kinds[name](), 'x-forwarded-for': address() });
        const sentAt = performance.now();
        const status = await client.ask(request);
        if (status !== 401) throw new Error(`a key that is ${name} was answered with ${status}`);
        times[name].push(performance.now() - sentAt);
      }
    }
  };
  await Promise.all(Array.from({ length: TIMED_CONNECTIONS }, timeSome));
  const medians = names.map((name) => median(times[name]));
  const [unknown = 0, revoked = 0, expired = 0] = medians;
  return {
    unknownMedianMs: round(unknown),
    revokedMedianMs: round(revoked),
    expiredMedianMs: round(expired),
    medianSpreadPercent: round((Math.max(...medians) / Math.min(...medians) - 1) * 100),
  };
}

/** Draws requests whose headers are fuzzed, to these paths in turn. */
function drawHeaders(
  seed: number,
  paths: readonly string[],
  address: () => string,
): (number: number) => Buffer {
  const next = createSamples(fuzzedHeaders, seed);
  return (number) => {
    const headers = { ...next(number), 'x-forwarded-for': address() };
    return rawRequest('GET', paths[number % paths.length] ?? '', headers);
  };
}

/** Draws requests of a gateway about fuzzed keys. */
function drawBodies(seed: number, token: string): (number: number) => Buffer {
  const next = createSamples(fuzzedKey, seed);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return (number) => rawRequest('POST', '/v1/keys/verify', headers, JSON.stringify({ key: next(number) }));
}

/** Draws values some thousands at a time. */
function createSamples<T>(arbitrary: fc.Arbitrary<T>, seed: number): (number: number) => T | undefined {
  let samples: readonly T[] = [];
  return (number) => {
    const at = number % SAMPLES_AT_ONCE;
    if (at === 0) samples = fc.sample(arbitrary, { numRuns: SAMPLES_AT_ONCE, seed: seed + number });
    return samples[at];
  };
}

/** Sends so many requests, and counts the answers by status. */
async function sendAll(
  port: number,
  count: number,
  draw: (number: number) => Buffer,
): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let sent = 0;
  const sendSome = async () => {
    using client = openRawClient(port);
    while (sent < count) {
      const status = await client.ask(draw(sent++));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sendSome));
  return statuses;
}

function breakChecksum(secret: string): string {
  return secret.slice(0, -1) + (secret.endsWith('x') ? 'y' : 'x');
}

function pick(secrets: readonly string[]): string {
  return secrets[Math.floor(Math.random() * secrets.length)] ?? '';
}

function countOf(statuses: ReadonlyMap<number, number>, fits: (status: number) => boolean): number {
  return [...statuses].reduce((sum, [status, count]) => sum + (fits(status) ? count : 0), 0);
}

function merge(...all: readonly ReadonlyMap<number, number>[]): Map<number, number> {
  const merged = new Map<number, number>();
  for (const statuses of all) {
    for (const [status, count] of statuses) merged.set(status, (merged.get(status) ?? 0) + count);
  }
  return merged;
}
