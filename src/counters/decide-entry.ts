import type { DecisionCode } from '../core/decision.ts';
import type { RateLimit } from '../core/key/record.ts';
import type { WindowView } from '../core/window.ts';

/** A verification about a known key, decided as far as its record goes. */
export interface DecideEntry {
  readonly keyId: string;
  readonly workspaceId: string;
  /** Of the record that `code` was decided on. */
  readonly version: number;
  /** VALID takes from the rate limit; any other code is only counted. */
  readonly code: DecisionCode;
  readonly rateLimit: RateLimit;
  readonly cost: number;
  readonly serverId: string;
  readonly endpoint: string;
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
}

/** What became of a verification. STALE: the record's version is not Redis' version, nothing was done. */
export type DecideOutcome =
  | { readonly stale: true }
  | { readonly stale: false; readonly code: DecisionCode; readonly window: WindowView };
