import { GraphQLError } from 'graphql';
import { Refusal } from '../core/errors.ts';
import type { Log } from './context.ts';

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
  log.error({ err: cause, requestId, path: place?.path?.join('.') }, 'A GraphQL request failed.');
  return new GraphQLError(
    `Something went wrong here. Try again, and quote the request id ${requestId} if it stays.`,
    {
      nodes: place?.nodes ?? null,
      path: place?.path ?? null,
      extensions: { code: 'INTERNAL', requestId },
    },
  );
}
