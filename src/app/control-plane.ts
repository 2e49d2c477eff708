import type { FastifyInstance } from 'fastify';
import { createContainDoor } from '../control-plane/contain-by-link.ts';
import type { ControlPlaneDeps } from '../control-plane/context.ts';
import { createKeyOverRest } from '../control-plane/create-key-over-rest.ts';
import { downloadLeakPatterns } from '../control-plane/download-leak-patterns.ts';
import { exportAuditLog } from '../control-plane/export-audit-log.ts';
import { exportUsage } from '../control-plane/export-usage.ts';
import { createRestDoor } from '../control-plane/rest.ts';
import { createControlPlane } from '../control-plane/server.ts';
import { createSharedPolls } from '../control-plane/shared-polls.ts';
import { mountFetchHandler } from '../data-plane/mount.ts';

/** Hangs GraphQL, the plain HTTP routes beside it and the page behind containment links on the server. */
export function mountControlPlane(server: FastifyInstance, given: Omit<ControlPlaneDeps, 'polls'>): void {
  const deps = { ...given, polls: createSharedPolls({ everyMs: 1_000, readersMax: 200 }) };
  // Streams to clients would keep the server from closing.
  server.addHook('preClose', async () => deps.polls.stop());
  mountFetchHandler(server, '/graphql', createControlPlane(deps).handle);
  mountFetchHandler(server, '/contain', createContainDoor(deps));
  mountFetchHandler(server, '/api/api-keys', createRestDoor(deps, 'POST', createKeyOverRest(deps)));
  mountFetchHandler(server, '/api/audit-log.ndjson', createRestDoor(deps, 'GET', exportAuditLog(deps)));
  mountFetchHandler(server, '/api/leak-patterns', createRestDoor(deps, 'GET', downloadLeakPatterns(deps)));
  mountFetchHandler(server, '/v1/usage/export', createRestDoor(deps, 'GET', exportUsage(deps)));
}
