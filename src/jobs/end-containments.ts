import { endLockedContainment } from '../storage/containment-changes.ts';
import { findActiveContainment, findExpiredContainments } from '../storage/containments.ts';
import { lockKey } from '../storage/keys.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { JobContext } from './deps.ts';
import { carryVersionsTask, deliverTask } from './queues.ts';

const CONTAINMENTS_PER_RUN = 1_000;

/**
 * Ends the containments whose time is over, each in a transaction of its own: a run may be left at any point and repeated,
 * also by two workers at once. What a containment had replaced holds again where that is not over as well.
 */
export async function endContainments(context: JobContext): Promise<void> {
  const { storage, signal } = context;
  const expired = await findExpiredContainments(storage.prisma, context.now(), CONTAINMENTS_PER_RUN);
  for (const { id, workspaceId, keyId } of expired) {
    if (signal.aborted) return;
    await storage.transaction(async (db) => {
      await shareWorkspace(db, workspaceId);
      const key = await lockKey(db, workspaceId, keyId, { deletedToo: true });
      const active = await findActiveContainment(db, keyId);
      if (key === null || active?.id !== id) return;
      await endLockedContainment(db, null, { key, active, end: 'EXPIRED' }, context.now());
    });
  }
  if (expired.length === 0) return;
  context.kick(carryVersionsTask);
  context.kick(deliverTask);
}
