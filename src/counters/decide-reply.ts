import type { DecisionCode } from '../core/decision.ts';
import { writeLeaseId } from '../core/lease.ts';
import { viewQuota } from '../core/quota.ts';
import { viewWindow } from '../core/window.ts';
import type { DecideEntry, DecideOutcome } from './decide-entry.ts';
import type { DecideMore } from './decide-more.ts';
import type { QuotaMemory } from './quota-memory.ts';

const STALE = { stale: true } as const;
const QUOTA_UNKNOWN = { stale: true, quotaUnknown: true } as const;

/** What Lua's outcomes mean where they refuse. */
const REFUSED: Readonly<Record<number, DecisionCode>> = {
  0: 'RATE_LIMITED',
  2: 'QUOTA_EXCEEDED',
  3: 'CONCURRENCY_LIMITED',
};

/** Reads what became of an entry from its numbers in a reply of `decide-batch-n.lua`, which begin at `at`. */
export function readOutcome(
  entry: DecideEntry,
  more: DecideMore | undefined,
  reply: readonly number[],
  at: number,
  { nowMs, quotaMemory }: { readonly nowMs: number; readonly quotaMemory: QuotaMemory },
): DecideOutcome {
  const [outcome = -1, index = 0, current = 0, previous = 0, from = 0, used = 0] = reply.slice(at, at + 6);
  if (outcome < 0) return outcome === -2 ? QUOTA_UNKNOWN : STALE;
  const { limit, windowSeconds } = entry.rateLimit;
  const decided = {
    stale: false,
    code: REFUSED[outcome] ?? entry.code,
    window: viewWindow({ index, current, previous }, limit, windowSeconds * 1_000, nowMs),
  } as const;
  if (more === undefined) return decided;
  const { keyId, quota } = entry;
  if (quota != null) quotaMemory.note(keyId, { refill: quota.refill, from, used });
  const lease = outcome === 1 ? more.leaseMember : undefined;
  return {
    ...decided,
    ...(quota == null ? {} : { quota: viewQuota({ used }, quota, nowMs) }),
    ...(lease === undefined ? {} : { leaseId: writeLeaseId({ keyId, member: lease }) }),
  };
}
