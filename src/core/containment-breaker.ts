/** The share of a workspace's active keys that policies may contain within an hour. */
const SHARE_MAX = 0.2;

/** In a small workspace, so many keys may be contained whatever share of it they are. */
const KEYS_MIN = 3;

/** The time over which keys that policies contained are counted, in milliseconds. */
export const BREAKER_MS = 3_600_000;

/** How many keys policies may contain within an hour in a workspace of so many active keys. */
export function containableKeys(activeKeys: number): number {
  return Math.max(KEYS_MIN, Math.floor(activeKeys * SHARE_MAX));
}
