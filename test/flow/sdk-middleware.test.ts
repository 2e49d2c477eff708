import type { ServerResponse } from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';
import fastify from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { signatureOf } from '../../src/core/request-signature.ts';
import * as forExpress from '../../src/sdk/express.ts';
import * as forFastify from '../../src/sdk/fastify.ts';
import type { GuardOptions } from '../../src/sdk/guard.ts';
import * as forMcp from '../../src/sdk/mcp.ts';
import * as forHttp from '../../src/sdk/node-http.ts';
import { MakeKey } from '../support/documents/keys.ts';
import { RevokeKey } from '../support/documents.ts';
import { ask, success } from '../support/graphql.ts';
import { type Guarded, serve, startGuarded } from '../support/guarded.ts';

/** Serves `POST /things` behind a guard: answers with the key's id and the body that the handler sees. */
type Start = (options: GuardOptions) => Promise<string>;

const withHttp: Start = async (options) => {
  const guard = forHttp.protect(options);
  const handle = async (request: Parameters<typeof guard>[0], response: ServerResponse) => {
    const admission = await guard(request, response);
    if (admission === undefined) return;
    const chunks: unknown[] = admission.rawBody === undefined ? await Array.fromAsync(request) : [];
    const text = admission.rawBody ?? Buffer.concat(chunks.filter((chunk) => Buffer.isBuffer(chunk)));
    response.end(JSON.stringify({ keyId: admission.decision?.keyId, body: JSON.parse(text.toString()) }));
  };
  return await serve((request, response) => void handle(request, response));
};

const withFastify: Start = async (options) => {
  const server = fastify();
  server.addHook('preParsing', forFastify.protect(options));
  server.post('/things', async (request) => ({
    keyId: forFastify.admissionOf(request).decision?.keyId,
    body: request.body,
  }));
  onTestFinished(async () => await server.close());
  return await server.listen({ port: 0 });
};

const withExpress: Start = async (options) => {
  const app = express();
  app.use(forExpress.protect(options));
  app.use(express.json());
  app.post('/things', (request, response) => {
    response.json({ keyId: forExpress.admissionOf(request).decision?.keyId, body: request.body });
  });
  return await serve(app);
};

const BODY = JSON.stringify({ of: 'mine', text: 'ä' });

async function post(url: string, headers: Record<string, string>, body = BODY) {
  const answer = await fetch(`${url}/things`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as unknown };
}

function signed(key: string, body = BODY, ageSeconds = 0): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000) - ageSeconds);
  return {
    'x-api-key': key,
    'x-mcp-timestamp': timestamp,
    'x-mcp-signature': signatureOf({ key, timestamp, body }),
  };
}

async function makeSigningKey({ keywatch, tenant }: Guarded): Promise<string> {
  const { workspaceId, token } = tenant;
  const fields = { workspaceId, name: 'Signs', requiresSignature: true };
  return success(await ask(keywatch, MakeKey, fields, token)).secret;
}

describe.each([
  ['node:http', withHttp],
  ['Fastify', withFastify],
  ['Express', withExpress],
])('a guard of %s', (_name, start) => {
  test('lets a key through in either header, and hands on the decision and the body', async () => {
    const { sdk, secret, keyId } = await startGuarded();
    const url = await start({ keywatch: sdk, server: 'crm', scopes: ['mcp:read'] });
    for (const headers of [
      { 'x-api-key': secret },
      { authorization: `Bearer ${secret}` },
      { authorization: `bearer ${secret}`, 'X-Api-Key': secret },
    ]) {
      const answer = await post(url, headers);
      expect(answer).toMatchObject({ status: 200, body: { keyId, body: JSON.parse(BODY) } });
      expect(answer.headers.get('x-ratelimit-limit')).toBe('100');
    }
  });

  test('answers 401, 403 and 429 as the decision is', async () => {
    const { sdk, secret } = await startGuarded({ rateLimit: { limit: 2, windowSeconds: 3_600 } });
    const url = await start({ keywatch: sdk, server: 'crm' });
    const cases: [Record<string, string>, number, string, string | null][] = [
      [{}, 401, 'KEY_MISSING', 'Bearer'],
      [
        { 'x-api-key': secret, authorization: 'Bearer x' },
        401,
        'KEYS_DIFFER',
        'Bearer error="invalid_token"',
      ],
      [{ authorization: 'Bearer mcp_x' }, 401, 'KEY_INVALID', 'Bearer error="invalid_token"'],
      [{ 'x-api-key': `${secret} x` }, 401, 'KEY_INVALID', 'Bearer error="invalid_token"'],
      [{ authorization: `Bearer  ${secret}` }, 401, 'KEY_INVALID', 'Bearer error="invalid_token"'],
    ];
    for (const [headers, status, code, challenge] of cases) {
      const answer = await post(url, headers);
      expect(answer).toMatchObject({ status, body: { status, code, detail: expect.any(String) } });
      expect(answer.headers.get('www-authenticate')).toBe(challenge);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
    const strict = await start({ keywatch: sdk, scopes: ['crm:write'] });
    const forbidden = await post(strict, { 'x-api-key': secret });
    expect(forbidden).toMatchObject({ status: 403, body: { code: 'INSUFFICIENT_SCOPE' } });
    expect(forbidden.headers.get('www-authenticate')).toContain('scope="crm:write"');
    expect(await post(url, { 'x-api-key': secret })).toMatchObject({ status: 200 });
    expect(await post(url, { 'x-api-key': secret })).toMatchObject({ status: 200 });
    const limited = await post(url, { 'x-api-key': secret });
    expect(limited).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(limited.headers.get('x-ratelimit-limit')).toBe('2');
    expect(limited.headers.get('ratelimit')).toMatch(/^"key";r=0;t=\d+$/);
  });

  test('checks signatures over the bytes of the body, and takes each once', async () => {
    const guarded = await startGuarded();
    const key = await makeSigningKey(guarded);
    const url = await start({ keywatch: guarded.sdk });
    const once = signed(key);
    expect(await post(url, once)).toMatchObject({ status: 200, body: { body: JSON.parse(BODY) } });
    const refused: [Record<string, string>, string][] = [
      [once, 'SIGNATURE_INVALID'],
      [{ 'x-api-key': key }, 'SIGNATURE_REQUIRED'],
      [signed(key, `${BODY} `), 'SIGNATURE_INVALID'],
      [signed(key, BODY, 302), 'SIGNATURE_INVALID'],
      [{ ...signed(guarded.secret), 'x-api-key': key }, 'SIGNATURE_INVALID'],
      [{ 'x-api-key': key, 'x-mcp-signature': once['x-mcp-signature'] ?? '' }, 'SIGNATURE_INVALID'],
    ];
    for (const [headers, code] of refused) {
      expect(await post(url, headers)).toMatchObject({ status: 403, body: { code } });
    }
    expect(await post(url, signed(key, BODY, 290))).toMatchObject({ status: 200 });
  });

  test('refuses a signed body that is too long', async () => {
    const { sdk, secret } = await startGuarded();
    const url = await start({ keywatch: sdk, bodyBytesMax: 10 });
    expect(await post(url, signed(secret))).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
  });

  test('answers 503 while Keywatch is away, unless told to admit', async () => {
    const { sdk, secret } = await startGuarded();
    await sdk.close();
    const closed = await post(await start({ keywatch: sdk }), { 'x-api-key': secret });
    expect(closed).toMatchObject({ status: 503, body: { code: 'VERIFICATION_UNAVAILABLE' } });
    expect(closed.headers.get('retry-after')).toBe('1');
    const open = await start({ keywatch: sdk, whenUnavailable: 'admit' });
    expect(await post(open, { 'x-api-key': secret })).toMatchObject({ status: 200 });
  });

  test('admits nobody by a request that Keywatch refuses as such', async () => {
    const { sdk } = await startGuarded();
    const url = await start({ keywatch: sdk, whenUnavailable: 'admit', clientIp: () => 'unknown' });
    expect(await post(url, { 'x-api-key': 'x'.repeat(5_000) })).toMatchObject({ status: 401 });
    expect(await post(url, { 'x-api-key': 'x' })).toMatchObject({ status: 401 });
    const strict = await start({ keywatch: sdk, whenUnavailable: 'admit', scopes: ['x'.repeat(200)] });
    expect(await post(strict, { 'x-api-key': 'x' })).toMatchObject({ status: 503 });
  });

  test('outlives a client that leaves in the middle of a signed body', async () => {
    const { sdk, secret } = await startGuarded();
    const url = await start({ keywatch: sdk });
    const left = new AbortController();
    const begun = Promise.withResolvers<void>();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(Buffer.from('{')),
      pull: () => begun.resolve(),
    });
    const options = { method: 'POST', headers: signed(secret), body, duplex: 'half', signal: left.signal };
    const request = fetch(`${url}/things`, options);
    await begun.promise;
    left.abort();
    await expect(request).rejects.toThrow('aborted');
    expect(await post(url, signed(secret))).toMatchObject({ status: 200 });
  });
});

test('a required signature that the gateway does not check refuses the key', async () => {
  const guarded = await startGuarded();
  const key = await makeSigningKey(guarded);
  const answer = await guarded.verify({ key });
  expect(answer).toMatchObject({
    body: { valid: false, code: 'SIGNATURE_REQUIRED', requiresSignature: true },
  });
});

describe('a guard of the MCP server', () => {
  test('lets tools see whose key it is, and refuses with a JSON-RPC error', async () => {
    const { sdk, secret, keyId, tenant, keywatch } = await startGuarded();
    const url = await serveMcp({
      keywatch: sdk,
      server: 'crm',
      scopes: ({ method, name }) => (method === 'tools/call' && name === 'write' ? ['crm:write'] : []),
    });
    const connect = async () => {
      const client = new Client({ name: 'test', version: '1' });
      const requestInit = { headers: { 'x-api-key': secret } };
      await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
      onTestFinished(async () => await client.close());
      return client;
    };
    const client = await connect();
    expect(await client.callTool({ name: 'read' })).toMatchObject({ content: [{ text: keyId }] });
    await expect(client.callTool({ name: 'write' })).rejects.toThrow(/INSUFFICIENT_SCOPE/);
    success(await ask(keywatch, RevokeKey, { workspaceId: tenant.workspaceId, keyId }, tenant.token));
    const message = { jsonrpc: '2.0', id: 7, method: 'tools/call', params: { name: 'read' } };
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': secret },
      body: JSON.stringify(message),
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({
      jsonrpc: '2.0',
      id: 7,
      error: {
        code: 401,
        message: 'Unauthorized',
        data: { errorType: 'INVALID_API_KEY', message: 'API key not found or has been revoked' },
      },
    });
  });
});

async function serveMcp(options: forMcp.McpGuardOptions): Promise<string> {
  const guard = forMcp.protect(options);
  const handle = async (request: forMcp.McpRequest, response: ServerResponse) => {
    const admission = await guard(request, response);
    if (admission === undefined) return;
    const server = new McpServer({ name: 'test', version: '1' });
    for (const name of ['read', 'write']) {
      server.registerTool(
        name,
        { inputSchema: { of: z.string().optional() } },
        async (_input, { authInfo }) => ({
          content: [{ type: 'text', text: authInfo?.token ?? 'nobody' }],
        }),
      );
    }
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    await transport.handleRequest(request, response, admission.parsedBody);
  };
  return await serve((request, response) => void handle(request, response));
}
