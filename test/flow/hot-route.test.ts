import { Agent, type ClientRequest, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { seedGateway } from '../support/gateway.ts';
import { startKeywatch } from '../support/keywatch.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Posts parts of a body one after the other over an agent's connections. */
async function post(
  url: string,
  headers: Record<string, string>,
  parts: readonly string[],
  agent?: Agent,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request(url, { method: 'POST', headers, agent }, (response) => {
    let text = '';
    response.on('data', (chunk) => {
      text += String(chunk);
    });
    response.on('end', () =>
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: JSON.parse(text) }),
    );
  });
  sent.on('error', reject);
  void sendParts(sent, parts);
  return await promise;
}

async function sendParts(sent: ClientRequest, parts: readonly string[]): Promise<void> {
  for (const [at, part] of parts.entries()) {
    if (at > 0) await delay(5);
    sent.write(part);
  }
  sent.end();
}

describe('verifications in front of Fastify', () => {
  test('are answered as by Fastify, whatever is wrong with them', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { secret, token } = await seedGateway(keywatch);
    const url = `${keywatch.url}/v1/keys/verify`;
    const good = JSON.stringify({ key: secret, scopes: ['mcp:read'], endpoint: 'tools/call:ä' });
    const authorization = `Bearer ${token}`;
    await post(url, { authorization, 'content-type': 'application/json' }, [good]);
    const texts = [good, '{', '[]', '{}', '', JSON.stringify({ key: secret, more: 1 }), '\ufeff{"key":"a"}'];
    for (const text of texts) {
      const length = { 'content-length': String(Buffer.byteLength(text)) };
      const ask = async (type: string, parts: readonly string[], more: Record<string, string> = length) => {
        const { status, headers, body } = await post(
          url,
          { authorization, 'content-type': type, ...more },
          parts,
        );
        const { requestId, rateLimit, ...rest } = body;
        expect(requestId).toEqual(expect.any(String));
        return { status, type: headers['content-type'], rest, limited: typeof rateLimit };
      };
      const byFastify = await ask('application/json; charset=utf-8', [text]);
      expect(await ask('application/json', [text])).toEqual(byFastify);
      const middle = Math.floor(text.length / 2);
      expect(await ask('application/json', [text.slice(0, middle), text.slice(middle)])).toEqual(byFastify);
      expect(await ask('application/json', [text], { 'transfer-encoding': 'chunked' })).toEqual(byFastify);
    }
  });

  test('end their connections once the process stops', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { secret, token } = await seedGateway(keywatch);
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    onTestFinished(() => agent.destroy());
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const text = JSON.stringify({ key: secret });
    const length = { 'content-length': String(text.length) };
    let stopping = false;
    let answered = 0;
    const client = async () => {
      for (;;) {
        try {
          await post(`${keywatch.url}/v1/keys/verify`, { ...headers, ...length }, [text], agent);
          answered += 1;
        } catch (error) {
          if (stopping) return;
          throw error;
        }
      }
    };
    const clients = Array.from({ length: 4 }, client);
    await expect.poll(() => answered).toBeGreaterThan(20);
    stopping = true;
    const stoppedAt = performance.now();
    await keywatch.stop();
    expect(performance.now() - stoppedAt).toBeLessThan(5_000);
    await Promise.all(clients);
  });
});
