import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { createSignInThrottle } from '../../src/actions/sign-in-throttle.ts';
import { createControlPlane } from '../../src/control-plane/server.ts';
import { openStorage } from '../../src/storage/client.ts';

test('an unexpected error is logged once and answered with the request id only', async () => {
  const storage = openStorage({ databaseUrl: 'postgresql://nobody:hidden@127.0.0.1:1/none' });
  onTestFinished(storage.close);
  const logged: [object, string][] = [];
  const controlPlane = createControlPlane({
    storage,
    versions: { raise: async () => true },
    now: () => new Date(),
    randomBytes,
    peppers: [{ version: 1, secret: randomBytes(32) }],
    encryptionKey: randomBytes(32),
    throttle: createSignInThrottle(),
    signUp: 'open',
    secureCookies: false,
    shards: 1,
    log: { error: (detail, message) => void logged.push([detail, message]) },
  });
  const post = async (headers: Record<string, string>) => {
    const request = new Request('http://keywatch.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({
        query: 'mutation { signIn(email: "ada@example.com", password: "some password") { __typename } }',
      }),
    });
    const response = await controlPlane.handle(request, { requestId: 'boot-7', ip: '192.0.2.1' });
    return { status: response.status, text: await response.text() };
  };
  const inside = await post({});
  expect(JSON.parse(inside.text)).toMatchObject({
    data: null,
    errors: [
      { message: expect.stringContaining('boot-7'), extensions: { code: 'INTERNAL', requestId: 'boot-7' } },
    ],
  });
  expect(logged).toEqual([
    [expect.objectContaining({ requestId: 'boot-7', err: expect.any(Error) }), expect.any(String)],
  ]);
  const before = await post({ authorization: 'Bearer kwt_ses_x' });
  expect(before.status).toBe(500);
  expect(JSON.parse(before.text)).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
  expect(logged).toHaveLength(2);
  expect(`${inside.text}${before.text}`).not.toMatch(/ECONNREFUSED|prisma|127\.0\.0\.1|hidden/i);
});
