import { describe, expect, test } from 'vitest';
import { digestOf, hashSecret } from '../../src/core/key/digest.ts';
import { MakeServer } from '../support/documents/servers.ts';
import { RevokeKey } from '../support/documents.ts';
import { type Gateway, seedGateway } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { sharedKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

async function me(keywatch: TestKeywatch, headers: Record<string, string>) {
  const response = await fetch(new URL('/api/me', keywatch.url), { headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as object };
}

/** Changes the key behind Keywatch's back; Redis then knows no version, so it is read anew. */
async function change(keywatch: TestKeywatch, { keyId }: Gateway, assignment: string): Promise<void> {
  await sql(keywatch.databaseUrl, `UPDATE keys SET ${assignment}, version = version + 1 WHERE id = $1`, [
    keyId,
  ]);
  await keywatch.flushRedis();
}

describe('GET /api/me', () => {
  test('tells whoever holds a key what it is', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, keyId, secret } = await seedGateway(keywatch, {
      rateLimit: { limit: 5, windowSeconds: 3_600 },
    });
    const { workspaceId, token } = tenant;
    success(await ask(keywatch, MakeServer, { workspaceId, slug: 'billing', name: 'Billing' }, token));
    success(
      await ask(keywatch, MakeServer, { workspaceId, slug: 'off', name: 'Off', status: 'INACTIVE' }, token),
    );
    const answer = await me(keywatch, { 'X-API-Key': secret });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toEqual({
      id: keyId,
      name: 'Key',
      ownerId: tenant.id,
      workspaceId,
      environment: 'production',
      scopes: ['mcp:read'],
      servers: ['billing', 'crm'],
      expiresAt: null,
      metadata: {},
      rateLimit: {
        limit: 5,
        windowSeconds: 3_600,
        remaining: 4,
        resetSeconds: expect.any(Number),
        burst: null,
      },
    });
  });

  test('takes the key in either header, in both, and in any case', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { secret } = await seedGateway(keywatch);
    for (const headers of [
      { 'x-api-key': secret },
      { 'X-API-KEY': secret },
      { authorization: `Bearer ${secret}` },
      { authorization: `bearer ${secret}` },
      { 'x-api-key': secret, authorization: `Bearer ${secret}` },
      { 'x-api-key': secret, authorization: 'Basic dXNlcjpwYXNz' },
    ]) {
      expect(await me(keywatch, headers)).toMatchObject({ status: 200 });
    }
  });

  test('refuses two different keys', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { secret } = await seedGateway(keywatch);
    const other = await seedGateway(keywatch);
    const headers = { 'x-api-key': secret, authorization: `Bearer ${other.secret}` };
    expect(await me(keywatch, headers)).toMatchObject({ status: 401, body: { code: 'KEYS_DIFFER' } });
  });

  test('answers everything that does not work alike', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const { secret, token, tenant } = gateway;
    const bodies: unknown[] = [];
    const refused = async (headers: Record<string, string>) => {
      const { status, headers: answered, body } = await me(keywatch, headers);
      expect(status).toBe(401);
      expect(answered.get('content-type')).toContain('application/problem+json');
      bodies.push({ ...body, requestId: '' });
    };
    const held = { 'x-api-key': secret };
    await refused({});
    await refused({ 'x-api-key': '' });
    await refused({ 'x-api-key': `${secret.slice(0, -1)}!` });
    await refused({ 'x-api-key': 'mcp_unknown' });
    await refused({ 'x-api-key': `${secret}, ${secret}` });
    await refused({ authorization: `Bearer ${token}` });
    await refused({ authorization: `Bearer ${tenant.token}` });
    expect(await me(keywatch, held)).toMatchObject({ status: 200 });
    await change(keywatch, gateway, 'suspended_at = now()');
    await refused(held);
    await change(keywatch, gateway, "suspended_at = NULL, expires_at = now() - interval '1 minute'");
    await refused(held);
    await change(keywatch, gateway, "expires_at = NULL, allow_cidrs = '{203.0.113.0/24}'");
    await refused(held);
    await change(keywatch, gateway, "allow_cidrs = '{127.0.0.0/8,::1/128}'");
    expect(await me(keywatch, held)).toMatchObject({ status: 200 });
    const { workspaceId } = tenant;
    success(await ask(keywatch, RevokeKey, { workspaceId, keyId: gateway.keyId }, tenant.token));
    await refused(held);
    expect(bodies[0]).toMatchObject({ code: 'KEY_INVALID' });
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  });

  test('is counted like any verification, and limited like one', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { secret, verify } = await seedGateway(keywatch, { rateLimit: { limit: 2, windowSeconds: 3_600 } });
    expect(await verify({ key: secret })).toMatchObject({ body: { code: 'VALID' } });
    expect(await me(keywatch, { 'x-api-key': secret })).toMatchObject({
      status: 200,
      body: { rateLimit: { remaining: 0 } },
    });
    const limited = await me(keywatch, { 'x-api-key': secret });
    expect(limited).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('works for keys of foreign formats', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    for (const secret of ['ok1-12-7-abc-def', 'mcp_sk_0123456789', 'oct_live_0123456789']) {
      const digest = digestOf(hashSecret(secret), { version: 1, secret: Buffer.alloc(32, 1) });
      await change(keywatch, gateway, `digest = '\\x${digest.toString('hex')}'`);
      expect(await me(keywatch, { authorization: `Bearer ${secret}` })).toMatchObject({
        status: 200,
        body: { id: gateway.keyId },
      });
    }
  });
});
