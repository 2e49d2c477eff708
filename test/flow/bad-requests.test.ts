import { describe, expect, test } from 'vitest';
import { createToken, seedGateway } from '../support/gateway.ts';
import { startKeywatch } from '../support/keywatch.ts';

describe('a bad request to the data plane', () => {
  test('is answered with a code and what to do, never with a 500', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { tenant, token, secret } = await seedGateway(keywatch);
    const admin = await createToken(keywatch, tenant, 'ADMIN');
    const key = { key: secret };
    const cases = [
      ['/v1/keys/verify', undefined, key, 401, 'TOKEN_MISSING'],
      ['/v1/keys/verify', 'kwt_gw_unknown', key, 401, 'TOKEN_INVALID'],
      ['/v1/keys/verify', secret, key, 401, 'TOKEN_INVALID'],
      ['/v1/keys/verify', tenant.token, key, 403, 'TOKEN_KIND_NOT_ALLOWED'],
      ['/v1/keys/verify', admin, key, 403, 'TOKEN_KIND_NOT_ALLOWED'],
      ['/v1/keys/verify', token, '{"key": ', 400, 'INVALID_JSON'],
      ['/v1/keys/verify', token, '', 400, 'INVALID_JSON'],
      ['/v1/keys/verify', token, [], 400, 'INVALID_REQUEST'],
      ['/v1/keys/verify', token, {}, 400, 'INVALID_REQUEST'],
      ['/v1/keys/verify', token, { key: 7 }, 400, 'INVALID_REQUEST'],
      ['/v1/keys/verify', token, { ...key, colour: 'red' }, 400, 'INVALID_REQUEST'],
      ['/v1/keys/verify', token, { ...key, ip: 'nowhere' }, 400, 'INVALID_REQUEST'],
      ['/v1/keys/verify', token, { ...key, cost: 0 }, 400, 'INVALID_REQUEST'],
      ['/v1/keys/verify', token, { key: 'x'.repeat(2_000_000) }, 413, 'BODY_TOO_LARGE'],
      ['/v1/usage', token, { events: ['x'.repeat(2_000_000)] }, 413, 'BODY_TOO_LARGE'],
      ['/v1/usage', token, { events: {} }, 400, 'INVALID_REQUEST'],
      ['/v1/usage', token, { events: Array.from({ length: 10_001 }, () => 0) }, 400, 'INVALID_REQUEST'],
      ['/v1/nothing', token, {}, 404, 'ROUTE_NOT_FOUND'],
    ] as const;
    for (const [path, bearer, body, status, code] of cases) {
      const answer = await keywatch.post(path, bearer, body);
      expect(answer, `${path} ${code}`).toMatchObject({
        status,
        body: { code, requestId: expect.any(String) },
      });
      expect((answer.body as { detail: string }).detail).toMatch(/^.{10,200}\.$/);
    }
  });
});
