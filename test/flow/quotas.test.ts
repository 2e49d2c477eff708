import { describe, expect, test, vi } from 'vitest';
import type { Quota } from '../../src/core/quota.ts';
import { UpdateKey } from '../support/documents/keys.ts';
import { type Gateway, seedGateway } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

const MONTHLY = { limit: 5, refill: 'MONTHLY' } as const;

/** The code of one more verification. */
async function codeOf({ verify, secret }: Gateway, request: object = {}): Promise<string> {
  return ((await verify({ key: secret, ...request })).body as { code: string }).code;
}

/** Waits until the usage tables say that so many units were taken. */
async function untilRolledUp(keywatch: TestKeywatch, units: number): Promise<void> {
  const statement = 'SELECT coalesce(sum(n), 0)::int AS units FROM usage_minutes WHERE measure = 35';
  await vi.waitFor(async () => expect(await sql(keywatch.databaseUrl, statement)).toEqual([{ units }]), {
    timeout: 20_000,
  });
}

/** Another process on the same Postgres and Redis, and the gateway's questions to it. */
async function startAnother(keywatch: TestKeywatch, gateway: Gateway): Promise<Gateway> {
  const { databaseUrl, redisPrefix } = keywatch;
  const other = await startKeywatch({ role: 'api', databaseUrl, redisPrefix });
  return { ...gateway, verify: async (body) => await other.post('/v1/keys/verify', gateway.token, body) };
}

describe('a quota', () => {
  test('is told with every answer, and lets exactly its limit through however many ask at once', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { verify, secret } = await seedGateway(keywatch, { quota: { limit: 20, refill: 'DAILY' } });
    const answers = await Promise.all(Array.from({ length: 50 }, async () => await verify({ key: secret })));
    const codes = answers.map(({ body }) => (body as { code: string }).code);
    expect(codes.filter((code) => code === 'VALID')).toHaveLength(20);
    expect(codes.filter((code) => code === 'QUOTA_EXCEEDED')).toHaveLength(30);
    const { body } = await verify({ key: secret });
    expect(body).toMatchObject({
      valid: false,
      quota: { limit: 20, remaining: 0 },
      rateLimit: { limit: 100 },
    });
    const { refillSeconds } = (body as { quota: { refillSeconds: number } }).quota;
    const midnight = new Date().setUTCHours(24, 0, 0, 0);
    expect(Math.abs(Date.now() + refillSeconds * 1_000 - midnight)).toBeLessThan(5_000);
  });

  test('is taken from by the cost of valid requests only', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, { quota: { limit: 5, refill: 'NEVER' } });
    expect(await codeOf(gateway, { cost: 3 })).toBe('VALID');
    expect(await codeOf(gateway, { cost: 3 })).toBe('QUOTA_EXCEEDED');
    expect(await codeOf(gateway, { server: 'billing' })).toBe('SERVER_NOT_ALLOWED');
    expect(await codeOf(gateway, { cost: 2 })).toBe('VALID');
    const { body } = await gateway.verify({ key: gateway.secret });
    expect(body).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      quota: { limit: 5, remaining: 0, refillSeconds: null },
      rateLimit: { remaining: 95, retryAfterSeconds: 0 },
    });
  });

  test('survives a Redis that loses all, also for a process that never saw the key', async () => {
    const keywatch = await startKeywatch();
    const gateway = await seedGateway(keywatch, { quota: MONTHLY });
    expect(await codeOf(gateway, { cost: 4 })).toBe('VALID');
    await untilRolledUp(keywatch, 4);
    await keywatch.flushRedis();
    const other = await startAnother(keywatch, gateway);
    expect(await codeOf(other, { cost: 2 })).toBe('QUOTA_EXCEEDED');
    expect(await codeOf(gateway)).toBe('VALID');
    expect(await codeOf(other)).toBe('QUOTA_EXCEEDED');
  });

  test('keeps what was used through a change of its limit, its refill, and a time without it', async () => {
    const keywatch = await startKeywatch();
    const gateway = await seedGateway(keywatch, { quota: MONTHLY });
    const { tenant, keyId } = gateway;
    const change = async (quota: Quota | null) => {
      const { workspaceId, token } = tenant;
      success(await ask(keywatch, UpdateKey, { workspaceId, keyId, quota }, token));
    };
    expect(await codeOf(gateway, { cost: 4 })).toBe('VALID');
    await change({ limit: 3, refill: 'MONTHLY' });
    expect(await codeOf(gateway)).toBe('QUOTA_EXCEEDED');
    await change(null);
    expect(await codeOf(gateway, { cost: 9 })).toBe('VALID');
    await untilRolledUp(keywatch, 4);
    for (const refill of ['NEVER', 'WEEKLY', 'DAILY'] as const) {
      await change({ limit: 5, refill });
      const { body } = await gateway.verify({ key: gateway.secret, cost: 2 });
      expect(body).toMatchObject({ code: 'QUOTA_EXCEEDED', quota: { limit: 5, remaining: 1 } });
    }
  });

  test('lets nothing through while what was used of it cannot be known', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, { quota: MONTHLY });
    await sql(keywatch.databaseUrl, 'ALTER TABLE usage_days RENAME TO usage_days_away');
    const { status, body } = await gateway.verify({ key: gateway.secret });
    expect([status, body]).toMatchObject([503, { code: 'DATABASE_UNAVAILABLE' }]);
    const batch = await gateway.verifyBatch([{ key: gateway.secret }, { key: 'no key' }]);
    expect(batch).toMatchObject({
      status: 200,
      body: { decisions: [{ valid: false, code: 'DATABASE_UNAVAILABLE' }, { code: 'MALFORMED' }] },
    });
    await sql(keywatch.databaseUrl, 'ALTER TABLE usage_days_away RENAME TO usage_days');
    expect(await codeOf(gateway, { cost: 5 })).toBe('VALID');
  });

  test('that is used up is told to whoever asks with the key, with 429', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, { quota: { limit: 1, refill: 'HOURLY' } });
    expect(await codeOf(gateway)).toBe('VALID');
    const response = await fetch(new URL('/api/me', keywatch.url), {
      headers: { 'x-api-key': gateway.secret },
    });
    expect([response.status, await response.json()]).toMatchObject([429, { code: 'QUOTA_EXCEEDED' }]);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
