import type { IncomingMessage } from 'node:http';

/**
 * A body could not be read: BODY_TOO_LARGE; BODY_CUT, where the client left before its end; RAW_BODY_GONE, where something
 * read it before the guard and did not keep its bytes, so that no signature can be checked.
 */
export class BodyFailure extends Error {
  readonly code: 'BODY_TOO_LARGE' | 'BODY_CUT' | 'RAW_BODY_GONE';

  constructor(code: BodyFailure['code'], options?: ErrorOptions) {
    super(`The body could not be read: ${code}.`, options);
    this.name = 'BodyFailure';
    this.code = code;
  }
}

/** Reads a body whole, byte for byte. Throws BodyFailure. */
export async function readRawBody(stream: AsyncIterable<unknown>, bytesMax: number): Promise<Buffer> {
  if ('readableEnded' in stream && stream.readableEnded === true) throw new BodyFailure('RAW_BODY_GONE');
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      bytes += buffer.length;
      if (bytes > bytesMax) throw new BodyFailure('BODY_TOO_LARGE');
      chunks.push(buffer);
    }
  } catch (cause) {
    throw cause instanceof BodyFailure ? cause : new BodyFailure('BODY_CUT', { cause });
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
