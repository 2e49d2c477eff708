import type { LeakPlace } from './event.ts';

/** A secret that was found where it should not be, by its SHA-256. */
export interface FoundSecret {
  readonly sha256: Uint8Array;
  readonly place: LeakPlace;
}

/** What became of a key: it was stopped now, was revoked before, or this place of it is known and nothing had to be done. */
export type LeakStop = 'SUSPENDED' | 'REVOKED' | 'DEAD' | 'KNOWN';

/** What a report came to for a secret that is a key. */
export interface LeakOutcome {
  readonly keyId: string;
  readonly outcome: LeakStop;
}

/**
 * Stops the keys of found secrets, of one workspace where it is given. The outcomes are in the order of the secrets,
 * undefined where there is no such key.
 */
export type ReportLeaks = (
  found: readonly FoundSecret[],
  within: { readonly workspaceId?: string | undefined },
) => Promise<readonly (LeakOutcome | undefined)[]>;
