import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createKeywatch, type Keywatch } from '../../src/sdk/keywatch.ts';
import type { LocalOptions } from '../../src/sdk/local.ts';
import { MakeKey } from '../support/documents/keys.ts';
import { RevokeKey } from '../support/documents.ts';
import { openFrontProxy } from '../support/front-proxy.ts';
import { type Gateway, seedGateway } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { readUsage } from '../support/read-usage.ts';

/** A limit that no test reaches. */
const BUSY = { rateLimit: { limit: 1_000_000, windowSeconds: 60 } };

/** Opens a client in local mode that knows a key already. */
async function openLocal(
  url: string,
  { token, secret }: Pick<Gateway, 'token' | 'secret'>,
  local: LocalOptions = {},
): Promise<Keywatch> {
  const sdk = createKeywatch({ url, token, local });
  onTestFinished(async () => await sdk.close());
  await vi.waitFor(() => expect(sdk.decidesLocally()).toBe(true));
  await untilLocal(sdk, secret);
  return sdk;
}

/** Verifies until a decision is made locally. Returns how often. */
async function untilLocal(sdk: Keywatch, key: string): Promise<number> {
  let times = 0;
  await vi.waitFor(async () => {
    times += 1;
    expect(await sdk.verify({ key })).toMatchObject({ decidedBy: 'LOCAL', valid: true });
  });
  return times;
}

async function revoke(keywatch: TestKeywatch, { tenant, keyId }: Gateway): Promise<void> {
  const { workspaceId, token } = tenant;
  success(await ask(keywatch, RevokeKey, { workspaceId, keyId }, token));
}

/** Verifies over and over until the key is refused. Returns the milliseconds, and the last decision. */
async function untilRefused(sdk: Keywatch, key: string) {
  const since = performance.now();
  for (;;) {
    const decision = await sdk.verify({ key });
    const afterMs = performance.now() - since;
    if (!decision.valid) return { afterMs, decision };
    expect(afterMs).toBeLessThan(5_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('local decisions', () => {
  test('say the same as Keywatch', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const sdk = await openLocal(keywatch.url, gateway);
    const remote = createKeywatch({ url: keywatch.url, token: gateway.token });
    onTestFinished(async () => await remote.close());
    const request = { key: gateway.secret, server: 'crm', scopes: ['mcp:tools:list'], ip: '203.0.113.9' };
    const same = ({ rateLimit, ...rest }: Awaited<ReturnType<Keywatch['verify']>>) => ({
      ...rest,
      limit: rateLimit.limit,
      requestId: 'of each its own',
      decidedBy: 'whom it may be',
    });
    const local = await sdk.verify(request);
    expect(local.decidedBy).toBe('LOCAL');
    expect(same(local)).toEqual(same(await remote.verify(request)));
    for (const [change, code] of [
      [{ server: 'billing' }, 'SERVER_NOT_ALLOWED'],
      [{ scopes: ['mcp:full'] }, 'INSUFFICIENT_SCOPE'],
      [{ signature: 'INVALID' }, 'SIGNATURE_INVALID'],
      [{ key: 'mcp_nobody' }, 'NOT_FOUND'],
    ] as const) {
      expect(await sdk.verify({ ...request, ...change })).toMatchObject({ code, decidedBy: 'KEYWATCH' });
    }
  });

  test('refuse a revoked key within a second', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, BUSY);
    const sdk = await openLocal(keywatch.url, gateway);
    await revoke(keywatch, gateway);
    const { afterMs, decision } = await untilRefused(sdk, gateway.secret);
    expect(decision.code).toBe('REVOKED');
    expect(afterMs).toBeLessThan(1_000);
  });

  test.each(['goes silent', 'is cut'])(
    'refuse a revoked key within a second when the stream %s',
    async (how) => {
      const keywatch = await sharedKeywatch({ role: 'api' });
      const gateway = await seedGateway(keywatch, BUSY);
      const proxy = await openFrontProxy(keywatch.url);
      const sdk = await openLocal(proxy.url, gateway);
      proxy.freezeStreams();
      if (how === 'is cut') proxy.cutStreams();
      await revoke(keywatch, gateway);
      const { afterMs, decision } = await untilRefused(sdk, gateway.secret);
      expect(decision).toMatchObject({ code: 'REVOKED', decidedBy: 'KEYWATCH' });
      expect(afterMs).toBeLessThan(1_000);
      expect(sdk.decidesLocally()).toBe(false);
    },
  );

  test('learn of a revocation by another process', async () => {
    const one = await sharedKeywatch({ role: 'api' });
    const { databaseUrl, redisPrefix } = one;
    const other = await startKeywatch({ role: 'api', databaseUrl, redisPrefix });
    const gateway = await seedGateway(one, BUSY);
    const sdk = await openLocal(other.url, gateway);
    await revoke(one, gateway);
    expect((await untilRefused(sdk, gateway.secret)).afterMs).toBeLessThan(1_000);
  });

  test('are counted once each, also where reports are answered by nothing', async () => {
    const keywatch = await sharedKeywatch();
    const gateway = await seedGateway(keywatch, { rateLimit: { limit: 1_000, windowSeconds: 60 } });
    const proxy = await openFrontProxy(keywatch.url);
    proxy.swallowAnswers('/v1/usage', 3);
    const sdk = createKeywatch({
      url: proxy.url,
      token: gateway.token,
      local: { reportEveryMs: 20 },
    });
    await vi.waitFor(() => expect(sdk.decidesLocally()).toBe(true));
    let sent = await untilLocal(sdk, gateway.secret);
    for (let time = 0; time < 200; time++, sent++) {
      const request = { key: gateway.secret, server: 'crm', endpoint: `/${time % 3}`, ip: '203.0.113.9' };
      expect(await sdk.verify(request)).toMatchObject({ valid: true, decidedBy: 'LOCAL' });
    }
    await vi.waitFor(() => expect(proxy.countOf('/v1/usage')).toBeGreaterThan(3));
    await sdk.close();
    expect((await readUsage(keywatch, gateway.tenant)).totals).toMatchObject({ requests: sent, denied: 0 });
  });

  test('keep a share of the limit, and count what they refuse', async () => {
    const keywatch = await sharedKeywatch();
    const gateway = await seedGateway(keywatch, { rateLimit: { limit: 10, windowSeconds: 3_600 } });
    const sdk = createKeywatch({ url: keywatch.url, token: gateway.token, local: { limitShare: 0.5 } });
    await vi.waitFor(() => expect(sdk.decidesLocally()).toBe(true));
    let sent = await untilLocal(sdk, gateway.secret);
    for (let time = 0; time < 4; time++, sent++) {
      expect(await sdk.verify({ key: gateway.secret })).toMatchObject({ valid: true });
    }
    expect(await sdk.verify({ key: gateway.secret })).toMatchObject({
      code: 'RATE_LIMITED',
      decidedBy: 'LOCAL',
      rateLimit: { limit: 5, remaining: 0, retryAfterSeconds: expect.any(Number) },
    });
    await sdk.close();
    expect((await readUsage(keywatch, gateway.tenant)).totals).toMatchObject({
      requests: sent + 1,
      denied: 1,
    });
  });

  test('ask Keywatch about a signature that nobody checked', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const { workspaceId, token } = gateway.tenant;
    const fields = { workspaceId, name: 'Signs', requiresSignature: true };
    const { secret } = success(await ask(keywatch, MakeKey, fields, token));
    const sdk = await openLocal(keywatch.url, gateway);
    await vi.waitFor(async () => {
      expect(await sdk.verify({ key: secret, signature: 'VALID' })).toMatchObject({ decidedBy: 'LOCAL' });
    });
    expect(await sdk.verify({ key: secret })).toMatchObject({ code: 'SIGNATURE_REQUIRED' });
  });
});
