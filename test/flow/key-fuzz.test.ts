import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzzedHeaders, fuzzedKey, latin1 } from '../../fault/fuzzed-headers.ts';
import { authUrl, makeDialectServers, type RawAnswer, send } from '../support/forward-auth.ts';
import { seedGateway } from '../support/gateway.ts';
import { startKeywatch } from '../support/keywatch.ts';

const PROXIES = { role: 'api' as const, trustedProxies: ['127.0.0.0/8', '::1/128'] };
const SEED = 20_261_121;
const ROUNDS = 1_500;

/** All of a refusal but what differs from request to request. */
function kind({ status, headers: { 'content-type': type }, text }: RawAnswer): string {
  return `${status} ${type?.toString()} ${text.replace(/"requestId":"[^"]*"/, '')}`;
}

describe('whatever a client sends for a key', () => {
  test.each([
    ['/v1/auth', 'crm', 2],
    ['/v1/auth', 'ai2fin', 1],
    ['/v1/auth', 'mcp-cloud', 1],
    ['/api/me', '', 2],
  ] as const)('%s %s refuses it in one way', async (path, server, kinds) => {
    const keywatch = await startKeywatch(PROXIES);
    const { tenant } = await seedGateway(keywatch);
    await makeDialectServers(keywatch, tenant);
    const url = path === '/api/me' ? new URL(path, keywatch.url) : authUrl(keywatch, tenant, { server });
    const seen = new Map<string, number>();
    const sent = fc.sample(fuzzedHeaders, { numRuns: ROUNDS, seed: SEED });
    const tryOne = async (fuzzed: object, index: number) => {
      const from = { 'x-forwarded-for': `198.51.${index >> 8}.${index & 255}` };
      const found = kind(await send(url, { ...fuzzed, ...from }));
      seen.set(found, (seen.get(found) ?? 0) + 1);
    };
    for (let at = 0; at < sent.length; at += 16) {
      await Promise.all(
        sent.slice(at, at + 16).map(async (fuzzed, offset) => await tryOne(fuzzed, at + offset)),
      );
    }
    expect([...seen.keys()].filter((found) => !found.startsWith('401 '))).toEqual([]);
    expect([...seen.values()].reduce((sum, count) => sum + count)).toBe(ROUNDS);
    expect(seen.size).toBe(kinds);
  });

  test('nothing in X-Forwarded-For, in a body or in the query makes it fail', async () => {
    const keywatch = await startKeywatch(PROXIES);
    const { tenant, secret } = await seedGateway(keywatch, {
      rateLimit: { limit: 1_000_000, windowSeconds: 60 },
    });
    const fuzzed = fc.record({ forwarded: latin1, body: fc.string({ unit: 'binary' }), value: fc.string() });
    for (const [index, { forwarded, body, value }] of fc
      .sample(fuzzed, { numRuns: 500, seed: SEED })
      .entries()) {
      const url = authUrl(keywatch, tenant, index % 2 === 0 ? {} : { server: value });
      const held = { 'x-api-key': secret, 'x-forwarded-for': forwarded, 'content-type': 'x/y' };
      const answer = await send(url, held, { method: 'POST', body });
      expect([200, 400, 403]).toContain(answer.status);
    }
  });

  test('no path that Envoy asks under is let in without a key, or fails', async () => {
    const keywatch = await startKeywatch(PROXIES);
    const { tenant, secret } = await seedGateway(keywatch, {
      rateLimit: { limit: 1_000_000, windowSeconds: 60 },
    });
    const question = { 'x-keywatch-workspace': tenant.workspaceId, 'x-keywatch-server': 'crm' };
    const visible = fc.array(fc.integer({ min: 0x21, max: 0x7e }), { maxLength: 300 });
    const paths = [
      `/${'long'.repeat(2_000)}`,
      '//',
      '/../auth?workspace=x',
      '/%2e%2e/%',
      '/%zz',
      ...fc.sample(visible, { numRuns: 500, seed: SEED }).map((codes) => `/${String.fromCharCode(...codes)}`),
    ];
    for (const [index, path] of paths.entries()) {
      const from = { ...question, 'x-forwarded-for': `198.51.${index >> 8}.${index & 255}` };
      const closed = await send({ base: keywatch.url, path: `/v1/auth${path}` }, from);
      const open = await send(
        { base: keywatch.url, path: `/v1/auth${path}` },
        { ...from, 'x-api-key': secret },
      );
      expect([
        [401, 200],
        [400, 400],
      ]).toContainEqual([closed.status, open.status]);
    }
  });

  test('a gateway gets a decision on any text', async () => {
    const keywatch = await startKeywatch(PROXIES);
    const { verify } = await seedGateway(keywatch);
    const texts = fc.oneof(fuzzedKey, fc.string({ unit: 'binary', maxLength: 1_000 }));
    for (const text of fc.sample(texts, { numRuns: 1_000, seed: SEED })) {
      const { status, body } = await verify({ key: text });
      expect([status, (body as { valid: boolean }).valid]).toEqual([200, false]);
    }
  });

  test('bytes that are no HTTP are refused and the connection is closed', async () => {
    const keywatch = await startKeywatch(PROXIES);
    const { hostname, port } = new URL(keywatch.url);
    for (const line of [
      'X-API-Key: a\r\n b',
      'X-API-Key: a\0b',
      'X-API-Key : a',
      'X-API-Key: a\rX-API-Key: b',
      `X-API-Key: ${'k'.repeat(20_000)}`,
    ]) {
      const socket = connect(Number(port), hostname);
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk.toString();
      });
      socket.on('error', () => undefined);
      socket.write(
        `GET /api/me HTTP/1.1\r\nHost: keywatch\r\n${line}\r\nConnection: close\r\n\r\n`,
        'latin1',
      );
      await once(socket, 'close');
      expect(answer).toMatch(/^HTTP\/1\.1 4(00|01|31) /);
    }
  });
});
