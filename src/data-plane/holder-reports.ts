import { createBoundedMap } from '../core/bounded-map.ts';
import { networkOf } from '../core/cidr.ts';
import { takeFromWindow, viewWindow, type WindowState } from '../core/window.ts';
import { Problem } from './problem.ts';

/** Counts the keys that people report who have no token. */
export interface HolderReports {
  /** Takes so many of an address (IPv6: its /64). Throws a Problem (429) where that is too many within a minute. */
  take(ip: string, count: number): void;
}

/** Keys that an address may report within any minute. */
const KEYS_PER_MINUTE = 20;
const MINUTE_MS = 60_000;
const ADDRESSES_MAX = 10_000;
const UNUSED: WindowState = { index: 0, current: 0, previous: 0 };

/** Counts in the memory of this process: each further process allows as much again. */
export function createHolderReports(now: () => number): HolderReports {
  const windows = createBoundedMap<string, WindowState>(ADDRESSES_MAX);
  return {
    take: (ip, count) => {
      const network = networkOf(ip);
      const before = windows.get(network) ?? UNUSED;
      const { allowed, state } = takeFromWindow(before, KEYS_PER_MINUTE, MINUTE_MS, count, now());
      windows.set(network, state);
      if (allowed) return;
      const { retryAfterMs } = viewWindow(state, KEYS_PER_MINUTE, MINUTE_MS, now());
      throw new Problem(
        429,
        'TOO_MANY_REPORTS',
        `An address may report ${KEYS_PER_MINUTE} keys a minute; wait, or report with a token.`,
        Math.max(1, Math.ceil(retryAfterMs / 1_000)),
      );
    },
  };
}
