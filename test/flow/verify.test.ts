import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { CreateServer, RevokeKey } from '../support/documents.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch } from '../support/keywatch.ts';

describe('verifying a key', () => {
  test('tells whose key it is and what is left of its limit', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, keyId, secret, verify } = await seedGateway(keywatch, {
      rateLimit: { limit: 5, windowSeconds: 3_600 },
    });
    const request = {
      key: secret,
      server: 'crm',
      endpoint: 'tools/call:search',
      scopes: ['mcp:read'],
      ip: '203.0.113.9',
    };
    expect(await verify(request)).toEqual({
      status: 200,
      body: {
        valid: true,
        code: 'VALID',
        keyId,
        name: 'Key',
        ownerId: tenant.id,
        workspaceId: tenant.workspaceId,
        environment: 'production',
        scopes: ['mcp:read'],
        metadata: {},
        expiresAt: null,
        requiresSignature: false,
        requestId: expect.any(String),
        leaseId: null,
        rateLimit: {
          limit: 5,
          remaining: 4,
          resetSeconds: expect.any(Number),
          retryAfterSeconds: 0,
          windowSeconds: 3_600,
          burst: null,
        },
        quota: null,
        maxResponseBytes: 5_242_880,
      },
    });
  });

  test('refuses what the key may not, each with its code', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { secret, verify } = await seedGateway(keywatch);
    const other = `${secret.slice(0, -1)}${secret.endsWith('a') ? 'b' : 'a'}`;
    const cases = [
      [{ key: `${secret}\n` }, 'MALFORMED'],
      [{ key: other }, 'MALFORMED'],
      [{ key: 'mcp_of_another_system' }, 'NOT_FOUND'],
      [{ key: secret, environment: 'staging' }, 'WRONG_ENVIRONMENT'],
      [{ key: secret, server: 'billing' }, 'SERVER_NOT_ALLOWED'],
      [{ key: secret, scopes: ['mcp:full'] }, 'INSUFFICIENT_SCOPE'],
    ] as const;
    for (const [body, code] of cases) {
      expect(await verify(body)).toMatchObject({ status: 200, body: { valid: false, code } });
    }
  });

  test('refuses a key from the moment of its expiry', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    onTestFinished(() => void vi.useRealTimers());
    const keywatch = await startKeywatch({ role: 'api' });
    const expiresAt = new Date(Date.now() + 3_600_000);
    const { secret, verify } = await seedGateway(keywatch, { expiresAt: expiresAt.toISOString() });
    vi.setSystemTime(expiresAt.getTime() - 1);
    expect(await verify({ key: secret })).toMatchObject({ body: { code: 'VALID' } });
    vi.setSystemTime(expiresAt);
    expect(await verify({ key: secret })).toMatchObject({ body: { code: 'EXPIRED' } });
  });

  test('lets exactly the limit through, however many ask at once', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { secret, verify } = await seedGateway(keywatch, {
      rateLimit: { limit: 20, windowSeconds: 3_600 },
    });
    const answers = await Promise.all(Array.from({ length: 50 }, async () => await verify({ key: secret })));
    const codes = answers.map(({ body }) => (body as { code: string }).code);
    expect(codes.filter((code) => code === 'VALID')).toHaveLength(20);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(30);
  });

  test('answers a key of another workspace like an unknown one', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ours = await seedGateway(keywatch);
    const theirs = await seedGateway(keywatch);
    const foreign = await ours.verify({ key: theirs.secret });
    const unknown = await ours.verify({ key: 'mcp_unknown' });
    const withoutId = ({ body }: { body: unknown }) => ({ ...(body as object), requestId: '' });
    expect(withoutId(foreign)).toEqual(withoutId(unknown));
  });

  test('opens a server that was made after the key was first used', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, secret, verify } = await seedGateway(keywatch);
    expect(await verify({ key: secret, server: 'mail' })).toMatchObject({
      body: { code: 'SERVER_NOT_ALLOWED' },
    });
    const variables = { workspaceId: tenant.workspaceId, slug: 'mail', name: 'Mail' };
    success(await ask(keywatch, CreateServer, variables, tenant.token));
    expect(await verify({ key: secret, server: 'mail' })).toMatchObject({ body: { code: 'VALID' } });
  });
});

describe('a revoked key', () => {
  test('is refused by every verifier once the mutation has answered', async () => {
    const first = await sharedKeywatch({ role: 'api' });
    const config = { role: 'api', databaseUrl: first.databaseUrl, redisPrefix: first.redisPrefix } as const;
    const others = [await startKeywatch(config), await startKeywatch(config)];
    const gateway = await seedGateway(first);
    const ask3 = async () =>
      await Promise.all(
        [first, ...others].map(async (verifier) => {
          const { body } = await verifier.post('/v1/keys/verify', gateway.token, { key: gateway.secret });
          return (body as { code: string }).code;
        }),
      );
    expect(await ask3()).toEqual(['VALID', 'VALID', 'VALID']);
    const { workspaceId, token } = gateway.tenant;
    const revoked = await ask(first, RevokeKey, { workspaceId, keyId: gateway.keyId }, token);
    expect(revoked).toMatchObject({ propagation: 'DONE' });
    expect(await ask3()).toEqual(['REVOKED', 'REVOKED', 'REVOKED']);
  });

  test('is refused although Redis was flushed after the revocation', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, keyId, secret, verify } = await seedGateway(keywatch);
    expect(await verify({ key: secret })).toMatchObject({ body: { code: 'VALID' } });
    success(await ask(keywatch, RevokeKey, { workspaceId: tenant.workspaceId, keyId }, tenant.token));
    await keywatch.flushRedis();
    expect(await verify({ key: secret })).toMatchObject({ body: { code: 'REVOKED' } });
  });
});
