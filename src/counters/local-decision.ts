import { createBoundedMap } from '../core/bounded-map.ts';
import { type BurstState, takeFromBurst, viewBurst } from '../core/burst.ts';
import type { DecisionCode } from '../core/decision.ts';
import { writeLeaseId } from '../core/lease.ts';
import { localShare } from '../core/local-share.ts';
import { isOfPeriod, quotaPeriod, viewQuota } from '../core/quota.ts';
import { takeFromWindow, viewWindow, type WindowState } from '../core/window.ts';
import type { DecideEntry, DecideOutcome } from './decide-entry.ts';
import type { LocalLeases } from './local-leases.ts';
import type { LocalQuotas, LocalQuotaView } from './local-quotas.ts';
import type { QuotaMemory } from './quota-memory.ts';

/** The outcome of an entry that was decided without Redis. */
export type LocalOutcome = Extract<DecideOutcome, { stale: false }>;

/** Takes from this process' share of the limits. Undefined where what was used of the quota is not known. */
export type DecideLocally = (entry: DecideEntry, nowMs: number) => LocalOutcome | undefined;

/** About 150 bytes each. */
const KEYS_MAX = 200_000;
const UNUSED: WindowState = { index: 0, current: 0, previous: 0 };

interface LocalWindow {
  readonly windowMs: number;
  readonly state: WindowState;
}

/**
 * Decides in the order of `decide-batch-n.lua`, on windows, quotas and leases of this process alone. Windows outlast an
 * outage, so that a Redis that comes and goes does not fill them up each time.
 */
export function createLocalDecision(deps: {
  quotas: LocalQuotas;
  leases: LocalLeases;
  quotaMemory: QuotaMemory;
  /** How many verifiers share the limits. */
  verifiers: () => number;
}): DecideLocally {
  const { quotas, leases } = deps;
  const windows = createBoundedMap<string, LocalWindow>(KEYS_MAX);
  const bursts = createBoundedMap<string, BurstState>(KEYS_MAX);

  const windowOf = ({ keyId, rateLimit }: DecideEntry) => {
    const windowMs = rateLimit.windowSeconds * 1_000;
    const known = windows.get(keyId);
    return { windowMs, state: known?.windowMs === windowMs ? known.state : UNUSED };
  };

  /** What is left of the limit's burst with this process' share of both, where it has one. */
  const burstOf = ({ keyId, rateLimit, cost }: DecideEntry, nowMs: number) => {
    if (rateLimit.burst == null) return undefined;
    const limit = {
      limit: localShare(rateLimit.limit, deps.verifiers()),
      windowMs: rateLimit.windowSeconds * 1_000,
      burst: localShare(rateLimit.burst, deps.verifiers()),
    };
    return { limit, ...takeFromBurst(bursts.get(keyId), limit, cost, nowMs) };
  };

  const quotaView = (entry: DecideEntry, nowMs: number): LocalQuotaView | undefined => {
    const { keyId, quota, cost } = entry;
    if (quota == null) return undefined;
    const usedBefore = knownUse(entry, nowMs, deps.quotaMemory);
    return quotas.view(keyId, quota, cost, { nowMs, verifiers: deps.verifiers(), usedBefore });
  };

  return (entry, nowMs) => {
    const { keyId, quota, cost, leasesMax } = entry;
    const limit = localShare(entry.rateLimit.limit, deps.verifiers());
    const { windowMs, state } = windowOf(entry);
    const answer = (code: DecisionCode, after: WindowState) => ({
      stale: false as const,
      code,
      window: viewWindow(after, limit, windowMs, nowMs),
    });
    if (entry.code !== 'VALID') return answer(entry.code, state);
    const seen = quotaView(entry, nowMs);
    if (quota != null && seen === undefined) return undefined;
    const withQuota = (outcome: LocalOutcome, takenNow: number): LocalOutcome =>
      quota == null || seen === undefined
        ? outcome
        : { ...outcome, quota: viewQuota({ used: seen.used + takenNow }, quota, nowMs) };
    if (seen?.fits === false) return withQuota(answer('QUOTA_EXCEEDED', state), 0);
    const taken = takeFromWindow(state, limit, windowMs, cost, nowMs);
    const burst = burstOf(entry, nowMs);
    const withBurst = (outcome: LocalOutcome): LocalOutcome =>
      burst === undefined ? outcome : { ...outcome, burst: viewBurst(burst.state.owed, burst.limit) };
    if (!taken.allowed || burst?.allowed === false) {
      return withBurst(withQuota(answer('RATE_LIMITED', state), 0));
    }
    const lease =
      leasesMax == null ? undefined : leases.take(entry, localShare(leasesMax, deps.verifiers()), nowMs);
    if (leasesMax != null && lease === undefined) return withQuota(answer('CONCURRENCY_LIMITED', state), 0);
    windows.set(keyId, { windowMs, state: taken.state });
    if (burst !== undefined) bursts.set(keyId, burst.state);
    quotas.take(keyId, cost);
    const outcome = withBurst(withQuota(answer('VALID', taken.state), cost));
    return lease === undefined ? outcome : { ...outcome, leaseId: writeLeaseId(lease) };
  };
}

/** What the usage tables told, or Redis did before it went away, whichever is more. Undefined until the tables were asked. */
function knownUse(
  { keyId, quota, quotaUsed }: DecideEntry,
  nowMs: number,
  quotaMemory: QuotaMemory,
): number | undefined {
  if (quota == null) return undefined;
  const period = { refill: quota.refill, from: quotaPeriod(quota.refill, nowMs).from };
  if (quotaUsed === undefined || !isOfPeriod(quotaUsed, period)) return undefined;
  return Math.max(quotaUsed.used, quotaMemory.used(keyId, period));
}
