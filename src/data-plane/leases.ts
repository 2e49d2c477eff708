import type { FastifyInstance } from 'fastify';
import type { Leases } from '../counters/leases.ts';
import { authorizeBefore, callerOf } from './caller.ts';
import type { Authorize } from './tokens.ts';

/**
 * Adds `POST /v1/leases/:id/release`, which gives a lease back, and `…/renew`, which lets it begin anew. A lease that is not
 * held any more, an unknown one and one of another workspace are answered alike.
 */
export function addLeases(
  server: FastifyInstance,
  deps: { readonly authorize: Authorize; readonly leases: Leases },
): void {
  const options = { onRequest: authorizeBefore(deps.authorize, { kinds: ['GATEWAY'], scopes: ['verify'] }) };
  server.post<{ Params: { id: string } }>('/v1/leases/:id/release', options, async (request) => ({
    released: await deps.leases.release(callerOf(request).workspaceId, request.params.id),
    requestId: request.id,
  }));
  server.post<{ Params: { id: string } }>('/v1/leases/:id/renew', options, async (request) => ({
    renewed: await deps.leases.renew(callerOf(request).workspaceId, request.params.id),
    requestId: request.id,
  }));
}
