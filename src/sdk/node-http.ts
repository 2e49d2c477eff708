import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Admission, createGuard, type GuardOptions } from './guard.ts';
import { readRawBody } from './raw-body.ts';
import type { Refusal } from './refusal.ts';

/** A request that may go on, and its body where that had to be read. */
export interface HttpAdmission extends Admission {
  /** Byte for byte, of signed requests: their stream is at its end. */
  readonly rawBody: Buffer | undefined;
}

/**
 * Guards a `node:http` server: resolves with undefined where the request was refused and is answered. Rejects only with
 * what the options' functions threw.
 */
export function protect(
  options: GuardOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<HttpAdmission | undefined> {
  const guard = createGuard(options);
  return async (request, response) => {
    let rawBody: Buffer | undefined;
    const { admission, refusal } = await guard.check(request, async () => {
      rawBody = await readRawBody(request, guard.bodyBytesMax);
      return rawBody;
    });
    if (admission === undefined) {
      answerRefusal(response, refusal);
      return undefined;
    }
    setHeaders(response, admission);
    return { ...admission, rawBody };
  };
}

/** Sets what an admitted request's answer should say of the limit. */
export function setHeaders(response: ServerResponse, { headers }: Admission): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** Answers a refused request. */
export function answerRefusal(response: ServerResponse, { status, headers, body }: Refusal): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
