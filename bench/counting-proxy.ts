import { connect, createServer } from 'node:net';

/** What went through a proxy since it was last asked. */
export interface Traffic {
  /** Statements that Postgres completed, BEGIN and COMMIT among them. */
  readonly statements: number;
  /** How often Postgres was waited for. */
  readonly roundTrips: number;
}

export interface CountingProxy extends AsyncDisposable {
  /** The database, seen through the proxy. */
  readonly url: string;
  /** Tells what went through, and begins again at zero. */
  take(): Traffic;
}

/** Messages of Postgres' protocol (version 3) that end a statement: CommandComplete, EmptyQueryResponse. */
const STATEMENT_ENDS = new Set(['C', 'I']);
const READY_FOR_QUERY = 'Z';
const HEADER_BYTES = 5;

/** Passes everything between a client and Postgres on, and counts what Postgres answers. */
export async function openCountingProxy(databaseUrl: string): Promise<CountingProxy> {
  const target = new URL(databaseUrl);
  let counted = { statements: 0, roundTrips: 0 };
  const count = (type: string) => {
    if (STATEMENT_ENDS.has(type)) counted.statements += 1;
    if (type === READY_FOR_QUERY) counted.roundTrips += 1;
  };
  const server = createServer((client) => {
    const upstream = connect(Number(target.port === '' ? 5432 : target.port), target.hostname);
    const read = messageReader(count);
    client.pipe(upstream);
    upstream.pipe(client);
    upstream.on('data', read);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: url.href,
    take: () => {
      const taken = counted;
      counted = { statements: 0, roundTrips: 0 };
      return taken;
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
    },
  };
}

/** Finds the messages in a stream of chunks: a type of one byte, a length of four that counts itself, the body. */
function messageReader(onMessage: (type: string) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= HEADER_BYTES) {
      const end = 1 + rest.readUInt32BE(1);
      if (rest.length < end) return;
      onMessage(String.fromCharCode(rest[0] ?? 0));
      rest = rest.subarray(end);
    }
  };
}
