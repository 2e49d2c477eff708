import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { releaseHalt } from '../storage/containment-halts.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Lets the policies of a workspace contain keys again after they had stopped; keys are counted anew from now on. An alert
 * that still goes on contains its key with its next minute. Refused with NOT_FOUND.
 */
export async function releaseContainment(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  { workspaceId, haltId }: { readonly workspaceId: string; readonly haltId: string },
): Promise<{ haltId: string }> {
  await deps.storage.transaction(async (db) => {
    await shareWorkspace(db, workspaceId);
    const at = deps.now();
    const released = await releaseHalt(db, { workspaceId, haltId, byUserId: actor.userId, at });
    if (!released) {
      throw new Refusal('NOT_FOUND', 'This workspace has no such open halt; look at `containmentHalts`.');
    }
    await insertAudit(db, { workspaceId, actor, action: 'containment.released', targetId: haltId, at });
  });
  return { haltId };
}
