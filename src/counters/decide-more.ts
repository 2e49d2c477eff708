import { LEASE_TTL_MS } from '../core/lease.ts';
import { isOfPeriod, QUOTA_REFILLS, quotaPeriod } from '../core/quota.ts';
import { QUOTA_UNITS } from '../core/usage/measure.ts';
import type { DecideEntry } from './decide-entry.ts';
import { type BatchInput, type BatchLayout, NONE } from './decide-layout.ts';

/** What an entry with a quota or a burst to take from, or one that wants a lease, has beyond the others. */
export interface DecideMore {
  /** The 13 further numbers of `decide-batch-n.lua`. */
  readonly numbers: readonly (string | number)[];
  /** Names the lease that it wants. */
  readonly leaseMember: string | undefined;
  /** Cells of the units taken, and of the outcomes QUOTA_EXCEEDED and CONCURRENCY_LIMITED. */
  readonly units: number;
  readonly exceeded: number;
  readonly concurrencyLimited: number;
}

const NO_QUOTA = { numbers: [0, 0, 0, 0, 0, NONE, NONE], units: NONE, exceeded: NONE };
const NO_LEASE = { numbers: [0, 0, '', 0, NONE], leaseMember: undefined, concurrencyLimited: NONE };

/** Undefined for most entries: those that have no quota and no burst to take from and want no lease cost nothing more. */
export function moreOf(entry: DecideEntry, layout: BatchLayout, input: BatchInput): DecideMore | undefined {
  if (entry.code !== 'VALID') return undefined;
  if (entry.quota == null && entry.leasesMax == null && entry.rateLimit.burst == null) return undefined;
  const quota = quotaOf(entry, layout, input);
  const lease = leaseOf(entry, layout, input);
  return { ...quota, ...lease, numbers: [...quota.numbers, ...lease.numbers, entry.rateLimit.burst ?? 0] };
}

function quotaOf(entry: DecideEntry, layout: BatchLayout, { nowMs, quotaMemory }: BatchInput) {
  const { keyId, quota, quotaUsed } = entry;
  if (quota == null) return NO_QUOTA;
  const period = { refill: quota.refill, from: quotaPeriod(quota.refill, nowMs).from };
  const told = quotaUsed !== undefined && isOfPeriod(quotaUsed, period) ? quotaUsed.used : undefined;
  const used = Math.max(quotaMemory.used(keyId, period), told ?? 0);
  const units = layout.measureAt(entry, QUOTA_UNITS);
  const exceeded = layout.decisionAt(entry, 'QUOTA_EXCEEDED');
  const refill = QUOTA_REFILLS.indexOf(period.refill);
  return {
    numbers: [quota.limit, refill, period.from, used, told === undefined ? 0 : 1, units, exceeded],
    units,
    exceeded,
  };
}

function leaseOf(entry: DecideEntry, layout: BatchLayout, { randomUuid }: BatchInput) {
  if (entry.leasesMax == null) return NO_LEASE;
  const leaseMember = randomUuid();
  const concurrencyLimited = layout.decisionAt(entry, 'CONCURRENCY_LIMITED');
  return {
    numbers: [layout.leasesAt(entry), entry.leasesMax, leaseMember, LEASE_TTL_MS, concurrencyLimited],
    leaseMember,
    concurrencyLimited,
  };
}
