import { type BurstView, viewBurst } from '../core/burst.ts';
import type { DecisionCode } from '../core/decision.ts';
import type { RateLimit } from '../core/key/record.ts';
import { writeLeaseId } from '../core/lease.ts';
import { viewQuota } from '../core/quota.ts';
import { viewWindow } from '../core/window.ts';
import type { DecideEntry, DecideOutcome } from './decide-entry.ts';
import type { DecideMore } from './decide-more.ts';
import type { QuotaMemory } from './quota-memory.ts';

/** Outcomes of which nothing was done. */
const UNDONE: Readonly<Record<number, DecideOutcome>> = {
  [-1]: { stale: true },
  [-2]: { stale: true, quotaUnknown: true },
};

/** What Lua's outcomes mean where they refuse. */
const REFUSED: Readonly<Record<number, DecisionCode>> = {
  0: 'RATE_LIMITED',
  2: 'QUOTA_EXCEEDED',
  3: 'CONCURRENCY_LIMITED',
};

/** Reads what became of an entry from its numbers in a reply of `decide-batch-n.lua`, which begin at `at`; undefined where it needs a cell. */
export function readOutcome(
  entry: DecideEntry,
  more: DecideMore | undefined,
  reply: readonly number[],
  at: number,
  { nowMs, quotaMemory }: { readonly nowMs: number; readonly quotaMemory: QuotaMemory },
): DecideOutcome | undefined {
  const outcome = reply[at] ?? -1;
  if (outcome < 0) return UNDONE[outcome];
  const state = { index: reply[at + 1] ?? 0, current: reply[at + 2] ?? 0, previous: reply[at + 3] ?? 0 };
  const { limit, windowSeconds } = entry.rateLimit;
  const decided = {
    stale: false,
    code: outcome === 1 ? entry.code : (REFUSED[outcome] ?? entry.code),
    window: viewWindow(state, limit, windowSeconds * 1_000, nowMs),
  } as const;
  if (more === undefined) return decided;
  const [from = 0, used = 0, owed = 0] = [reply[at + 4], reply[at + 5], reply[at + 6]];
  const { keyId, quota } = entry;
  if (quota != null) quotaMemory.note(keyId, { refill: quota.refill, from, used });
  const lease = outcome === 1 ? more.leaseMember : undefined;
  return {
    ...decided,
    ...(quota == null ? {} : { quota: viewQuota({ used }, quota, nowMs) }),
    ...burstOf(entry.rateLimit, owed),
    ...(lease === undefined ? {} : { leaseId: writeLeaseId({ keyId, member: lease }) }),
  };
}

function burstOf({ limit, windowSeconds, burst }: RateLimit, owed: number): { burst?: BurstView } {
  return burst == null ? {} : { burst: viewBurst(owed, { limit, windowMs: windowSeconds * 1_000, burst }) };
}
