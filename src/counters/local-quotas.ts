import { localShare } from '../core/local-share.ts';
import { isOfPeriod, type Quota, type QuotaState, quotaPeriod } from '../core/quota.ts';

/** What this process took of a quota while Redis was away. `used` is what had been used before. */
export interface LocalQuota extends QuotaState {
  readonly taken: number;
}

/** Where a quota stands for this process. */
export interface LocalQuotaView {
  /** Units in all, as far as they are known here. */
  readonly used: number;
  /** Whether the cost fits this process' share of what was left. */
  readonly fits: boolean;
}

/** Quotas that are taken from without Redis. */
export interface LocalQuotas {
  /** Undefined where what was used before is not known; `usedBefore` then tells. */
  view(
    keyId: string,
    quota: Quota,
    cost: number,
    at: { readonly nowMs: number; readonly verifiers: number; readonly usedBefore: number | undefined },
  ): LocalQuotaView | undefined;
  /** Takes what `view` said fits. */
  take(keyId: string, cost: number): void;
  /** All that is known, by key. */
  all(): readonly (readonly [string, LocalQuota])[];
  /** Redis knows what had been taken so far. A key of which nothing was taken since is forgotten: Redis is to be asked. */
  carried(keyId: string, known: LocalQuota): void;
}

/** About 150 bytes each. Quotas of keys beyond let nothing through until Redis is back. */
const KEYS_MAX = 500_000;

/** Opens an empty memory. */
export function createLocalQuotas(): LocalQuotas {
  const states = new Map<string, LocalQuota>();
  return {
    view: (keyId, { refill, limit }, cost, { nowMs, verifiers, usedBefore }) => {
      const period = { refill, from: quotaPeriod(refill, nowMs).from };
      const known = states.get(keyId);
      const isKnown = known !== undefined && isOfPeriod(known, period);
      if (!isKnown && usedBefore === undefined) return undefined;
      const state = isKnown ? known : { ...period, used: usedBefore ?? 0, taken: 0 };
      if (!isKnown && (known !== undefined || states.size < KEYS_MAX)) states.set(keyId, state);
      const left = limit - state.used;
      const share = left <= 0 || !states.has(keyId) ? 0 : localShare(left, verifiers);
      return { used: state.used + state.taken, fits: state.taken + cost <= share };
    },
    take: (keyId, cost) => {
      const state = states.get(keyId);
      if (state !== undefined) states.set(keyId, { ...state, taken: state.taken + cost });
    },
    all: () => [...states],
    carried: (keyId, known) => {
      const state = states.get(keyId);
      if (state === undefined || !isOfPeriod(state, known)) return;
      const taken = state.taken - known.taken;
      if (taken === 0) states.delete(keyId);
      else states.set(keyId, { ...state, used: known.used + known.taken, taken });
    },
  };
}
