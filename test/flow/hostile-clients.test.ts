import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createHttpServer } from '../../src/data-plane/http-server.ts';
import { mountFetchHandler } from '../../src/data-plane/mount.ts';
import { seedGateway } from '../support/gateway.ts';
import { startKeywatch } from '../support/keywatch.ts';

/** More than the buffers of both sides hold. */
const LARGE_BYTES = 30_000_000;

const SOON = { timeout: 10_000, interval: 20 };

/** A connection, and all that it was answered so far. */
async function openSocket({ url }: { url: string }): Promise<{ socket: Socket; answer(): string }> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  let received = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text;
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return { socket, answer: () => received };
}

/** Waits until a connection is closed, also by a reset. */
async function closed(socket: Socket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.on('close', () => resolve());
  await promise;
}

async function faultsOf({ url }: { url: string }, fault: string): Promise<number> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  return Number(
    new RegExp(`^keywatch_client_faults_total\\{fault="${fault}"\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0,
  );
}

/** The server of the data plane with times that a test can wait for, and a route that takes long to answer. */
async function startImpatient() {
  const registry = new Registry();
  const server = createHttpServer({
    logger: pino({ level: 'silent' }),
    bootId: 'test',
    trustedProxies: [],
    registry,
    clientTimes: { headersMs: 300, requestMs: 600, idleMs: 1_500, drainMs: 500, checkMs: 50 },
  });
  let underWay = 0;
  let underWayMax = 0;
  server.get('/slow', async () => {
    underWay += 1;
    underWayMax = Math.max(underWayMax, underWay);
    for (let turns = 0; turns < 5; turns++) await turn();
    underWay -= 1;
    return 'slow';
  });
  server.get('/number/:number', async ({ params }) => params);
  server.get('/metrics', async () => await registry.metrics());
  server.post('/body', async () => 'taken');
  server.get('/large', async () => Buffer.alloc(LARGE_BYTES, 'a'));
  server.get('/late', async () => {
    await delay(200);
    return 'late';
  });
  const left = vi.fn<() => void>();
  mountFetchHandler(server, '/endless', async () => new Response(endless(left)));
  server.post('/hot', async () => 'cold');
  server.hotRoutes.add('/hot', {
    bodyBytesMax: 10_000,
    admit: () => (body, _, response) => {
      // Later ones are answered earlier.
      setTimeout(
        () => response.end(`{"number":"${body.toString()}"}`),
        Math.max(0, 20 - Number(body.toString())),
      );
      return true;
    },
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => await server.close());
  return {
    url,
    close: async () => await server.close(),
    left,
    underWay: () => underWay,
    underWayMax: () => underWayMax,
  };
}

/** A stream that always goes on; `onLeft` is called when nobody reads it any more. */
function endless(onLeft: () => void): ReadableStream {
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        await delay(5);
        controller.enqueue(Buffer.from('more'));
      },
      cancel: onLeft,
    },
    { highWaterMark: 0 },
  );
}

describe('a client that is slow', () => {
  test('is cut off by a server that stops, also from an answer that never ends, and the answer is given up', async () => {
    const server = await startImpatient();
    const { socket, answer } = await openSocket(server);
    socket.write('GET /endless HTTP/1.1\r\nHost: keywatch\r\n\r\n');
    await vi.waitFor(() => expect(answer()).toContain('more'), SOON);
    const cut = closed(socket);
    socket.on('end', () => socket.destroy());
    await Promise.all([server.close(), cut]);
    expect(answer()).not.toMatch(/\r\n0\r\n\r\n$/);
    await vi.waitFor(() => expect(server.left).toHaveBeenCalledOnce(), SOON);
  });

  test.each([
    ['with its headers', 'GET /slow HTTP/1.1\r\nHost: keywatch\r\nX-Slow: a'],
    [
      'with its body',
      'POST /body HTTP/1.1\r\nHost: k\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{"a',
    ],
    [
      'with a body that is read in front of Fastify',
      'POST /hot HTTP/1.1\r\nHost: k\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{"a',
    ],
  ])('%s is cut off, told why, and counted, however it keeps dripping', async (_, head) => {
    const server = await startImpatient();
    const { socket, answer } = await openSocket(server);
    socket.write(head);
    const drip = setInterval(() => socket.write('a'), 100);
    await once(socket, 'end');
    clearInterval(drip);
    expect(answer()).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n.*"code":"REQUEST_TIMEOUT"/s);
    expect(await faultsOf(server, 'timeout')).toBe(1);
  });

  test('to say anything at all is cut off', async () => {
    const server = await startImpatient();
    const { socket, answer } = await openSocket(server);
    await once(socket, 'end');
    expect(answer()).toMatch(/^(HTTP\/1\.1 408 |$)/);
    expect((await faultsOf(server, 'idle')) + (await faultsOf(server, 'timeout'))).toBe(1);
  });
});

describe('a client that takes a large answer', () => {
  test('slowly is not cut off', async () => {
    const server = await startImpatient();
    const { socket, answer } = await openSocket(server);
    socket.write('GET /large HTTP/1.1\r\nHost: keywatch\r\n\r\n');
    const pauses = setInterval(() => {
      socket.pause();
      setTimeout(() => socket.resume(), 180);
    }, 200);
    await vi.waitFor(() => expect(answer().length).toBeGreaterThan(LARGE_BYTES), {
      timeout: 60_000,
      interval: 50,
    });
    clearInterval(pauses);
    expect(await faultsOf(server, 'idle')).toBe(0);
  });

  test('not at all is cut off, and counted', async () => {
    const server = await startImpatient();
    const { socket } = await openSocket(server);
    socket.pause();
    socket.write('GET /large HTTP/1.1\r\nHost: keywatch\r\n\r\n');
    await vi.waitFor(async () => expect(await faultsOf(server, 'idle')).toBe(1), SOON);
  });
});

describe('a client that keeps its connection', () => {
  test('does not keep a server that stops from stopping once its request is answered', async () => {
    const server = await startImpatient();
    const { socket, answer } = await openSocket(server);
    socket.write('GET /late HTTP/1.1\r\nHost: keywatch\r\n\r\n');
    await delay(50);
    const stoppedAt = performance.now();
    await server.close();
    expect(performance.now() - stoppedAt).toBeLessThan(1_200);
    await vi.waitFor(() => expect(answer()).toMatch(/^HTTP\/1\.1 200 .*late$/s), SOON);
  });
});

describe('a client that sends requests ahead', () => {
  test('is answered in order', async () => {
    const server = await startImpatient();
    const { socket, answer } = await openSocket(server);
    const numbers = Array.from({ length: 1_000 }, (_, number) => number);
    socket.write(numbers.map((number) => `GET /number/${number} HTTP/1.1\r\nHost: k\r\n\r\n`).join(''));
    await vi.waitFor(() => expect(answer()).toContain('"number":"999"'), SOON);
    expect([...answer().matchAll(/"number":"(\d+)"/g)].map(([, number]) => Number(number))).toEqual(numbers);
  });

  test('is answered in order also where answers in front of Fastify are ready sooner', async () => {
    const server = await startImpatient();
    const { socket, answer } = await openSocket(server);
    const numbers = Array.from({ length: 60 }, (_, number) => String(number));
    const requests = numbers.map((number, at) =>
      at % 3 === 0
        ? `GET /number/${number} HTTP/1.1\r\nHost: k\r\n\r\n`
        : `POST /hot HTTP/1.1\r\nHost: k\r\nContent-Type: application/json\r\nContent-Length: ${number.length}\r\n\r\n${number}`,
    );
    socket.write(requests.join(''));
    await vi.waitFor(() => expect(answer()).toContain('"number":"59"'), SOON);
    expect([...answer().matchAll(/"number":"(\d+)"/g)].map(([, number]) => number)).toEqual(numbers);
  });

  test('and waits for no answer is cut off, counted, and keeps the server no longer', async () => {
    const server = await startImpatient();
    const { socket } = await openSocket(server);
    socket.write('GET /slow HTTP/1.1\r\nHost: k\r\n\r\n'.repeat(30_000));
    await closed(socket);
    expect(server.underWayMax()).toBeLessThan(3_000);
    expect(await faultsOf(server, 'flood')).toBe(1);
    await vi.waitFor(() => expect(server.underWay()).toBe(0), SOON);
  });

  test('gets its answers before the refusal of what cannot be read after them', async () => {
    const server = await startImpatient();
    const { socket, answer } = await openSocket(server);
    socket.write('GET /slow HTTP/1.1\r\nHost: k\r\n\r\nnonsense\r\n\r\n');
    await once(socket, 'end');
    expect(answer().match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  });
});

describe('a client of a whole Keywatch', () => {
  test('that closes its side is still answered, and its request counted', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { token, secret } = await seedGateway(keywatch);
    const { socket, answer } = await openSocket(keywatch);
    socket.end(verifyRequest(token, secret));
    await once(socket, 'end');
    expect(answer()).toMatch(/^HTTP\/1\.1 200 .*"code":"VALID"/s);
  });

  test('that goes away harms nobody, and is counted', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { token, secret, verify } = await seedGateway(keywatch);
    for (let times = 0; times < 20; times++) {
      const { socket } = await openSocket(keywatch);
      socket.write(verifyRequest(token, secret), () => socket.resetAndDestroy());
      await closed(socket);
    }
    expect(await verify({ key: secret })).toMatchObject({ status: 200, body: { code: 'VALID' } });
    const counted = async () => (await faultsOf(keywatch, 'aborted')) + (await faultsOf(keywatch, 'reset'));
    await vi.waitFor(async () => expect(await counted()).toBeGreaterThan(0), SOON);
  });

  test.each([
    ['bytes that are no HTTP', '\x16\x03\x01\x02\x00\x01\r\n\r\n', 400, 'MALFORMED_HTTP', 'malformed'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      'MALFORMED_HTTP',
      'malformed',
    ],
    [
      'too many headers',
      `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
      'headers_too_large',
    ],
  ])('that sends %s is told so and counted', async (_, bytes, status, code, fault) => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { socket, answer } = await openSocket(keywatch);
    socket.write(bytes, 'latin1');
    await once(socket, 'end');
    expect(answer()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*"code":"${code}"`, 's'));
    expect(await faultsOf(keywatch, fault)).toBe(1);
  });

  test('that announces a body which is too large is refused before it sends it', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { token } = await seedGateway(keywatch);
    const { socket, answer } = await openSocket(keywatch);
    const head = verifyRequest(token, '')
      .split('\r\n\r\n')[0]
      ?.replace(/content-length: \d+/, 'content-length: 1000000');
    socket.write(`${head}\r\n\r\n`);
    await vi.waitFor(() => expect(answer()).toMatch(/^HTTP\/1\.1 413 .*"code":"BODY_TOO_LARGE"/s), SOON);
  });
});

function verifyRequest(token: string, key: string): string {
  const body = JSON.stringify({ key });
  return [
    'POST /v1/keys/verify HTTP/1.1',
    'host: keywatch',
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}
