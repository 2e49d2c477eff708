import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';
import type { Authorize, Caller, Demand } from './tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by authorizeBefore. */
    caller: Caller | null;
  }
}

/** A hook that checks the token before the body is read. */
export function authorizeBefore(authorize: Authorize, demand: Demand) {
  return async (request: FastifyRequest): Promise<void> => {
    request.caller = await authorize(request.headers.authorization, demand);
  };
}

/** The caller of a route behind authorizeBefore. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Problem(401, 'TOKEN_MISSING', 'Send a gateway token.');
  return request.caller;
}
