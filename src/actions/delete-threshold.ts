import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { findThreshold, removeThreshold } from '../storage/thresholds.ts';
import { requireSubject } from './create-mute.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Deletes a threshold; what it has opened ends when it was quiet. Refused with NOT_FOUND, also for members (`ownerId`)
 * where it is not about a key of theirs.
 */
export async function deleteThreshold(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  of: { readonly workspaceId: string; readonly thresholdId: string; readonly ownerId?: string | undefined },
): Promise<{ thresholdId: string }> {
  const { workspaceId, thresholdId, ownerId } = of;
  await deps.storage.transaction(async (db) => {
    const threshold = await findThreshold(db, workspaceId, thresholdId);
    if (threshold === null || (ownerId !== undefined && threshold.keyId === null)) throw unknownThreshold();
    if (ownerId !== undefined) await requireSubject(db, { ...threshold, ownerId });
    if (!(await removeThreshold(db, thresholdId))) throw unknownThreshold();
    const { name, metric, limit } = threshold;
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'threshold.deleted',
      targetId: thresholdId,
      detail: { name, metric, limit },
      at: deps.now(),
    });
  });
  return { thresholdId };
}

/** Why nothing is done to a threshold that is not there, or not the actor's to change. */
export function unknownThreshold(): Refusal {
  return new Refusal('NOT_FOUND', 'There is no such threshold in this workspace; list its thresholds.');
}
