import { GraphQLError } from 'graphql';
import { Refusal } from '../core/errors.ts';
import { databaseFailureOf } from '../storage/failures.ts';
import type { Log } from './context.ts';
import { timeoutError } from './deadline.ts';

/** What a client did wrong, as opposed to what an action refused. Documented in docs/errors.md. */
const BAD_INPUT = 'BAD_USER_INPUT';

/**
 * Makes an error fit to be answered. Expected ones keep their message and have a code; anything else is logged once with
 * its cause and answered as INTERNAL with the request's id, without a word about what happened.
 */
export function answerableError(error: unknown, request: { requestId: string; log: Log }): GraphQLError {
  if (!(error instanceof GraphQLError)) return internal(error, undefined, request);
  const cause = error.originalError;
  if (cause instanceof Refusal) return withCode(error, cause.code, cause.message);
  if (cause instanceof GraphQLError) return coded(cause, error);
  if (cause != null && error.extensions.code === undefined) return internal(cause, error, request);
  return coded(error, error);
}

/** The HTTP status and headers of an error that ends a whole request. */
export function httpOf({ extensions }: GraphQLError): { status: number; headers: Record<string, string> } {
  if (extensions.code === 'TIMEOUT') return { status: 504, headers: {} };
  if (extensions.code === 'DATABASE_UNAVAILABLE') return { status: 503, headers: { 'retry-after': '1' } };
  return { status: 500, headers: {} };
}

/** The error with the HTTP status that Yoga shall answer where Postgres is at fault; others stay as they are. */
export function withHttp(error: GraphQLError): GraphQLError {
  const http = httpOf(error);
  if (http.status === 500) return error;
  return placed(new GraphQLError(error.message, { extensions: { ...error.extensions, http } }), error);
}

/** Gives an error of a client a code where it has none. */
export function addCode(error: unknown, code: string): void {
  if (error instanceof GraphQLError) error.extensions.code ??= code;
}

function coded(error: GraphQLError, place: GraphQLError): GraphQLError {
  addCode(error, BAD_INPUT);
  return new GraphQLError(error.message, {
    nodes: place.nodes ?? null,
    source: place.source ?? null,
    positions: place.positions ?? null,
    path: place.path ?? null,
    extensions: error.extensions,
  });
}

function withCode(place: GraphQLError, code: string, message: string): GraphQLError {
  return new GraphQLError(message, {
    nodes: place.nodes ?? null,
    path: place.path ?? null,
    extensions: { code },
  });
}

function internal(
  cause: unknown,
  place: GraphQLError | undefined,
  { requestId, log }: { requestId: string; log: Log },
): GraphQLError {
  const failure = databaseFailureOf(cause);
  log.error({ err: cause, requestId, path: place?.path?.join('.') }, 'A GraphQL request failed.');
  if (failure === 'CANCELLED') return placed(timeoutError(false), place);
  if (failure === 'UNAVAILABLE') return placed(UNAVAILABLE, place);
  return new GraphQLError(
    `Something went wrong here. Try again, and quote the request id ${requestId} if it stays.`,
    {
      nodes: place?.nodes ?? null,
      path: place?.path ?? null,
      extensions: { code: 'INTERNAL', requestId },
    },
  );
}

/** Where Postgres went away midway, nobody knows what of a mutation was done. */
const UNAVAILABLE = new GraphQLError(
  'The database does not answer. Try again in a moment; look first whether a mutation was done.',
  { extensions: { code: 'DATABASE_UNAVAILABLE' } },
);

/** The error at its place in the document. */
function placed({ message, extensions }: GraphQLError, place: GraphQLError | undefined): GraphQLError {
  return new GraphQLError(message, { nodes: place?.nodes ?? null, path: place?.path ?? null, extensions });
}
