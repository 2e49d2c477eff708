import { createBoundedMap } from '../core/bounded-map.ts';
import { isOfPeriod, type QuotaState } from '../core/quota.ts';

/** What this process last saw used of keys' quotas. It lifts a count that Redis lost in a failover. */
export interface QuotaMemory {
  /** The units that are known to be used of a period, 0 where nothing is known. */
  used(keyId: string, period: Pick<QuotaState, 'refill' | 'from'>): number;
  note(keyId: string, state: QuotaState): void;
}

/** About 100 bytes each. */
const KEYS_MAX = 100_000;

/** Opens an empty, bounded memory. */
export function createQuotaMemory(): QuotaMemory {
  const states = createBoundedMap<string, QuotaState>(KEYS_MAX);
  return {
    used: (keyId, period) => {
      const known = states.get(keyId);
      return known !== undefined && isOfPeriod(known, period) ? known.used : 0;
    },
    note: (keyId, state) => states.set(keyId, state),
  };
}
