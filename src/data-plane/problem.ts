import type { FastifyBaseLogger, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { CountersUnavailable } from '../core/errors.ts';

/** A request that cannot be served, answered as RFC 9457 problem details. Codes are documented in docs/errors.md. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  /** Seconds, for the Retry-After header. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    retryAfterSeconds?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Postgres did not answer, and what was asked cannot be known without it. */
export function databaseUnavailable(cause: unknown): Problem {
  return new Problem(503, 'DATABASE_UNAVAILABLE', 'Postgres does not answer; try again in a moment.', 1, {
    cause,
  });
}

/** Answers every error of the data plane; what nobody expected is logged once and masked with the request's id. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, request.id, logProblem(request.log, error, toProblem(error)));
}

/** Logs what an operator has to know of, once. */
export function logProblem(log: FastifyBaseLogger, error: unknown, problem: Problem): Problem {
  if (problem.code === 'INTERNAL') log.error({ err: error }, 'unexpected error');
  else if (problem.status === 503) log.warn({ err: error }, problem.code);
  return problem;
}

/** Answers a route that does not exist. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = `There is no ${request.method} ${request.url.split('?')[0]}; see README.md for the routes.`;
  return sendProblem(reply, request.id, new Problem(404, 'ROUTE_NOT_FOUND', message));
}

/** A problem as an answer; headers are names and values in turn. */
export function answerProblem(
  problem: Problem,
  requestId: string,
): { readonly status: number; readonly headers: readonly string[]; readonly body: string } {
  const { status, code, message, retryAfterSeconds } = problem;
  const headers = ['content-type', 'application/problem+json; charset=utf-8'];
  if (retryAfterSeconds !== undefined) headers.push('retry-after', String(retryAfterSeconds));
  if (status === 401) headers.push('www-authenticate', 'Bearer');
  const type = `urn:keywatch:error:${code}`;
  return {
    status,
    headers,
    body: JSON.stringify({ type, title: code, status, code, detail: message, requestId }),
  };
}

function sendProblem(reply: FastifyReply, requestId: string, problem: Problem): FastifyReply {
  const { status, headers, body } = answerProblem(problem, requestId);
  for (let at = 0; at < headers.length; at += 2) void reply.header(headers[at] ?? '', headers[at + 1]);
  return reply.code(status).send(body);
}

/** Fastify's own refusals, by their code, in our words. */
const FASTIFY_PROBLEMS: Readonly<Record<string, readonly [number, string, string]>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'INVALID_JSON', 'The body is no valid JSON; send one JSON object.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'INVALID_JSON', 'The body is empty; send a JSON object.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'Send the body as `content-type: application/json`.',
  ],
  FST_ERR_CTP_BODY_TOO_LARGE: [
    413,
    'BODY_TOO_LARGE',
    'The body is too large: 1 MiB of usage at once, 100 kB otherwise; send it in smaller parts.',
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    400,
    'INVALID_REQUEST',
    'The body is not as long as Content-Length says.',
  ],
};

/** What an error is to the client; what nobody expected becomes INTERNAL. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof CountersUnavailable) return new Problem(503, error.code, error.message, 1);
  if (isFastifyError(error)) {
    if (error.validation !== undefined)
      return new Problem(400, 'INVALID_REQUEST', describeInvalid('body', error.validation));
    const known = FASTIFY_PROBLEMS[error.code];
    if (known !== undefined) return new Problem(...known);
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return new Problem(error.statusCode, 'INVALID_REQUEST', error.message);
    }
  }
  return new Problem(500, 'INTERNAL', 'Something unexpected happened; tell your operator the requestId.');
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** Says what the first fault is and where. Ajv does not name the field that is too many. */
export function describeInvalid(what: string, faults: readonly ValidationFault[]): string {
  const [fault] = faults;
  const field = fault?.params?.additionalProperty;
  return typeof field === 'string'
    ? `The ${what} takes no field \`${field.slice(0, 64)}\`; leave it out.`
    : `${what}${fault?.instancePath ?? ''} ${fault?.message ?? 'is not valid'}.`;
}

/** A fault as Ajv tells it. */
interface ValidationFault {
  readonly instancePath?: string;
  readonly message?: string | undefined;
  readonly params?: Readonly<Record<string, unknown>>;
}
