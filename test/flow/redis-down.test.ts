import { describe, expect, test } from 'vitest';
import { oneSession } from '../support/database.ts';
import { RevokeKey } from '../support/documents.ts';
import { type FaultyKeywatch, startFaultyKeywatch } from '../support/faulty-keywatch.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { readUsage } from '../support/read-usage.ts';

type Answer = {
  status: number;
  body: { code?: string; rateLimit?: object; quota?: object; leaseId?: string };
};

async function readyOf({ url }: FaultyKeywatch) {
  const response = await fetch(new URL('/readyz', url));
  return { status: response.status, body: await response.json() };
}

describe('while Redis is down', () => {
  test('keys known and unknown are verified, and counted exactly once it is back', async () => {
    const keywatch = await startFaultyKeywatch();
    const { tenant, verify, verifyBatch, secret } = await seedGateway(keywatch);
    const wrong = { key: secret, server: 'nowhere' };
    expect(await verify({ key: secret })).toMatchObject({ status: 200, body: { code: 'VALID' } });
    keywatch.redis.goDown();
    await keywatch.untilRedis('down');
    const other = await seedGateway(keywatch);
    for (let times = 0; times < 20; times++) {
      expect(await verify({ key: secret })).toMatchObject({ status: 200, body: { code: 'VALID' } });
      expect(await verify(wrong)).toMatchObject({ body: { code: 'SERVER_NOT_ALLOWED' } });
      expect(await verify({ key: other.secret })).toMatchObject({ body: { code: 'NOT_FOUND' } });
    }
    expect(await other.verify({ key: other.secret })).toMatchObject({ body: { code: 'VALID' } });
    const batch = await verifyBatch([{ key: secret }, wrong, { key: 'no key' }]);
    expect((batch.body as { decisions: object[] }).decisions).toMatchObject([
      { code: 'VALID' },
      { code: 'SERVER_NOT_ALLOWED' },
      { code: 'MALFORMED' },
    ]);
    expect(await keywatch.metric('keywatch_counts_waiting')).toBe(43);
    keywatch.redis.comeBack();
    await keywatch.untilRedis('up');
    expect(await keywatch.metric('keywatch_counts_waiting')).toBe(0);
    expect(await verify({ key: secret })).toMatchObject({ body: { code: 'VALID' } });
    expect((await readUsage(keywatch, tenant)).totals).toMatchObject({ requests: 44, denied: 21 });
  });

  test('a revocation holds once it was answered, in every process, also while Redis comes back', async () => {
    const one = await startFaultyKeywatch({ role: 'api' });
    const two = await startFaultyKeywatch({ role: 'api', redisPrefix: one.redisPrefix }, one.databaseUrl);
    const { tenant, verify, secret, keyId, token } = await seedGateway(one);
    const verifyTwo = async () => await two.post('/v1/keys/verify', token, { key: secret });
    expect(await verify({ key: secret })).toMatchObject({ body: { code: 'VALID' } });
    expect(await verifyTwo()).toMatchObject({ body: { code: 'VALID' } });
    for (const each of [one, two]) each.redis.goDown();
    expect(await verifyTwo()).toMatchObject({ body: { code: 'VALID' } });
    const { workspaceId } = tenant;
    const revoked = success(await ask(one, RevokeKey, { workspaceId, keyId }, tenant.token));
    expect(revoked.propagation).toBe('PENDING');
    expect(await verify({ key: secret })).toMatchObject({ body: { code: 'REVOKED' } });
    expect(await verifyTwo()).toMatchObject({ body: { code: 'REVOKED' } });
    for (const each of [one, two]) each.redis.comeBack();
    do expect(await verifyTwo()).toMatchObject({ body: { code: 'REVOKED' } });
    while ((await two.metric('keywatch_redis_down')) === 1);
    expect(await verifyTwo()).toMatchObject({ body: { code: 'REVOKED' } });
  });

  test('a revocation that Redis hung over holds in a process that was idle meanwhile', async () => {
    const one = await startFaultyKeywatch({ role: 'api' });
    const two = await startFaultyKeywatch({ role: 'api', redisPrefix: one.redisPrefix }, one.databaseUrl);
    const { tenant, secret, keyId, token } = await seedGateway(one);
    const verifyTwo = async () => await two.post('/v1/keys/verify', token, { key: secret });
    expect(await verifyTwo()).toMatchObject({ body: { code: 'VALID' } });
    for (const each of [one, two]) each.redis.hang();
    const { workspaceId } = tenant;
    const revoked = success(await ask(one, RevokeKey, { workspaceId, keyId }, tenant.token));
    expect(revoked.propagation).toBe('PENDING');
    two.redis.goOn();
    expect(await verifyTwo()).toMatchObject({ body: { code: 'REVOKED' } });
    await two.untilRedis('up');
    expect(await verifyTwo()).toMatchObject({ body: { code: 'REVOKED' } });
  });

  test('limits are shared among the verifiers that Redis knew last', async () => {
    const one = await startFaultyKeywatch({ role: 'api' });
    await startKeywatch({ role: 'api', redisPrefix: one.redisPrefix, databaseUrl: one.databaseUrl });
    const { verify, secret } = await seedGateway(one, {
      rateLimit: { limit: 9, windowSeconds: 3_600 },
      quota: { limit: 7, refill: 'NEVER' },
      concurrencyLimit: 4,
    });
    await expect.poll(async () => await one.metric('keywatch_verifiers'), { timeout: 20_000 }).toBe(2);
    expect(await verify({ key: secret })).toMatchObject({ body: { code: 'VALID', quota: { remaining: 6 } } });
    one.redis.goDown();
    await one.untilRedis('down');
    const codes: (string | undefined)[] = [];
    for (let times = 0; times < 6; times++) {
      codes.push(((await verify({ key: secret, lease: true })) as Answer).body.code);
    }
    // Half of four connections, then half of the six units that are left, then half of nine requests.
    expect(codes).toEqual(['VALID', 'VALID', ...Array.from({ length: 4 }, () => 'CONCURRENCY_LIMITED')]);
    expect(await verify({ key: secret })).toMatchObject({ body: { code: 'VALID' } });
    expect(await verify({ key: secret })).toMatchObject({ body: { code: 'QUOTA_EXCEEDED' } });
  });

  test('it is ready, degraded, and says so in its metrics; reports of usage are put off', async () => {
    const keywatch = await startFaultyKeywatch({ role: 'api' });
    const { report, release, keyId } = await seedGateway(keywatch);
    expect(await readyOf(keywatch)).toEqual({
      status: 200,
      body: { status: 'ok', postgres: 'ok', redis: 'ok', clock: 'ok' },
    });
    keywatch.redis.goDown();
    await keywatch.untilRedis('down');
    const degraded = { status: 'degraded', postgres: 'ok', redis: 'unavailable', clock: 'ok' };
    expect(await readyOf(keywatch)).toEqual({ status: 200, body: degraded });
    const events = [{ keyId, at: Date.now(), requests: 1 }];
    expect(await report({ batchId: 'b', events })).toMatchObject({
      status: 503,
      body: { code: 'COUNTERS_UNAVAILABLE' },
    });
    const unknown = `${keyId}.${keyId}`;
    expect(await release(unknown)).toMatchObject({ status: 503, body: { code: 'COUNTERS_UNAVAILABLE' } });
    keywatch.redis.comeBack();
    await keywatch.untilRedis('up');
    expect(await report({ batchId: 'b', events })).toMatchObject({
      status: 200,
      body: { accepted: 1, repeated: false },
    });
  });
});

describe('while Postgres is down', () => {
  test.skipIf(oneSession)(
    'a key that is not at hand is answered 503, not 500, and one at hand by Redis',
    async () => {
      const keywatch = await startFaultyKeywatch({ role: 'api' });
      const { verify, secret, token } = await seedGateway(keywatch);
      const other = await seedGateway(keywatch);
      await verify({ key: secret });
      keywatch.postgres.goDown();
      expect(await verify({ key: secret })).toMatchObject({ status: 200, body: { code: 'VALID' } });
      const away = { status: 503, body: { code: 'DATABASE_UNAVAILABLE' } };
      expect(await verify({ key: other.secret })).toMatchObject(away);
      const sha256 = 'a'.repeat(64);
      expect(await keywatch.post('/v1/keys/record', token, { sha256 })).toMatchObject(away);
      const response = await fetch(new URL('/api/me', keywatch.url), {
        headers: { 'x-api-key': other.secret },
      });
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    },
  );

  test.skipIf(oneSession)('and Redis too, every question is answered 503 with a code', async () => {
    const keywatch = await startFaultyKeywatch({ role: 'api' });
    const { verify, verifyBatch, secret } = await seedGateway(keywatch);
    await verify({ key: secret });
    keywatch.redis.goDown();
    keywatch.postgres.goDown();
    await keywatch.untilRedis('down');
    for (let times = 0; times < 5; times++) {
      expect(await verify({ key: secret })).toMatchObject({
        status: 503,
        body: { code: 'COUNTERS_UNAVAILABLE' },
      });
    }
    expect((await verifyBatch([{ key: secret }])).body).toMatchObject({
      decisions: [{ valid: false, code: 'COUNTERS_UNAVAILABLE' }],
    });
    expect(await readyOf(keywatch)).toMatchObject({ status: 503, body: { status: 'unavailable' } });
    keywatch.postgres.comeBack();
    await expect.poll(async () => (await verify({ key: secret })).status, { timeout: 20_000 }).toBe(200);
  });
});
