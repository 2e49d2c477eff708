import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { makeDialectServers, send } from '../support/forward-auth.ts';
import { type Gateway, seedGateway } from '../support/gateway.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { nginx, startNginx, startUpstream } from '../support/nginx.ts';

const skipped = nginx === undefined ? ' (SKIPPED: this machine has no nginx)' : '';

/** The documented configuration, with the ports and names of the test. */
async function startGateway(
  keywatchUrl: string,
  { tenant }: Pick<Gateway, 'tenant'>,
  slug = 'crm',
): Promise<{ url: string; requests: Record<string, unknown>[] }> {
  const page = await readFile(new URL('../../docs/gateways.md', import.meta.url), 'utf8');
  const [, documented = ''] = /```nginx\n([\s\S]*?)```/.exec(page) ?? [];
  const upstream = await startUpstream();
  const url = await startNginx((port) =>
    documented
      .replace('127.0.0.1:4000', new URL(keywatchUrl).host)
      .replace('listen 8080', `listen 127.0.0.1:${port}`)
      .replace('127.0.0.1:9000', `127.0.0.1:${upstream.port}`)
      .replace('WORKSPACE_ID', tenant.workspaceId)
      .replace('SERVER_SLUG', slug)
      .replace('default_type application/problem+json', (type) =>
        slug === 'crm' ? type : 'default_type application/json',
      ),
  );
  return { url, requests: upstream.requests };
}

async function start(): Promise<TestKeywatch> {
  return await startKeywatch({ role: 'api', trustedProxies: ['127.0.0.0/8'] });
}

describe.skipIf(nginx === undefined)(`behind nginx with the documented configuration${skipped}`, () => {
  test('a good key reaches the server, which learns whose it is but not the key', async () => {
    const keywatch = await start();
    const gateway = await seedGateway(keywatch, { rateLimit: { limit: 5, windowSeconds: 3_600 } });
    const { url, requests } = await startGateway(keywatch.url, gateway);
    const answer = await send(`${url}/mcp/tools?secret=1`, {
      'x-api-key': gateway.secret,
      'x-keywatch-key-id': 'forged',
    });
    expect(answer).toMatchObject({
      status: 200,
      text: 'upstream',
      headers: {
        'ratelimit-policy': '"key";q=5;w=3600',
        ratelimit: expect.stringMatching(/^"key";r=4;t=\d+$/),
        'x-ratelimit-remaining': '4',
      },
    });
    expect(requests[0]).toMatchObject({
      'x-keywatch-key-id': gateway.keyId,
      'x-keywatch-owner-id': gateway.tenant.id,
      'x-keywatch-scopes': 'mcp:read',
    });
    expect(requests[0]).not.toHaveProperty('x-api-key');
    expect(requests[0]).not.toHaveProperty('authorization');
  });

  test('a body that is posted goes to the server, and not to Keywatch', async () => {
    const keywatch = await start();
    const gateway = await seedGateway(keywatch);
    const { url, requests } = await startGateway(keywatch.url, gateway);
    const headers = { authorization: `Bearer ${gateway.secret}`, 'content-type': 'application/json' };
    const answer = await send(`${url}/mcp/`, headers, { method: 'POST', body: '{"id":1}' });
    expect(answer).toMatchObject({ status: 200, text: 'upstream' });
    expect(requests[0]).toMatchObject({ 'content-length': '8' });
  });

  test('401, 403 and 429 reach the client with their bodies and headers', async () => {
    const keywatch = await start();
    const gateway = await seedGateway(keywatch, { rateLimit: { limit: 1, windowSeconds: 3_600 } });
    const { url, requests } = await startGateway(keywatch.url, gateway);
    const held = { 'x-api-key': gateway.secret };
    const unknown = await send(`${url}/mcp/`, { 'x-api-key': 'mcp_unknown' });
    expect(unknown).toMatchObject({
      status: 401,
      headers: {
        'content-type': 'application/problem+json',
        'www-authenticate': 'Bearer',
        'x-keywatch-code': 'KEY_INVALID',
      },
    });
    expect(JSON.parse(unknown.text)).toMatchObject({ status: 401, code: 'KEY_INVALID' });
    const closed = await startGateway(keywatch.url, gateway, 'billing');
    const forbidden = await send(`${closed.url}/mcp/`, held);
    expect(forbidden).toMatchObject({ status: 403, headers: { 'x-keywatch-code': 'SERVER_NOT_ALLOWED' } });
    expect(JSON.parse(forbidden.text)).toMatchObject({ status: 403, code: 'SERVER_NOT_ALLOWED' });
    expect(await send(`${url}/mcp/`, held)).toMatchObject({ status: 200 });
    const limited = await send(`${url}/mcp/`, held);
    expect(limited).toMatchObject({
      status: 429,
      headers: {
        'retry-after': expect.stringMatching(/^\d+$/),
        ratelimit: expect.stringMatching(/^"key";r=0;t=\d+$/),
        'x-ratelimit-remaining': '0',
      },
    });
    expect(JSON.parse(limited.text)).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(requests).toHaveLength(1);
  });

  test('dialects reach the client to the byte', async () => {
    const keywatch = await start();
    const gateway = await seedGateway(keywatch);
    await makeDialectServers(keywatch, gateway.tenant);
    for (const [slug, text] of [
      [
        'ai2fin',
        '{"jsonrpc":"2.0","id":1,"error":{"code":401,"message":"Unauthorized","data":{"errorType":"INVALID_API_KEY","message":"API key not found or has been revoked"}}}',
      ],
      [
        'mcp-cloud',
        '{"error":{"code":"invalid_api_key","message":"The API key provided is invalid or has been revoked","type":"authentication_error"}}',
      ],
    ] as const) {
      const { url } = await startGateway(keywatch.url, gateway, slug);
      expect(await send(`${url}/mcp/`, { 'x-api-key': 'mcp_unknown' })).toMatchObject({
        status: 401,
        headers: { 'content-type': 'application/json' },
        text,
      });
    }
  });

  test('nothing that a client sends answers for the gateway', async () => {
    const keywatch = await start();
    const gateway = await seedGateway(keywatch);
    const stranger = await seedGateway(keywatch);
    const { url } = await startGateway(keywatch.url, gateway);
    const theirs = `workspace=${stranger.tenant.workspaceId}&server=crm`;
    const headers = {
      'x-api-key': stranger.secret,
      'x-keywatch-workspace': stranger.tenant.workspaceId,
      'x-original-uri': `/v1/auth?${theirs}`,
    };
    expect(await send(`${url}/mcp/?${theirs}`, headers)).toMatchObject({ status: 401 });
    expect(await send(`${url}/_keywatch?${theirs}`, headers)).toMatchObject({ status: 404 });
  });

  test('without Keywatch nothing is let through', async () => {
    const keywatch = await start();
    const gateway = await seedGateway(keywatch);
    const { url, requests } = await startGateway('http://127.0.0.1:9', gateway);
    expect(await send(`${url}/mcp/`, { 'x-api-key': gateway.secret })).toMatchObject({ status: 503 });
    expect(requests).toHaveLength(0);
  });
});
