import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { insertServer } from '../storage/servers.ts';
import { raiseVersionsOfServer } from '../storage/version-raises.ts';
import { findWorkspaceLimit, lockWorkspace } from '../storage/workspaces.ts';
import type { Propagation } from './carry-versions.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { parseInput } from './parse-input.ts';
import { type ChosenServer, checkServer, SERVER_DEFAULTS, serverInput } from './server-input.ts';
import { unknownWorkspace } from './unknown-workspace.ts';

const schema = z.unknown().pipe(serverInput);

/** What is left out, or null, is as in SERVER_DEFAULTS. */
export type CreateServerInput = ChosenServer & { readonly slug: string; readonly name: string };

/**
 * Makes a server. Keys that open all servers of the workspace open it as soon as this returns with `DONE`. Refused with
 * SLUG_TAKEN, UNKNOWN_SCOPE, PLAN_LIMIT, URL_NOT_ALLOWED or INVALID_INPUT.
 */
export async function createServer(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now'>,
  actor: Actor,
  input: CreateServerInput & { workspaceId: string },
): Promise<{ serverId: string; propagation: Propagation }> {
  const { workspaceId, ...chosen } = input;
  const entries = Object.entries(chosen).filter(([, value]) => value != null);
  const fields = parseInput(schema, { ...SERVER_DEFAULTS, ...Object.fromEntries(entries) });
  const { serverId, keyIds } = await deps.storage.transaction(async (db) => {
    const at = deps.now();
    // A key made meanwhile would not be raised, and verifiers would go on without the server.
    await lockWorkspace(db, workspaceId);
    const limit = await findWorkspaceLimit(db, workspaceId);
    if (limit === null) throw unknownWorkspace();
    checkServer(fields, limit);
    const server = await insertServer(db, { ...fields, workspaceId, createdAt: at });
    if (server === null) throw slugTaken(fields.slug);
    const keyIds = await raiseVersionsOfServer(db, server.id, at);
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'server.created',
      targetId: server.id,
      detail: { slug: server.slug, environment: server.environment },
      at,
    });
    return { serverId: server.id, keyIds };
  });
  return { serverId, propagation: await deps.carryVersions(keyIds) };
}

/** The refusal of a slug that the workspace has already. */
export function slugTaken(slug: string): Refusal {
  return new Refusal(
    'SLUG_TAKEN',
    `slug: this workspace has a server \`${slug}\` already; choose another slug.`,
  );
}
