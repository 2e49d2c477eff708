import { describe, expect, test } from 'vitest';
import { RevokeKey } from '../support/documents.ts';
import { authUrl, makeDialectServers, metric, type RawAnswer, send } from '../support/forward-auth.ts';
import { type Gateway, seedGateway } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

const AI2FIN_401 =
  '{"jsonrpc":"2.0","id":1,"error":{"code":401,"message":"Unauthorized","data":{"errorType":"INVALID_API_KEY","message":"API key not found or has been revoked"}}}';
const AI2FIN_403 =
  '{"jsonrpc":"2.0","id":1,"error":{"code":403,"message":"Forbidden","data":{"errorType":"INSUFFICIENT_SCOPE","message":"API key does not have permission for this operation"}}}';
const MCP_CLOUD_401 =
  '{"error":{"code":"invalid_api_key","message":"The API key provided is invalid or has been revoked","type":"authentication_error"}}';

/** Changes the key behind Keywatch's back; Redis then knows no version, so it is read anew. */
async function change(keywatch: TestKeywatch, { keyId }: Gateway, assignment: string): Promise<void> {
  await sql(keywatch.databaseUrl, `UPDATE keys SET ${assignment}, version = version + 1 WHERE id = $1`, [
    keyId,
  ]);
  await keywatch.flushRedis();
}

/** All that a client can tell answers apart by. */
function seen({ status, headers, text }: RawAnswer) {
  const { date: _date, 'content-length': _length, ...told } = headers;
  return { status, headers: told, text: text.replace(/"requestId":"[^"]*"/, '') };
}

describe('forward-auth', () => {
  test('lets a good key through and tells the gateway whose it is', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, keyId, secret } = await seedGateway(keywatch, {
      rateLimit: { limit: 5, windowSeconds: 3_600 },
    });
    for (const [method, remaining] of [
      ['GET', 4],
      ['POST', 3],
      ['HEAD', 2],
    ] as const) {
      const url = authUrl(keywatch, tenant, { scopes: 'mcp:read mcp:tools:list' });
      const answer = await send(url, { 'X-API-KEY': secret }, { method });
      expect(answer).toMatchObject({ status: 200, text: '' });
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-keywatch-code': 'VALID',
        'x-keywatch-key-id': keyId,
        'x-keywatch-key-name': 'Key',
        'x-keywatch-owner-id': tenant.id,
        'x-keywatch-workspace-id': tenant.workspaceId,
        'x-keywatch-environment': 'production',
        'x-keywatch-scopes': 'mcp:read',
        'x-keywatch-server': 'crm',
        ratelimit: expect.stringMatching(new RegExp(`^"key";r=${remaining};t=\\d+$`)),
        'ratelimit-policy': '"key";q=5;w=3600',
        'x-ratelimit-limit': '5',
        'x-ratelimit-remaining': String(remaining),
      });
      expect(answer.headers['retry-after']).toBeUndefined();
      const reset = Number(answer.headers['x-ratelimit-reset']) * 1_000 - Date.now();
      expect(reset).toBeGreaterThan(0);
      expect(reset).toBeLessThanOrEqual(3_601_000);
    }
  });

  test('answers 403 to a key that may not do this, and 429 with the wait to one at its limit', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, secret } = await seedGateway(keywatch, { rateLimit: { limit: 1, windowSeconds: 3_600 } });
    const key = { authorization: `Bearer ${secret}` };
    for (const [parameters, code] of [
      [{ scopes: 'mcp:full' }, 'INSUFFICIENT_SCOPE'],
      [{ server: 'billing' }, 'SERVER_NOT_ALLOWED'],
    ] as const) {
      const refused = await send(authUrl(keywatch, tenant, parameters), key);
      expect(refused).toMatchObject({
        status: 403,
        headers: {
          'x-keywatch-code': code,
          'content-type': expect.stringContaining('application/problem+json'),
        },
      });
      expect(JSON.parse(refused.text)).toMatchObject({ status: 403, code });
    }
    expect(await send(authUrl(keywatch, tenant), key)).toMatchObject({ status: 200 });
    const limited = await send(authUrl(keywatch, tenant), key);
    expect(limited).toMatchObject({ status: 429, headers: { 'x-keywatch-code': 'RATE_LIMITED' } });
    const { 'retry-after': wait, ratelimit } = limited.headers;
    expect(Number(wait)).toBeGreaterThan(0);
    expect(ratelimit).toBe(`"key";r=0;t=${wait?.toString()}`);
  });

  test('words refusals as the server says, to the byte', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, secret } = await seedGateway(keywatch, { rateLimit: { limit: 1, windowSeconds: 3_600 } });
    await makeDialectServers(keywatch, tenant);
    const ai2fin = authUrl(keywatch, tenant, { server: 'ai2fin' });
    const mcpCloud = authUrl(keywatch, tenant, { server: 'mcp-cloud' });
    const unknown = { 'x-api-key': 'mcp_unknown' };
    const held = { 'x-api-key': secret };
    expect(await send(ai2fin, unknown)).toMatchObject({ status: 401, text: AI2FIN_401 });
    expect(await send(ai2fin)).toMatchObject({ status: 401, text: AI2FIN_401 });
    expect(await send(mcpCloud, unknown)).toMatchObject({ status: 401, text: MCP_CLOUD_401 });
    const more = authUrl(keywatch, tenant, { server: 'ai2fin', scopes: 'mcp:full' });
    expect(await send(more, held)).toMatchObject({ status: 403, text: AI2FIN_403 });
    expect(await send(mcpCloud, held)).toMatchObject({ status: 200 });
    expect(await send(ai2fin, held)).toMatchObject({
      status: 429,
      text: expect.stringMatching(/"code":429/),
    });
    expect(await send(mcpCloud, held)).toMatchObject({
      status: 429,
      text: expect.stringMatching(/^\{"error":\{"code":"rate_limit_exceeded"/),
    });
    expect(await send(authUrl(keywatch, tenant), unknown)).toMatchObject({
      status: 401,
      headers: { 'content-type': expect.stringContaining('application/problem+json') },
    });
  });

  test('echoes the id of a JSON-RPC request where the gateway passes its body on', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant } = await seedGateway(keywatch);
    await makeDialectServers(keywatch, tenant);
    const url = authUrl(keywatch, tenant, { server: 'ai2fin' });
    const idOf = async (body: string, type = 'application/json') => {
      const answer = await send(url, { 'content-type': type }, { method: 'POST', body });
      expect(answer.status).toBe(401);
      return (JSON.parse(answer.text) as { id: unknown }).id;
    };
    expect(await idOf('{"jsonrpc":"2.0","id":"a-7","method":"tools/list"}')).toBe('a-7');
    expect(await idOf('{"jsonrpc":"2.0","id":7,"method":"tools/list"}', 'text/weird')).toBe(7);
    expect(await idOf('{"jsonrpc":"2.0","method":"notifications/initialized"}')).toBeNull();
    expect(await idOf('[]')).toBeNull();
    expect(await idOf('{"id":')).toBeNull();
    expect(await idOf(`{"id":1,"blob":"${'x'.repeat(2_000_000)}"}`)).toBeNull();
  });

  test.each(['crm', 'ai2fin', 'mcp-cloud'])(
    'tells unknown, malformed, revoked, suspended and expired keys of %s apart for nobody',
    async (server) => {
      const keywatch = await sharedKeywatch({ role: 'api' });
      const gateway = await seedGateway(keywatch);
      const other = await seedGateway(keywatch);
      const { tenant, secret } = gateway;
      await makeDialectServers(keywatch, tenant);
      const url = authUrl(keywatch, tenant, { server, environment: 'production' });
      const answers: RawAnswer[] = [];
      const refused = async (key: string) => answers.push(await send(url, { 'x-api-key': key }));
      await refused('mcp_unknown');
      await refused('ok1-123-456-unknown');
      await refused(`${secret}x`);
      await refused(`${secret} x`);
      await refused(other.secret);
      await refused(other.token);
      await change(keywatch, gateway, "environment = 'staging'");
      await refused(secret);
      await change(keywatch, gateway, "environment = 'production', suspended_at = now()");
      await refused(secret);
      await change(keywatch, gateway, "suspended_at = NULL, expires_at = now() - interval '1 minute'");
      await refused(secret);
      await change(keywatch, gateway, 'expires_at = NULL');
      expect(await send(url, { 'x-api-key': secret })).toMatchObject({ status: 200 });
      const { workspaceId, token } = tenant;
      success(await ask(keywatch, RevokeKey, { workspaceId, keyId: gateway.keyId }, token));
      await refused(secret);
      answers.push(await send(url));
      expect(answers[0]).toMatchObject({
        status: 401,
        headers: { 'x-keywatch-code': 'KEY_INVALID', 'www-authenticate': 'Bearer' },
      });
      expect(new Set(answers.map((answer) => JSON.stringify(seen(answer)))).size).toBe(1);
    },
  );

  test('refuses two different keys', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, secret } = await seedGateway(keywatch);
    const headers = { 'x-api-key': secret, authorization: `Bearer ${secret}x` };
    const refused = await send(authUrl(keywatch, tenant), headers);
    expect(refused).toMatchObject({ status: 401, headers: { 'x-keywatch-code': 'KEYS_DIFFER' } });
  });

  test('knows white space for the cause of a refusal that looks like any other', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { tenant, secret } = await seedGateway(keywatch);
    for (const headers of [
      { 'x-api-key': `${secret.slice(0, 20)} ${secret.slice(20)}` },
      { authorization: `Bearer  ${secret}` },
      { 'x-api-key': [secret, secret] },
    ]) {
      const refused = await send(authUrl(keywatch, tenant), headers);
      expect(refused).toMatchObject({ status: 401, headers: { 'x-keywatch-code': 'KEY_INVALID' } });
    }
    expect(await metric(keywatch, 'keywatch_key_failures_total{cause="WHITESPACE"}')).toBe(3);
  });
});

describe('the question of a gateway', () => {
  test('is refused where it is incomplete, unknown or doubled, so that a mistake opens nothing', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, secret } = await seedGateway(keywatch);
    const workspace = `workspace=${tenant.workspaceId}`;
    for (const [query, detail] of [
      ['', /^workspace: /],
      ['workspace=crm', /^workspace: /],
      [`${workspace}&scope=crm:read`, /^scope: is no parameter/],
      [`${workspace}&server=crm&server=billing`, /^server: must be given once/],
      [`${workspace}&server=`, /^server: must not be empty/],
      [`${workspace}&body=somewhere`, /^body: /],
    ] as const) {
      const refused = await send(new URL(`/v1/auth?${query}`, keywatch.url), { 'x-api-key': secret });
      expect(refused.status).toBe(400);
      expect(JSON.parse(refused.text)).toMatchObject({
        code: 'INVALID_REQUEST',
        detail: expect.stringMatching(detail),
      });
    }
  });

  test('is never answered by the key of another workspace that has a server of the same name', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant } = await seedGateway(keywatch);
    const stranger = await seedGateway(keywatch);
    const held = { 'x-api-key': stranger.secret };
    expect(await send(authUrl(keywatch, tenant), held)).toMatchObject({ status: 401 });
    expect(await send(authUrl(keywatch, stranger.tenant), held)).toMatchObject({ status: 200 });
  });

  test('is read from the query alone: headers of the client change nothing', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant } = await seedGateway(keywatch);
    const stranger = await seedGateway(keywatch);
    const refused = await send(authUrl(keywatch, tenant), {
      'x-api-key': stranger.secret,
      'x-keywatch-workspace': stranger.tenant.workspaceId,
    });
    expect(refused).toMatchObject({ status: 401 });
  });

  test('is read from headers alone where the gateway asks under the original path', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, secret } = await seedGateway(keywatch);
    const stranger = await seedGateway(keywatch);
    const question = { 'x-keywatch-workspace': tenant.workspaceId, 'x-keywatch-server': 'crm' };
    const envoy = async (path: string, headers: Record<string, string>, method = 'GET') =>
      await send(`${keywatch.url}/v1/auth${path}`, headers, { method });
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
      const held = { ...question, 'x-api-key': secret };
      expect(await envoy('/deals/7?full=1', held, method)).toMatchObject({ status: 200 });
    }
    expect(await envoy('/', { ...question, 'x-api-key': secret })).toMatchObject({ status: 200 });
    const forged = `/?workspace=${stranger.tenant.workspaceId}&server=crm`;
    const theirs = { ...question, 'x-api-key': stranger.secret };
    expect(await envoy(forged, theirs)).toMatchObject({ status: 401 });
    expect(await envoy(forged, { 'x-api-key': stranger.secret })).toMatchObject({ status: 400 });
  });
});

describe('the address of a client', () => {
  const LIST = "allow_cidrs = '{203.0.113.0/24}'";
  const cases = [
    ['203.0.113.9', 200],
    ['198.51.100.7', 403],
    ['203.0.113.9, 198.51.100.7', 403],
    ['198.51.100.7, 203.0.113.9', 200],
    ['203.0.113.9, 10.1.2.3', 200],
    ['203.0.113.9, nonsense', 403],
  ] as const;

  test('is the right-most one of X-Forwarded-For that no trusted proxy has', async () => {
    const trustedProxies = ['127.0.0.0/8', '::1/128', '10.0.0.0/8'];
    const keywatch = await startKeywatch({ role: 'api', trustedProxies });
    const gateway = await seedGateway(keywatch);
    await change(keywatch, gateway, LIST);
    for (const [forwarded, status] of cases) {
      const headers = { 'x-api-key': gateway.secret, 'x-forwarded-for': forwarded };
      expect([forwarded, (await send(authUrl(keywatch, gateway.tenant), headers)).status]).toEqual([
        forwarded,
        status,
      ]);
    }
  });

  test('is that of the connection where no proxy is trusted, whatever a header says', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    await change(keywatch, gateway, LIST);
    for (const [forwarded] of cases) {
      const headers = {
        'x-api-key': gateway.secret,
        'x-forwarded-for': forwarded,
        forwarded: 'for=203.0.113.9',
        'x-real-ip': '203.0.113.9',
      };
      const refused = await send(authUrl(keywatch, gateway.tenant), headers);
      expect(refused).toMatchObject({ status: 403, headers: { 'x-keywatch-code': 'IP_NOT_ALLOWED' } });
    }
  });
});
