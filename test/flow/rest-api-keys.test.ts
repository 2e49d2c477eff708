import { describe, expect, test } from 'vitest';
import { MakeToken } from '../support/documents/platform.ts';
import { AuditLog, CreateWorkspace } from '../support/documents.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask, PASSWORD, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { send } from '../support/rest.ts';
import { addMember, sql } from '../support/sql.ts';

const PATH = '/api/api-keys';

async function create(keywatch: TestKeywatch, token: string, body: unknown, headers = {}) {
  const answer = await send(keywatch, PATH, { method: 'POST', token, body, headers });
  return { ...answer, body: JSON.parse(answer.text) as Record<string, unknown> };
}

describe('POST /api/api-keys', () => {
  test('answers in the words of AI2Fin, field by field', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token } = await seedTenant(keywatch);
    const answer = await create(keywatch, token, {
      name: 'MCP Inspector - Production',
      scopes: ['mcp:full'],
      expiresInDays: 90,
    });
    const { id, key, createdAt } = answer.body as Record<string, string>;
    const expiresAt = `${new Date(Date.parse(createdAt ?? '') + 90 * 86_400_000).toISOString().slice(0, 19)}Z`;
    const golden =
      `{"id":"${id}","key":"${key}","name":"MCP Inspector - Production","scopes":["mcp:full"],` +
      `"expiresAt":"${expiresAt}","createdAt":"${createdAt}",` +
      '"warning":"Save this key now - it will not be shown again!"}';
    expect(answer).toMatchObject({ status: 201, text: golden });
    expect(createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('gives a key that may only read and never expires where nothing else is asked', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, token } = await seedGateway(keywatch);
    const { body } = await create(keywatch, tenant.token, { name: 'CI' });
    expect(body).toMatchObject({ scopes: ['mcp:read'], expiresAt: null });
    const verdict = await keywatch.post('/v1/keys/verify', token, { key: body.key });
    expect(verdict).toMatchObject({ body: { code: 'VALID', keyId: body.id } });
    const { edges } = await ask(
      keywatch,
      AuditLog,
      { workspaceId: tenant.workspaceId, first: 1 },
      tenant.token,
    );
    expect(edges[0]?.node).toMatchObject({ action: 'key.created', targetId: body.id, ip: '127.0.0.1' });
  });

  test('makes the key in the workspace of the ADMIN token, or in the one that is named', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const { workspace } = success(await ask(keywatch, CreateWorkspace, { name: 'second' }, token));
    const { secret } = success(
      await ask(
        keywatch,
        MakeToken,
        { workspaceId, kind: 'ADMIN', name: 'CI', scopes: ['keys:write'] },
        token,
      ),
    );
    const ambiguous = await create(keywatch, token, { name: 'CI' });
    expect(ambiguous).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    expect(ambiguous.body.detail).toContain('x-keywatch-workspace');
    const here = await create(keywatch, secret, { name: 'here' });
    const there = await create(keywatch, token, { name: 'there' }, { 'x-keywatch-workspace': workspace.id });
    expect([here.status, there.status]).toEqual([201, 201]);
    expect(await sql(keywatch.databaseUrl, 'SELECT name, workspace_id FROM keys ORDER BY name')).toEqual([
      { name: 'here', workspace_id: workspaceId },
      { name: 'there', workspace_id: workspace.id },
    ]);
  });

  test.each([
    [{}, 400, 'INVALID_INPUT', 'name: must be a text'],
    [{ name: '' }, 400, 'INVALID_INPUT', 'name: must not be empty'],
    [{ name: 'CI', expiresInDays: 1.5 }, 400, 'INVALID_INPUT', 'expiresInDays: must be a whole number'],
    [{ name: 'CI', scopes: 'mcp:read' }, 400, 'INVALID_INPUT', 'scopes: must be a list'],
    [{ name: 'CI', ownerId: 'x' }, 400, 'INVALID_INPUT', 'ownerId: is no field of this route'],
    [[], 400, 'INVALID_INPUT', ''],
    ['{"name"', 400, 'INVALID_JSON', 'no valid JSON'],
  ])('refuses a body such as %j', async (body, status, code, detail) => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { token } = await seedTenant(keywatch);
    const answer = await create(keywatch, token, body);
    expect(answer).toMatchObject({ status, body: { code, status, requestId: expect.any(String) } });
    expect(answer.body.detail).toContain(detail);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  test('refuses a body of more than 100 kB', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token } = await seedTenant(keywatch);
    const answer = await create(keywatch, token, { name: 'x'.repeat(100_000) });
    expect(answer).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
  });

  test('refuses whoever may not make keys, and tells nobody of foreign workspaces', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const [ours, theirs] = [await seedTenant(keywatch), await seedTenant(keywatch)];
    const { workspaceId } = ours;
    const viewer = await signUp(keywatch, 'Vic');
    await addMember(keywatch.databaseUrl, { workspaceId, userId: viewer.id, role: 'VIEWER' });
    const reader = { workspaceId, kind: 'ADMIN' as const, name: 'reader', scopes: ['keys:read'] };
    const { secret } = success(await ask(keywatch, MakeToken, reader, ours.token));
    for (const token of [viewer.token, secret]) {
      expect(await create(keywatch, token, { name: 'CI' })).toMatchObject({
        status: 403,
        body: { code: 'FORBIDDEN' },
      });
    }
    for (const id of [theirs.workspaceId, '019a0000-0000-7000-8000-000000000000', 'nonsense']) {
      const answer = await create(keywatch, ours.token, { name: 'CI' }, { 'x-keywatch-workspace': id });
      expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
    expect(await sql(keywatch.databaseUrl, 'SELECT 1 FROM keys')).toEqual([]);
  });

  test('takes sessions and ADMIN tokens only, as JSON by POST', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, token, secret } = await seedGateway(keywatch);
    for (const machine of [token, secret]) {
      expect(await create(keywatch, machine, { name: 'CI' })).toMatchObject({
        status: 403,
        body: { code: 'TOKEN_KIND_NOT_ALLOWED' },
      });
    }
    const made = await create(keywatch, 'kwt_ses_x', { name: 'CI' });
    expect(made).toMatchObject({ status: 401, body: { code: 'TOKEN_INVALID' } });
    const out = await send(keywatch, PATH, { method: 'POST', body: {} });
    expect(out).toMatchObject({ status: 401, text: expect.stringContaining('UNAUTHENTICATED') });
    const get = await send(keywatch, PATH, { token: tenant.token });
    expect(get).toMatchObject({ status: 405, text: expect.stringContaining('METHOD_NOT_ALLOWED') });
    const plain = await create(keywatch, tenant.token, '{"name":"CI"}', { 'content-type': 'text/plain' });
    expect(plain).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
  });

  test('takes a session cookie along with a header that another site cannot send', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { email } = await seedTenant(keywatch);
    const query = `mutation { signIn(email: "${email}", password: "${PASSWORD}") { __typename } }`;
    const signedIn = await send(keywatch, '/graphql', { method: 'POST', body: { query } });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const forged = await send(keywatch, PATH, { method: 'POST', body: { name: 'CI' }, headers: { cookie } });
    expect(forged).toMatchObject({ status: 403, text: expect.stringContaining('CSRF_HEADER_MISSING') });
    const headers = { cookie, 'x-keywatch-csrf': '1' };
    const own = await send(keywatch, PATH, { method: 'POST', body: { name: 'CI' }, headers });
    expect(own.status).toBe(201);
  });
});
