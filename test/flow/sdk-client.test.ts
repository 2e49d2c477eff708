import type { Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createKeywatch, type Keywatch, type KeywatchOptions } from '../../src/sdk/keywatch.ts';
import { serve, startGuarded } from '../support/guarded.ts';

function connect(options: Omit<KeywatchOptions, 'token'> & { token?: string }): Keywatch {
  const sdk = createKeywatch({ token: 'kwt_gw_x', ...options });
  onTestFinished(async () => await sdk.close());
  return sdk;
}

describe('the client', () => {
  test('tells whose key it is, and refusals as decisions', async () => {
    const { sdk, secret, keyId } = await startGuarded();
    expect(await sdk.verify({ key: secret, server: 'crm' })).toMatchObject({
      valid: true,
      code: 'VALID',
      keyId,
      requiresSignature: false,
      decidedBy: 'KEYWATCH',
      rateLimit: { limit: 100, remaining: 99 },
    });
    expect(await sdk.verify({ key: 'mcp_nobody' })).toMatchObject({
      valid: false,
      code: 'NOT_FOUND',
      keyId: null,
    });
  });

  test('says which call Keywatch refused, and why', async () => {
    const { keywatch } = await startGuarded();
    const sdk = connect({ url: keywatch.url });
    await expect(sdk.verify({ key: 'x' })).rejects.toMatchObject({
      code: 'REFUSED',
      problem: { status: 401, code: 'TOKEN_INVALID', requestId: expect.any(String) },
    });
  });

  test('uses its connections again', async () => {
    const sockets = new Set<Socket>();
    const url = await serve((request, response) => {
      sockets.add(request.socket);
      request.resume().on('end', () => response.end('{}'));
    });
    const sdk = connect({ url });
    for (let time = 0; time < 3; time++) await sdk.verify({ key: 'x' }).catch(() => undefined);
    expect(sockets.size).toBe(1);
  });

  test('tells a server that cannot be reached from one that is slow, broken or no Keywatch', async () => {
    await expect(connect({ url: 'http://127.0.0.1:1' }).verify({ key: 'x' })).rejects.toMatchObject({
      code: 'UNREACHABLE',
    });
    const silent = connect({ url: await serve(() => undefined), timeoutMs: 50 });
    await expect(silent.verify({ key: 'x' })).rejects.toMatchObject({ code: 'TIMED_OUT' });
    const stalled = connect({ url: await serve((_, response) => response.write('{')), timeoutMs: 50 });
    await expect(stalled.verify({ key: 'x' })).rejects.toMatchObject({ code: 'TIMED_OUT' });
    const other = connect({ url: await serve((_, response) => response.end('hello')) });
    await expect(other.verify({ key: 'x' })).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
    await other.close();
    await expect(other.verify({ key: 'x' })).rejects.toMatchObject({ code: 'CLOSED' });
  });

  test('sends nothing twice that may have been counted', async () => {
    let requests = 0;
    const url = await serve((request) => {
      requests += 1;
      request.socket.destroy();
    });
    await expect(connect({ url }).verify({ key: 'x' })).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    expect(requests).toBe(1);
  });
});
