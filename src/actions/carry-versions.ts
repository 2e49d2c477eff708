import type { Versions } from '../counters/versions.ts';
import type { Storage } from '../storage/client.ts';
import { findKeyVersions } from '../storage/key-records.ts';
import { findPendingRaises, settleRaises } from '../storage/version-raises.ts';

/** Whether every verifier already refuses the old state (DONE), or a job will see to it (PENDING: Redis is away). */
export type Propagation = 'DONE' | 'PENDING';

/**
 * Carries committed versions to Redis and settles their outbox rows. Call it after the commit, before answering. Only
 * rows read before the versions are settled: a raise that commits in between is not covered by them.
 */
export async function carryVersions(
  deps: { storage: Storage; versions: Versions; now: () => Date },
  keyIds: readonly string[],
): Promise<Propagation> {
  if (keyIds.length === 0) return 'DONE';
  const { prisma } = deps.storage;
  const pending = await findPendingRaises(prisma, { keyIds, countMax: PENDING_MAX });
  const carried = await deps.versions.raise(keyIds, async (ids) => await findKeyVersions(prisma, ids));
  if (!carried) return 'PENDING';
  await settleRaises(prisma, pending, deps.now());
  return 'DONE';
}

/** Rows left over are settled by the job. */
const PENDING_MAX = 10_000;
