import { endLockedContainment } from '../storage/containment-changes.ts';
import { findActiveContainment, findExpiredContainments } from '../storage/containments.ts';
import { lockKey } from '../storage/keys.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { JobContext } from './deps.ts';
import { carryVersionsTask, deliverTask } from './queues.ts';

const CONTAINMENTS_PER_RUN = 1_000;

/**
 * Ends the containments whose time is over, each in a transaction of its own: a run may be left at any point and repeated,
 * also by two workers at once. What a containment had replaced holds again where that is not over as well. One that cannot
 * be ended keeps no other from it; it throws when all were tried.
 */
export async function endContainments(context: JobContext): Promise<void> {
  const { storage, signal } = context;
  const expired = await findExpiredContainments(storage.prisma, context.now(), CONTAINMENTS_PER_RUN);
  const failures: unknown[] = [];
  for (const containment of expired) {
    if (signal.aborted) return;
    await end(context, containment).catch((error: unknown) => failures.push(error));
  }
  if (expired.length === 0) return;
  context.kick(carryVersionsTask);
  context.kick(deliverTask);
  if (failures.length > 0) throw new AggregateError(failures, 'Containments could not be ended.');
}

async function end(
  { storage, now }: JobContext,
  { id, workspaceId, keyId }: { readonly id: string; readonly workspaceId: string; readonly keyId: string },
): Promise<void> {
  await storage.transaction(async (db) => {
    await shareWorkspace(db, workspaceId);
    const key = await lockKey(db, workspaceId, keyId, { deletedToo: true });
    const active = await findActiveContainment(db, keyId);
    if (key === null || active?.id !== id) return;
    await endLockedContainment(db, null, { key, active, end: 'EXPIRED' }, now());
  });
}
