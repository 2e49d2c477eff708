import { SIGNATURE_AGE_SECONDS_MAX } from '../core/request-signature.ts';

/** Signatures that were used, for as long as they would be taken. */
export interface Replays {
  /** Notes a signature; false where it was noted before, or no more can be. */
  note(signature: string, nowSeconds: number): boolean;
  /** Whether a signature could be noted now. */
  isNew(signature: string, nowSeconds: number): boolean;
}

/** A signature from the furthest future that is taken stays right for this long. */
const KEPT_SECONDS = 2 * SIGNATURE_AGE_SECONDS_MAX;

/**
 * Remembers at most `replaysMax` signatures in two generations. When they are too many it takes no signed request, rather
 * than forget one that could come again.
 */
export function createReplays(replaysMax: number): Replays {
  const half = Math.max(1, Math.floor(replaysMax / 2));
  let young = new Set<string>();
  let old = new Set<string>();
  let since = 0;
  const forget = (nowSeconds: number) => {
    if (nowSeconds - since < KEPT_SECONDS) return;
    old = nowSeconds - since >= 2 * KEPT_SECONDS ? new Set() : young;
    young = new Set();
    since = nowSeconds;
  };
  const isNew = (signature: string, nowSeconds: number) => {
    forget(nowSeconds);
    const short = shortOf(signature);
    return !young.has(short) && !old.has(short) && young.size < half;
  };
  return {
    isNew,
    note: (signature, nowSeconds) => {
      if (!isNew(signature, nowSeconds)) return false;
      young.add(shortOf(signature));
      return true;
    },
  };
}

function shortOf(signature: string): string {
  return Buffer.from(signature, 'hex').toString('latin1', 0, 16);
}
