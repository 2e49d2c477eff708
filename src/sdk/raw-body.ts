import type { IncomingMessage } from 'node:http';

/** The body is longer than the guard takes. */
export class BodyTooLarge extends Error {
  readonly code = 'BODY_TOO_LARGE';

  constructor(bytesMax: number) {
    super(`The body is longer than ${bytesMax} bytes; send less at once.`);
    this.name = 'BodyTooLarge';
  }
}

/** Something read the body before, and did not keep its bytes, so that no signature can be checked. */
class RawBodyGone extends Error {
  readonly code = 'RAW_BODY_GONE';

  constructor() {
    super('The body was read before the guard ran; put the guard before what parses bodies.');
    this.name = 'RawBodyGone';
  }
}

/** Reads a body whole, byte for byte. Throws BodyTooLarge, RawBodyGone, or what the connection threw. */
export async function readRawBody(stream: AsyncIterable<unknown>, bytesMax: number): Promise<Buffer> {
  if (isReadAlready(stream)) throw new RawBodyGone();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += buffer.length;
    if (bytes > bytesMax) throw new BodyTooLarge(bytesMax);
    chunks.push(buffer);
  }
  return Buffer.concat(chunks);
}

/** Reads the JSON in a body that says it is some: null where it is broken, undefined for any other body. */
export function parseJsonBody(request: Pick<IncomingMessage, 'headers'>, body: Buffer): unknown {
  if (!/^application\/(.+\+)?json\b/i.test(request.headers['content-type'] ?? '')) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

function isReadAlready(stream: object): boolean {
  return 'readableEnded' in stream && stream.readableEnded === true;
}
