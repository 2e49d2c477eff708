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
  for (let at = 0; at < keyIds.length; at += ROUND_MAX) {
    if (!(await carryRound(deps, keyIds.slice(at, at + ROUND_MAX)))) return 'PENDING';
  }
  return 'DONE';
}

async function carryRound(
  { storage: { prisma }, versions, now }: { storage: Storage; versions: Versions; now: () => Date },
  keyIds: readonly string[],
): Promise<boolean> {
  const pending = await findPendingRaises(prisma, { keyIds, countMax: PENDING_MAX });
  const carried = await versions.raise(keyIds, async (ids) => await findKeyVersions(prisma, ids));
  if (carried) await settleRaises(prisma, pending, now());
  return carried;
}

/** Keys at a time: a statement takes at most 32,767 parameters. */
const ROUND_MAX = 5_000;

/** Rows left over are settled by the job. */
const PENDING_MAX = 10_000;
