import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { findServerOfWorkspace, removeServer } from '../storage/servers.ts';
import { raiseVersionsOfServer } from '../storage/version-raises.ts';
import { lockWorkspace } from '../storage/workspaces.ts';
import type { Propagation } from './carry-versions.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Deletes a server. Keys that were confined to it open nothing then, and never all. Usage that was counted stays. Refused
 * with NOT_FOUND, or with CONFIRMATION_MISMATCH where `confirmSlug` is not the server's slug.
 */
export async function deleteServer(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now'>,
  actor: Actor,
  input: { workspaceId: string; serverId: string; confirmSlug: string },
): Promise<{ serverId: string; propagation: Propagation }> {
  const { workspaceId, serverId, confirmSlug } = input;
  const keyIds = await deps.storage.transaction(async (db) => {
    const at = deps.now();
    await lockWorkspace(db, workspaceId);
    const server = await findServerOfWorkspace(db, workspaceId, serverId);
    if (server === null) throw serverNotFound();
    if (server.slug !== confirmSlug) {
      throw new Refusal(
        'CONFIRMATION_MISMATCH',
        `confirmSlug: is not the slug of the server; repeat \`${server.slug}\` to delete it.`,
      );
    }
    const keyIds = await raiseVersionsOfServer(db, serverId, at);
    await removeServer(db, serverId);
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'server.deleted',
      targetId: serverId,
      detail: { slug: server.slug, name: server.name },
      at,
    });
    return keyIds;
  });
  return { serverId, propagation: await deps.carryVersions(keyIds) };
}

/** The refusal of a server that the workspace does not have. */
export function serverNotFound(argument = 'serverId'): Refusal {
  return new Refusal(
    'NOT_FOUND',
    `${argument}: this workspace has no such server; list its servers for their ids.`,
  );
}
