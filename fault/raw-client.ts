import { connect, type Socket } from 'node:net';

/** Asks a server over connections of its own, one request at a time on each. */
export interface RawClient extends Disposable {
  /** Sends bytes as they are. Resolves with the answer's status, 0 where the connection ended without one. */
  ask(request: Buffer): Promise<number>;
}

/** Opens a connection with the first request, and another after one that the server closed. */
export function openRawClient(port: number): RawClient {
  let socket: Socket | undefined;
  let received = '';
  let settle: ((status: number) => void) | undefined;
  const open = () => {
    const opened = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1');
    opened.on('data', (text: string) => {
      received += text;
      const status = readStatus(received);
      if (status === undefined) return;
      received = '';
      settle?.(status);
    });
    opened.on('error', () => undefined);
    opened.on('close', () => {
      if (socket === opened) socket = undefined;
      received = '';
      settle?.(0);
    });
    return opened;
  };
  return {
    ask: async (request) => {
      const { promise, resolve } = Promise.withResolvers<number>();
      settle = resolve;
      socket ??= open();
      socket.write(request);
      return await promise;
    },
    [Symbol.dispose]: () => socket?.destroy(),
  };
}

/** The status of an answer that is all there. */
function readStatus(received: string): number | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const [, length = '0'] = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, headEnd)) ?? [];
  if (received.length < headEnd + 4 + Number(length)) return undefined;
  return Number(received.slice('HTTP/1.1 '.length, 'HTTP/1.1 '.length + 3));
}

/** Writes a request as bytes, headers in Latin-1; a list is a header that is there several times. */
export function rawRequest(
  method: string,
  path: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body = '',
): Buffer {
  const lines = Object.entries({
    host: 'keywatch',
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
  })
    .flatMap(([name, value]) => [value ?? []].flat().map((each) => `${name}: ${each}\r\n`))
    .join('');
  return Buffer.concat([
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines}\r\n`, 'latin1'),
    Buffer.from(body),
  ]);
}
