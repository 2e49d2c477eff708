import { CLOCKS_APART_MS } from './quota.ts';

/** A limit with a burst: `burst` requests may come at once, and those that were taken come back evenly, `limit` per window. */
export interface BurstLimit {
  readonly limit: number;
  readonly windowMs: number;
  readonly burst: number;
}

/**
 * What a burst is short of being full. A request owes as much as its window has milliseconds, and each millisecond pays
 * `limit`: so all numbers are whole, whatever the limit is.
 */
export interface BurstState {
  readonly windowMs: number;
  readonly owed: number;
  /** When that was owed, in Unix milliseconds. */
  readonly at: number;
}

/** What is left of a burst. */
export interface BurstView {
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds until a request of cost 1 has room again; 0 where it has now. */
  readonly retryAfterMs: number;
  /** Milliseconds until all of it is there again. */
  readonly fullMs: number;
}

/**
 * Takes `cost` from a burst at `nowMs`, or only moves it on to then. The same arithmetic as `decide-batch-n.lua`, kept here
 * as plain numbers; a property test holds both together.
 */
export function takeFromBurst(
  state: BurstState | undefined,
  limit: BurstLimit,
  cost: number,
  nowMs: number,
): { allowed: boolean; state: BurstState } {
  const moved = drainBurst(state, limit, nowMs);
  const owed = moved.owed + cost * limit.windowMs;
  const allowed = owed <= limit.burst * limit.windowMs;
  return { allowed, state: allowed ? { ...moved, owed } : moved };
}

/** Tells what is left of a burst that owes this much now. */
export function viewBurst(owed: number, { limit, windowMs, burst }: BurstLimit): BurstView {
  const room = burst * windowMs - owed;
  return {
    limit: burst,
    remaining: Math.max(0, Math.floor(room / windowMs)),
    retryAfterMs: room >= windowMs ? 0 : Math.ceil((windowMs - room) / limit),
    fullMs: Math.ceil(owed / limit),
  };
}

/**
 * Pays what was owed up to now. A clock that is a little behind pays nothing; what a wrong clock wrote from far ahead, or
 * was owed by another window, is forgotten.
 */
function drainBurst(state: BurstState | undefined, limit: BurstLimit, nowMs: number): BurstState {
  const { windowMs } = limit;
  if (state?.windowMs !== windowMs || state.at > nowMs + CLOCKS_APART_MS) {
    return { windowMs, owed: 0, at: nowMs };
  }
  if (nowMs <= state.at) return state;
  return { windowMs, owed: Math.max(0, state.owed - (nowMs - state.at) * limit.limit), at: nowMs };
}
