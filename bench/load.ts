import { connect } from 'node:net';
import { quantile } from './statistics.ts';

/** What a run of requests came to. */
export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** One request, ready as bytes. */
export interface Ask {
  readonly request: Buffer;
  /** A text that the answer has to hold; anything else stops the bench. */
  readonly expect: string;
}

interface Pressure {
  readonly connections: number;
  readonly seconds: number;
}

/** Requests to send in turn, all of which expect the same text. */
export interface Load extends Pressure {
  readonly port: number;
  readonly requests: readonly Buffer[];
  readonly expect: string;
}

/** Requests to send in turn to one or more processes of a server: their connections are dealt out evenly. */
export interface MixedLoad extends Pressure {
  readonly ports: readonly number[];
  readonly asks: readonly Ask[];
}

/** Writes a JSON POST as bytes. */
export function postRequest(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  const text = JSON.stringify(body);
  const lines = Object.entries({
    host: '127.0.0.1',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
}

/** Sends requests that all expect the same text, as `runMixedLoad` does. */
export async function runLoad({ port, requests, expect, ...pressure }: Load): Promise<LoadResult> {
  const asks = requests.map((request) => ({ request, expect }));
  return await runMixedLoad({ ...pressure, ports: [port], asks });
}

/**
 * Sends requests over keep-alive connections, one at a time on each, for some seconds. Plain sockets: a client that
 * costs little leaves the processor to the servers that are compared.
 */
export async function runMixedLoad(load: MixedLoad): Promise<LoadResult> {
  const latenciesMs: number[] = [];
  const until = performance.now() + load.seconds * 1_000;
  let sent = 0;
  const next = () => load.asks[sent++ % load.asks.length];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: load.connections }, async (_, at) => {
      const port = load.ports[at % load.ports.length] ?? 0;
      await runConnection(port, until, next, latenciesMs);
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  return {
    requests: latenciesMs.length,
    requestsPerSecond: latenciesMs.length / seconds,
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
  };
}

/** Sends one request on a connection of its own and returns the body of the answer. */
export async function sendOnce(port: number, request: Buffer): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(port, '127.0.0.1', () => socket.write(request));
  const chunks: Buffer[] = [];
  socket.on('error', reject);
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    const answer = Buffer.concat(chunks);
    const body = bodyOf(answer.toString('latin1'));
    if (body === undefined) return;
    socket.end();
    resolve(Buffer.from(body, 'latin1').toString());
  });
  return await promise;
}

/** The body of an HTTP answer, once it is all there; both are texts of one byte a character. */
function bodyOf(received: string): string | undefined {
  const bodyAt = received.indexOf('\r\n\r\n') + 4;
  if (bodyAt === 3) return undefined;
  const [, length = '0'] = /content-length: (\d+)/i.exec(received) ?? [];
  return received.length < bodyAt + Number(length) ? undefined : received.slice(bodyAt);
}

async function runConnection(
  port: number,
  until: number,
  next: () => Ask | undefined,
  latenciesMs: number[],
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  let ask: Ask | undefined;
  let sentAt = 0;
  let received = '';
  const send = () => {
    ask = next();
    if (ask === undefined) return;
    sentAt = performance.now();
    socket.write(ask.request);
  };
  socket.on('connect', send);
  socket.on('error', reject);
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    if (bodyOf(received) === undefined) return;
    if (ask === undefined || !received.includes(ask.expect)) {
      reject(new Error(`unexpected answer: ${received}`));
      socket.destroy();
      return;
    }
    latenciesMs.push(performance.now() - sentAt);
    received = '';
    if (performance.now() < until) send();
    else {
      socket.end();
      resolve();
    }
  });
  await promise;
}
