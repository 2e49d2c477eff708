import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createKeywatch } from '../../src/sdk/keywatch.ts';
import { UpdateKey } from '../support/documents/keys.ts';
import { KeyLimits, UpdateServer } from '../support/documents/servers.ts';
import { authUrl, send } from '../support/forward-auth.ts';
import { type Gateway, seedGateway } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { sharedKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { crmOf } from '../support/servers.ts';

/** One comes back each minute: none while a test runs. */
const SLOW = { limit: 60, windowSeconds: 3_600, burst: 2 };

/** What verifications answer, one after the other. */
async function verifyTimes({ verify, secret }: Gateway, times: number, request: object = {}) {
  const answers: unknown[] = [];
  for (let time = 0; time < times; time++) answers.push((await verify({ key: secret, ...request })).body);
  return answers;
}

async function changeServer(keywatch: TestKeywatch, { tenant }: Gateway, changes: object) {
  const { workspaceId, token } = tenant;
  const serverId = await crmOf(keywatch, tenant);
  return await ask(keywatch, UpdateServer, { workspaceId, serverId, ...changes }, token);
}

describe('a limit with a burst', () => {
  test('lets so many requests through at once, and tells what is left and how long to wait', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, { rateLimit: SLOW });
    const answers = await verifyTimes(gateway, 3);
    expect(answers).toMatchObject([
      { code: 'VALID', rateLimit: { limit: 60, windowSeconds: 3_600, burst: { limit: 2, remaining: 1 } } },
      { code: 'VALID', rateLimit: { remaining: 58, retryAfterSeconds: 0, burst: { remaining: 0 } } },
      { code: 'RATE_LIMITED', rateLimit: { remaining: 58, burst: { remaining: 0 } } },
    ]);
    const { rateLimit } = answers[2] as { rateLimit: { retryAfterSeconds: number } };
    expect(rateLimit.retryAfterSeconds).toBeGreaterThan(55);
    expect(rateLimit.retryAfterSeconds).toBeLessThanOrEqual(60);
  });

  test('says so in the headers of forward-auth, as a policy of its own', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, secret } = await seedGateway(keywatch, { rateLimit: SLOW });
    const url = authUrl(keywatch, tenant);
    const [first, , third] = [
      await send(url, { 'x-api-key': secret }),
      await send(url, { 'x-api-key': secret }),
      await send(url, { 'x-api-key': secret }),
    ];
    expect(first).toMatchObject({
      status: 200,
      headers: {
        ratelimit: expect.stringMatching(/^"burst";r=1;t=60, "key";r=59;t=\d+$/),
        'ratelimit-policy': '"burst";q=2;w=120, "key";q=60;w=3600',
        'x-ratelimit-limit': '60',
        'x-ratelimit-remaining': '59',
      },
    });
    expect(third.status).toBe(429);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(55);
  });

  test('refuses from the moment that the key is given one', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const { workspaceId, token } = gateway.tenant;
    expect(await verifyTimes(gateway, 1)).toMatchObject([{ code: 'VALID', rateLimit: { burst: null } }]);
    const change = { workspaceId, keyId: gateway.keyId, rateLimit: { ...SLOW, burst: 1 } };
    success(await ask(keywatch, UpdateKey, change, token));
    expect(await verifyTimes(gateway, 2)).toMatchObject([{ code: 'VALID' }, { code: 'RATE_LIMITED' }]);
  });

  test('holds in a gateway that decides by itself, as far as it sees', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, { rateLimit: { ...SLOW, burst: 20 } });
    const sdk = createKeywatch({ url: keywatch.url, token: gateway.token, local: { limitShare: 0.1 } });
    onTestFinished(async () => await sdk.close());
    await vi.waitFor(() => expect(sdk.decidesLocally()).toBe(true));
    const key = gateway.secret;
    await vi.waitFor(async () => expect(await sdk.verify({ key })).toMatchObject({ decidedBy: 'LOCAL' }));
    expect(await sdk.verify({ key })).toMatchObject({ valid: true, rateLimit: { burst: { limit: 2 } } });
    expect(await sdk.verify({ key })).toMatchObject({
      code: 'RATE_LIMITED',
      decidedBy: 'LOCAL',
      rateLimit: { remaining: 4, burst: { remaining: 0 } },
    });
  });
});

describe("a server's burst", () => {
  test('holds for keys without a limit of their own, and goes with the rate', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const { workspaceId, token } = gateway.tenant;
    const serverId = await crmOf(keywatch, gateway.tenant);
    const limits = async () => {
      const { edges } = await ask(keywatch, KeyLimits, { workspaceId, serverId }, token);
      return edges[0]?.node;
    };
    success(await changeServer(keywatch, gateway, { ratePerMinute: 2, burst: 1 }));
    expect(await limits()).toMatchObject({ general: { burst: null }, there: { value: 2, burst: 1 } });
    const answers = await verifyTimes(gateway, 2, { server: 'crm' });
    expect(answers).toMatchObject([{ code: 'VALID' }, { code: 'RATE_LIMITED' }]);
    const { server } = success(await changeServer(keywatch, gateway, { ratePerMinute: null }));
    expect(server).toMatchObject({ ratePerMinute: null, burst: null });
    expect(await limits()).toMatchObject({ there: { burst: null } });
  });

  test('is refused without a rate, and above it', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const refusal = { code: 'INVALID_INPUT', message: expect.stringContaining('burst: must be at most') };
    expect(await changeServer(keywatch, gateway, { burst: 1 })).toMatchObject(refusal);
    success(await changeServer(keywatch, gateway, { ratePerMinute: 5, burst: 5 }));
    expect(await changeServer(keywatch, gateway, { ratePerMinute: 4 })).toMatchObject(refusal);
  });
});
