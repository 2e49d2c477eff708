import { Refusal, type RefusalCode } from '../core/errors.ts';
import type { Log, RequestOrigin } from './context.ts';
import { answerableError, httpOf } from './errors.ts';

/** A request to a plain HTTP route that cannot be served. Codes are documented in docs/errors.md. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'HttpProblem';
    this.status = status;
    this.code = code;
  }
}

const CONFLICTS = new Set<RefusalCode>(['SLUG_TAKEN', 'EMAIL_TAKEN', 'KEY_STATE', 'DUPLICATE_HASH']);

/** Answers what a plain HTTP route threw as RFC 9457 problem details; what nobody expected is logged and masked. */
export function answerProblem(error: unknown, { requestId }: RequestOrigin, log: Log): Response {
  const { status, code, message } = toProblem(error, requestId, log);
  return Response.json(
    { type: `urn:keywatch:error:${code}`, title: code, status, code, detail: message, requestId },
    {
      status,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
        ...(status === 503 ? { 'retry-after': '1' } : {}),
      },
    },
  );
}

function toProblem(
  error: unknown,
  requestId: string,
  log: Log,
): { status: number; code: string; message: string } {
  if (error instanceof HttpProblem) return error;
  if (error instanceof Refusal)
    return { status: statusOfRefusal(error.code), code: error.code, message: error.message };
  const answerable = answerableError(error, { requestId, log });
  return {
    status: httpOf(answerable).status,
    code: String(answerable.extensions.code),
    message: answerable.message,
  };
}

function statusOfRefusal(code: RefusalCode): number {
  if (code === 'NOT_FOUND') return 404;
  if (code === 'FORBIDDEN' || code === 'PLAN_LIMIT') return 403;
  return CONFLICTS.has(code) ? 409 : 400;
}
