import type { BurstView } from '../core/burst.ts';
import type { DecisionCode } from '../core/decision.ts';
import type { RateLimit } from '../core/key/record.ts';
import type { Quota, QuotaState, QuotaView } from '../core/quota.ts';
import type { WindowView } from '../core/window.ts';

/** A verification about a known key, decided as far as its record goes. */
export interface DecideEntry {
  readonly keyId: string;
  readonly workspaceId: string;
  /** Of the record that `code` was decided on. */
  readonly version: number;
  /** VALID takes from the limits; any other code is only counted. */
  readonly code: DecisionCode;
  readonly rateLimit: RateLimit;
  readonly quota?: Quota | null | undefined;
  /** What the usage tables say was taken from the quota, once they were asked. */
  readonly quotaUsed?: QuotaState | undefined;
  /** To hold a lease while no more than so many are held; left out: none is wanted. */
  readonly leasesMax?: number | null | undefined;
  readonly cost: number;
  readonly serverId: string;
  readonly endpoint: string;
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
  /** Where Redis was asked before and may have counted it: as the outcome that was stale said. */
  readonly doubtful?: DoubtfulEntry | undefined;
}

/** A verification that went to Redis without an answer, and is decided again without Redis. It is counted once. */
export interface DoubtfulEntry {
  /** Notes what it was decided and answered as. */
  decided(entry: DecideEntry, code: DecisionCode): void;
}

/**
 * What became of a verification. STALE: nothing was done, as the record's version is not Redis' version, or, where it says
 * so, as Redis does not know what was used of the quota: ask again with `quotaUsed`.
 */
export type DecideOutcome =
  | {
      readonly stale: true;
      readonly quotaUnknown?: true;
      /** To be handed on when asking again. */
      readonly doubtful?: DoubtfulEntry | undefined;
    }
  | {
      readonly stale: false;
      readonly code: DecisionCode;
      readonly window: WindowView;
      /** Where the key has a quota and its record let the request through. */
      readonly quota?: QuotaView;
      /** Where the limit has a burst and the record let the request through. */
      readonly burst?: BurstView;
      /** The lease that is held from now on. */
      readonly leaseId?: string;
    };
