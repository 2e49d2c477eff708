import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** How a receiver behaves at first; later it takes what it is sent. */
export const MANNERS = [
  'takes',
  'fails',
  'hangs',
  'drips-headers',
  'drips-body',
  'redirects',
  'floods',
  'goes',
  'resets',
  'asks-to-wait',
] as const;

export type Manner = (typeof MANNERS)[number];

/** What receivers saw. */
export interface SinkTally {
  /** Id of a delivery → how often it was answered with 2xx. */
  readonly accepted: ReadonlyMap<string, number>;
  /** Requests, and those of them whose signature does not verify. */
  readonly counts: Readonly<{ requests: number; badSignatures: number; internalConnects: number }>;
}

/** Receivers of all manners on one port. */
export interface Sinks extends SinkTally {
  readonly port: number;
  /** Where to deliver to one. Connections to this port at any other address of the machine are internal ones. */
  url(manner: Manner): string;
  /** Makes the secret known by which one verifies. */
  expect(manner: Manner, secret: string): void;
  close(): void;
}

/** The one address that deliveries may go to. */
export const SINK_ADDRESS = '127.0.0.2';

/** How often a receiver misbehaves with a delivery before it takes it. */
const MISDEEDS = 2;

/**
 * Some misbehave so often all in all, and take everything then: one that is gone says so of itself, and those that hang are
 * attempted one at a time, which takes 15 seconds each.
 */
const MISDEEDS_IN_ALL: Readonly<Partial<Record<Manner, number>>> = {
  goes: 2,
  hangs: 20,
  'drips-headers': 20,
};

const DRIP_EVERY_MS = 200;
const FLOOD_CHUNK = Buffer.alloc(1 << 20, 'x');
const FLOOD_CHUNKS = 1_024;

/** Opens the receivers on all addresses of the machine, so that whatever comes by another one is seen. */
export async function openSinks(): Promise<Sinks> {
  const accepted = new Map<string, number>();
  const arrivals = new Map<string, number>();
  const webhooks = new Map<string, Webhook>();
  const counts = { requests: 0, badSignatures: 0, internalConnects: 0 };
  const take = (id: string) => accepted.set(id, (accepted.get(id) ?? 0) + 1);
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const manner = request.url?.slice(1) ?? '';
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const body = await text(request);
    const id = headers['webhook-id'] ?? '';
    const inAll = isManner(manner) ? MISDEEDS_IN_ALL[manner] : undefined;
    const subject = inAll === undefined ? id : manner;
    const before = arrivals.get(subject) ?? 0;
    arrivals.set(subject, before + 1);
    counts.requests += 1;
    if (!verifies(webhooks.get(manner), body, headers)) counts.badSignatures += 1;
    const misdeed = before < (inAll ?? MISDEEDS) ? MISDEED[manner] : undefined;
    const takes = misdeed === undefined || TAKES_ALL_THE_SAME.has(manner);
    if (takes) take(id);
    if (misdeed === undefined) response.writeHead(204).end();
    else misdeed(response, port);
  };
  const server = createServer((request, response) => void receive(request, response).catch(() => undefined));
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    if (socket.localAddress?.replace('::ffff:', '') !== SINK_ADDRESS) counts.internalConnects += 1;
  });
  const port = await listen(server);
  return {
    port,
    accepted,
    counts,
    url: (manner) => `http://${SINK_ADDRESS}:${port}/${manner}`,
    expect: (manner, secret) => void webhooks.set(manner, new Webhook(secret)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Their status is 2xx, however long the body. */
const TAKES_ALL_THE_SAME: ReadonlySet<string> = new Set<Manner>(['drips-body', 'floods']);

const MISDEED: Readonly<Record<string, (response: ServerResponse, port: number) => void>> = {
  fails: (response) => response.writeHead(500).end('not now'),
  hangs: () => undefined,
  'drips-headers': (response) => {
    const { socket } = response;
    socket?.write('HTTP/1.1 200 OK\r\nx-drip: ');
    repeat(response, () => socket?.write('x'));
  },
  'drips-body': (response) => {
    response.writeHead(200);
    repeat(response, () => response.write('x'));
  },
  redirects: (response, port) =>
    response.writeHead(307, { location: `http://127.0.0.1:${port}/takes` }).end(),
  floods: (response) => {
    response.writeHead(200, { 'content-length': FLOOD_CHUNK.length * FLOOD_CHUNKS });
    const pour = () => {
      while (!response.destroyed && response.write(FLOOD_CHUNK));
    };
    response.on('drain', pour);
    pour();
  },
  goes: (response) => response.writeHead(410).end(),
  resets: (response) => response.socket?.resetAndDestroy(),
  'asks-to-wait': (response) => response.writeHead(429, { 'retry-after': '99999999' }).end(),
};

function isManner(text: string): text is Manner {
  return MANNERS.some((manner) => manner === text);
}

function repeat(response: ServerResponse, step: () => void): void {
  const timer = setInterval(step, DRIP_EVERY_MS);
  response.on('close', () => clearInterval(timer));
}

function verifies(webhook: Webhook | undefined, body: string, headers: Record<string, string>): boolean {
  try {
    webhook?.verify(body, headers);
    return webhook !== undefined;
  } catch {
    return false;
  }
}

async function listen(server: Server): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(0, '::', resolve);
  await promise;
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
