import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { redisUrl } from '../support/counters.ts';
import { freshDatabase } from '../support/database.ts';
import { ImportKeys } from '../support/documents/key-list.ts';
import { CreateKey, RevokeKey } from '../support/documents.ts';
import { authUrl, metric, send } from '../support/forward-auth.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask, success, type Tenant } from '../support/graphql.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { tapWire } from '../support/tapped-wire.ts';

const PROXIES = { role: 'api' as const, trustedProxies: ['127.0.0.0/8', '::1/128'] };

/** A Keywatch whose connections to Postgres and Redis are listened to. */
async function startTapped() {
  const database = await freshDatabase();
  onTestFinished(database.drop);
  const postgres = await tapWire(database.url);
  const redis = await tapWire(redisUrl());
  const keywatch = await startKeywatch({ ...PROXIES, databaseUrl: postgres.url, redisUrl: redis.url });
  return { keywatch, postgres, redis: { take: () => withoutCounts(redis.take().replaceAll(BEAT, '')) } };
}

/** Leaves out the call in which the unknown keys of a second are counted. */
function withoutCounts(sent: string): string {
  const commands = sent.split(/(?=\*\d+\r\n\$)/);
  return commands.filter((command) => !command.includes('\r\nunknown|')).join('');
}

/** What a verifier sends each second, whatever it is asked. */
const BEAT =
  /\*6\r\n\$7\r\nevalsha\r\n\$40\r\n\w+\r\n\$1\r\n1\r\n\$\d+\r\n\S+:verifiers\r\n\$36\r\n\S+\r\n\$2\r\n10\r\n/g;

/** How often records of keys were looked for. */
function lookUps(sent: string): number {
  return sent.split('key_record_by_').length - 1;
}

/** An address of its own for each number. */
function address(number: number): string {
  return `198.51.${number >> 8}.${number & 255}`;
}

function presented(key: string, ip: string): Record<string, string> {
  return { 'x-api-key': key, 'x-forwarded-for': ip };
}

async function importKey(keywatch: TestKeywatch, { workspaceId, token }: Tenant, secret: string) {
  const data = JSON.stringify([
    { sha256: createHash('sha256').update(secret).digest('hex'), name: 'Moved', servers: '*' },
  ]);
  success(await ask(keywatch, ImportKeys, { workspaceId, format: 'JSON' as const, data }, token));
}

describe('guessing keys', () => {
  test('costs no command of its own and no statement where the shape or the checksum is wrong', async () => {
    const { keywatch, postgres, redis } = await startTapped();
    const gateway = await seedGateway(keywatch);
    const url = authUrl(keywatch, gateway.tenant);
    const me = new URL('/api/me', keywatch.url);
    await send(url, presented('kw_live_short', '203.0.113.1'));
    postgres.take();
    redis.take();
    for (let guess = 0; guess < 300; guess++) {
      const body = randomUUID().replaceAll('-', '').repeat(2).slice(0, 49);
      const key = guess % 3 === 0 ? `ok1-1-${guess}` : `kw_live_${body}`;
      const answers = [
        await send(url, presented(key, address(guess))),
        await send(me, presented(`${key} `.repeat(2).trim(), address(guess))),
      ];
      expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    }
    expect([postgres.take(), redis.take()]).toEqual(['', '']);
    expect(await metric(keywatch, 'keywatch_key_failures_total{cause="MALFORMED"}')).toBe(301);
    expect(await metric(keywatch, 'keywatch_key_failures_total{cause="WHITESPACE"}')).toBe(300);
  });

  test('costs one GET and no statement where the same text is tried again', async () => {
    const { keywatch, postgres, redis } = await startTapped();
    const gateway = await seedGateway(keywatch);
    const url = authUrl(keywatch, gateway.tenant);
    for (let attempt = 0; attempt < 3; attempt++) await send(url, presented('mcp_nobody', address(attempt)));
    postgres.take();
    redis.take();
    for (let attempt = 0; attempt < 50; attempt++) {
      expect(await send(url, presented('mcp_nobody', address(attempt)))).toMatchObject({ status: 401 });
    }
    const commands = redis.take().match(/\r\n(GET|get)\r\n/g);
    expect([lookUps(postgres.take()), commands?.length]).toEqual([0, 50]);
  });

  test('is answered with 429 once an address failed 60 times, and then costs nothing', async () => {
    stopClock();
    const { keywatch, postgres, redis } = await startTapped();
    const gateway = await seedGateway(keywatch);
    const url = authUrl(keywatch, gateway.tenant);
    const me = new URL('/api/me', keywatch.url);
    const guess = async (at: URL = url, ip = '203.0.113.9') =>
      await send(at, presented(`mcp_${randomUUID()}`, ip));
    for (let attempt = 0; attempt < 60; attempt++) {
      expect(await guess(attempt % 2 === 0 ? url : me)).toMatchObject({ status: 401 });
    }
    postgres.take();
    redis.take();
    for (let attempt = 0; attempt < 100; attempt++) {
      const answer = await guess(attempt % 2 === 0 ? url : me);
      expect(answer).toMatchObject({ status: 429 });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'TOO_MANY_FAILURES' });
    }
    expect([postgres.take(), redis.take()]).toEqual(['', '']);
    expect(await guess(url, '203.0.113.10')).toMatchObject({ status: 401 });
    expect(await metric(keywatch, 'keywatch_key_failures_throttled_total')).toBe(100);
    expect(await metric(keywatch, 'keywatch_key_failures_total{cause="UNKNOWN"}')).toBe(161);
    expect(await metric(keywatch, 'keywatch_failing_addresses')).toBe(2);
  });

  test('shuts out nobody whose key is in use, and tells nobody that a revoked key was one', async () => {
    stopClock();
    const keywatch = await startKeywatch(PROXIES);
    const gateway = await seedGateway(keywatch);
    const dead = await seedGateway(keywatch);
    const url = authUrl(keywatch, gateway.tenant);
    const from = async (key: string) => await send(url, presented(key, '203.0.113.9'));
    const { workspaceId, token } = gateway.tenant;
    const made = await ask(keywatch, CreateKey, { workspaceId, name: 'Dead' }, token);
    const { key, secret } = success(made);
    expect([(await from(gateway.secret)).status, (await from(secret)).status]).toEqual([200, 200]);
    success(await ask(keywatch, RevokeKey, { workspaceId, keyId: key.id }, token));
    for (let attempt = 0; attempt < 60; attempt++) {
      expect(await from(attempt % 2 === 0 ? `mcp_${randomUUID()}` : secret)).toMatchObject({ status: 401 });
    }
    expect(await from(gateway.secret)).toMatchObject({ status: 200 });
    for (const refused of [secret, dead.secret, 'mcp_unknown', 'kw_live_malformed', 'two words']) {
      expect(await from(refused)).toMatchObject({
        status: 429,
        headers: { 'x-keywatch-code': 'TOO_MANY_FAILURES' },
      });
    }
    expect(await from(gateway.secret)).toMatchObject({ status: 200 });
  });
});

test('through a gateway is noted alike, whether it asks for one key or for many', async () => {
  const keywatch = await startKeywatch(PROXIES);
  const gateway = await seedGateway(keywatch);
  const guess = (at: number) => ({ key: `mcp_guessed_${at}`, ip: '203.0.113.9' });
  await gateway.verify(guess(0));
  await gateway.verifyBatch([guess(1), guess(2), { key: 'two words' }, { key: gateway.secret }, { key: 7 }]);
  const failed = async (cause: string) =>
    await metric(keywatch, `keywatch_key_failures_total{cause="${cause}"}`);
  expect([await failed('UNKNOWN'), await failed('WHITESPACE')]).toEqual([3, 1]);
  expect(await metric(keywatch, 'keywatch_failing_addresses')).toBe(1);
});

test('a revoked key is refused no slower than one that never was', async () => {
  const keywatch = await startKeywatch(PROXIES);
  const { tenant, keyId, secret } = await seedGateway(keywatch);
  const { workspaceId, token } = tenant;
  success(await ask(keywatch, RevokeKey, { workspaceId, keyId }, token));
  const kinds = {
    revoked: () => secret,
    unknown: () => `mcp_${randomUUID()}`,
    repeated: () => 'mcp_nobody',
  };
  const taken: Record<string, number[]> = {};
  for (let round = 0; round < 50; round++) {
    for (const [kind, key] of Object.entries(kinds)) {
      const headers = presented(key(), address(round));
      const begun = performance.now();
      expect(await send(authUrl(keywatch, tenant), headers)).toMatchObject({ status: 401 });
      taken[kind] = [...(taken[kind] ?? []), performance.now() - begun];
    }
  }
  const medians = Object.values(taken).map((times) => times.toSorted((a, b) => a - b)[25] ?? 0);
  expect(Math.max(...medians) / Math.min(...medians)).toBeLessThanOrEqual(1.05);
});

describe('a key that was tried before it was there', () => {
  test('works in every process as soon as its import has answered', async () => {
    const first = await startKeywatch(PROXIES);
    const { databaseUrl, redisPrefix } = first;
    const second = await startKeywatch({ ...PROXIES, databaseUrl, redisPrefix });
    const { tenant } = await seedGateway(first);
    for (let round = 0; round < 10; round++) {
      const secret = `oct_live_${randomUUID()}`;
      const tryBoth = async (times: number) => {
        const statuses: number[] = [];
        for (const keywatch of Array.from({ length: times }, () => [first, second]).flat()) {
          statuses.push((await send(authUrl(keywatch, tenant), presented(secret, address(round)))).status);
        }
        return statuses;
      };
      expect(new Set(await tryBoth(3))).toEqual(new Set([401]));
      await importKey(first, tenant, secret);
      expect(await tryBoth(1)).toEqual([200, 200]);
    }
  });

  test('works at once where it was made new, in every process', async () => {
    const first = await startKeywatch(PROXIES);
    const { databaseUrl, redisPrefix } = first;
    const second = await startKeywatch({ ...PROXIES, databaseUrl, redisPrefix });
    const { tenant } = await seedGateway(first);
    const { workspaceId, token } = tenant;
    for (let round = 0; round < 5; round++) {
      const { secret } = success(await ask(first, CreateKey, { workspaceId, name: 'New' }, token));
      expect(await send(authUrl(second, tenant), { 'x-api-key': secret })).toMatchObject({ status: 200 });
    }
  });
});

/** The failures of an address fade from minute to minute; here they all are in one. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
}
