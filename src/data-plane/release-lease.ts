import type { FastifyInstance } from 'fastify';
import type { Leases } from '../counters/leases.ts';
import { authorizeBefore, callerOf } from './caller.ts';
import type { Authorize } from './tokens.ts';

/**
 * Adds `POST /v1/leases/:id/release`: gives a lease back. A lease that is not held any more, an unknown one and one of another
 * workspace are answered alike.
 */
export function addReleaseLease(
  server: FastifyInstance,
  deps: { readonly authorize: Authorize; readonly leases: Leases },
): void {
  server.post<{ Params: { id: string } }>(
    '/v1/leases/:id/release',
    { onRequest: authorizeBefore(deps.authorize, { kinds: ['GATEWAY'], scopes: ['verify'] }) },
    async (request) => ({
      released: await deps.leases.release(callerOf(request).workspaceId, request.params.id),
      requestId: request.id,
    }),
  );
}
