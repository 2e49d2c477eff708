import type { IncomingMessage, ServerResponse } from 'node:http';
import { createAdmissions } from './admissions.ts';
import { type Admission, createGuard, type GuardOptions } from './guard.ts';
import { answerRefusal, setHeaders } from './node-http.ts';
import { parseJsonBody, readRawBody } from './raw-body.ts';

/** What is used of Express's request. */
interface RequestLike extends IncomingMessage {
  readonly ip?: string | undefined;
  readonly originalUrl?: string;
  body?: unknown;
}

const admissions = createAdmissions();

/**
 * Makes a middleware for Express 5: `app.use(protect({ … }))`, before `express.json()`. Of a signed request it reads the
 * body, and sets `request.body` where that is JSON; parsers that follow leave it alone. Express's `request.ip` is taken
 * for the client's address.
 */
export function protect(
  options: GuardOptions,
): (request: RequestLike, response: ServerResponse, next: (error?: unknown) => void) => Promise<void> {
  const ips = new WeakMap<IncomingMessage, string | undefined>();
  const guard = createGuard({ clientIp: (request) => ips.get(request), ...options });
  return async (request, response, next) => {
    ips.set(request, request.ip);
    const readBody = async () => {
      const rawBody = await readRawBody(request, guard.bodyBytesMax);
      const json = parseJsonBody(request, rawBody);
      request.body = json ?? rawBody;
      return rawBody;
    };
    const path = (request.originalUrl ?? request.url ?? '/').split('?')[0];
    const endpoint = options.endpoint === undefined ? `${request.method} ${path}` : undefined;
    const { admission, refusal } = await guard.check(request, readBody, async () => ({ endpoint }));
    if (admission === undefined) {
      answerRefusal(response, refusal);
      return;
    }
    setHeaders(response, admission);
    admissions.set(request, admission);
    next();
  };
}

/** The decision about a request that passed the guard. Throws for any other. */
export function admissionOf(request: RequestLike): Admission {
  return admissions.of(request);
}
