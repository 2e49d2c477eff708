import { describe, expect, test } from 'vitest';
import { createToken, seedGateway } from '../support/gateway.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { countRedisCalls } from '../support/redis-calls.ts';

describe('verifying many keys at once', () => {
  test('answers each in its order as a single verification would', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, { rateLimit: { limit: 3, windowSeconds: 3_600 } });
    const { secret, keyId } = gateway;
    const { status, body } = await gateway.verifyBatch([
      { key: secret, server: 'crm' },
      { key: `${secret} ` },
      { key: 'mcp_of_another_system' },
      { key: secret, server: 'billing' },
      { key: secret, cost: 2 },
      { key: secret },
    ]);
    expect([status, body]).toMatchObject([
      200,
      {
        decisions: [
          { valid: true, code: 'VALID', keyId, rateLimit: { limit: 3, remaining: 2 } },
          { valid: false, code: 'MALFORMED', keyId: null },
          { valid: false, code: 'NOT_FOUND', keyId: null },
          { valid: false, code: 'SERVER_NOT_ALLOWED', keyId },
          { valid: true, code: 'VALID', rateLimit: { remaining: 0 } },
          { valid: false, code: 'RATE_LIMITED' },
        ],
      },
    ]);
  });

  test('takes one round trip to Redis for a hundred', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, {
      rateLimit: { limit: 1_000, windowSeconds: 60 },
      quota: { limit: 1_000, refill: 'DAILY' },
    });
    await gateway.verify({ key: gateway.secret });
    const verifications = Array.from({ length: 100 }, (_, at) => ({
      key: gateway.secret,
      endpoint: `tool ${at}`,
    }));
    const { result, calls } = await countRedisCalls(
      keywatch.redisPrefix,
      async () => await gateway.verifyBatch(verifications),
    );
    const { decisions } = result.body as { decisions: { code: string }[] };
    expect(decisions.map(({ code }) => code)).toEqual(verifications.map(() => 'VALID'));
    expect(calls).toBe(1);
  });

  test('asks Redis nothing about what cannot be keys', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { secret, verifyBatch, verify } = await seedGateway(keywatch);
    await verify({ key: secret });
    const { result, calls } = await countRedisCalls(
      keywatch.redisPrefix,
      async () => await verifyBatch(Array.from({ length: 100 }, (_, at) => ({ key: `${secret}${at}` }))),
    );
    const { decisions } = result.body as { decisions: { code: string }[] };
    expect(new Set(decisions.map(({ code }) => code))).toEqual(new Set(['MALFORMED']));
    expect(calls).toBe(0);
  });

  test('tells what is wrong with one, and decides the others', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { secret: key, verifyBatch } = await seedGateway(keywatch);
    const { body } = await verifyBatch([
      { key },
      {},
      7,
      null,
      { key, colour: 'red' },
      { key, ip: 'no' },
      { key },
    ]);
    const { decisions } = body as { decisions: { code: string; detail?: string }[] };
    expect(decisions.map(({ code, detail }) => [code, detail])).toEqual([
      ['VALID', undefined],
      ['INVALID_REQUEST', "verification must have required property 'key'."],
      ['INVALID_REQUEST', 'verification must be object.'],
      ['INVALID_REQUEST', 'verification must be object.'],
      ['INVALID_REQUEST', 'The verification takes no field `colour`; leave it out.'],
      ['INVALID_REQUEST', 'verification/ip must match format "ipv4".'],
      ['VALID', undefined],
    ]);
    expect(decisions[1]).toEqual({
      valid: false,
      code: 'INVALID_REQUEST',
      detail: expect.any(String),
      requestId: expect.any(String),
    });
  });

  test('is refused as a whole where the body is none of verifications', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, token, secret } = await seedGateway(keywatch);
    const admin = await createToken(keywatch, tenant, 'ADMIN');
    const one = { verifications: [{ key: secret }] };
    const many = { verifications: Array.from({ length: 101 }, () => ({ key: secret })) };
    for (const [bearer, body, status, code] of [
      [undefined, one, 401, 'TOKEN_MISSING'],
      [admin, one, 403, 'TOKEN_KIND_NOT_ALLOWED'],
      [token, '{', 400, 'INVALID_JSON'],
      [token, [], 400, 'INVALID_REQUEST'],
      [token, {}, 400, 'INVALID_REQUEST'],
      [token, { ...one, colour: 'red' }, 400, 'INVALID_REQUEST'],
      [token, { verifications: {} }, 400, 'INVALID_REQUEST'],
      [token, many, 400, 'INVALID_REQUEST'],
      [token, { verifications: ['x'.repeat(2_000_000)] }, 413, 'BODY_TOO_LARGE'],
    ] as const) {
      const answer = await keywatch.post('/v1/keys/verify-batch', bearer, body);
      expect(answer).toMatchObject({ status, body: { code, requestId: expect.any(String) } });
    }
    expect(await keywatch.post('/v1/keys/verify-batch', token, { verifications: [] })).toEqual({
      status: 200,
      body: { decisions: [] },
    });
  });
});
