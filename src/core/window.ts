/**
 * A sliding window in two counters: the requests of the current fixed window, and those of the one before weighted by
 * how much of it the sliding window still covers. Fixed windows start at multiples of their length.
 */
export interface WindowState {
  /** Number of the fixed window since the epoch. */
  readonly index: number;
  readonly current: number;
  readonly previous: number;
}

/** What is left of a limit. */
export interface WindowView {
  readonly remaining: number;
  /** Milliseconds until a request of cost 1 is allowed again; 0 where it would be now. */
  readonly retryAfterMs: number;
  /** Milliseconds until the current fixed window ends and its requests begin to leave. */
  readonly resetMs: number;
}

/**
 * Takes `cost` from a limit at `nowMs`; the state is unchanged where it does not fit. The same arithmetic as
 * `decide-batch-n.lua`, kept here as plain numbers; a property test holds both together.
 */
export function takeFromWindow(
  state: WindowState,
  limit: number,
  windowMs: number,
  cost: number,
  nowMs: number,
): { allowed: boolean; state: WindowState } {
  const { index, current, previous, elapsedMs } = slideWindow(state, windowMs, nowMs);
  const carried = previous * (1 - elapsedMs / windowMs);
  const allowed = carried + current + cost <= limit;
  return { allowed, state: { index, current: allowed ? current + cost : current, previous } };
}

/** Tells what is left of a limit, for a state that takeFromWindow or Redis returned at `nowMs`. */
export function viewWindow(state: WindowState, limit: number, windowMs: number, nowMs: number): WindowView {
  const { current, previous, elapsedMs } = slideWindow(state, windowMs, nowMs);
  const left = limit - current - previous * (1 - elapsedMs / windowMs);
  return {
    remaining: Math.max(0, Math.floor(left)),
    retryAfterMs: left >= 1 ? 0 : waitMs(limit, windowMs, { current, previous, elapsedMs }),
    resetMs: windowMs - elapsedMs,
  };
}

/**
 * Moves the counters on to the window of `nowMs`. A clock that is a little behind stays at the start of the newest window;
 * a window further ahead than the next one was opened by a wrong clock and is given up.
 */
function slideWindow(
  state: WindowState,
  windowMs: number,
  nowMs: number,
): WindowState & { elapsedMs: number } {
  const index = Math.floor(nowMs / windowMs);
  const { current, previous } = state;
  if (index === state.index - 1) return { index: state.index, current, previous, elapsedMs: 0 };
  const elapsedMs = nowMs - index * windowMs;
  if (index < state.index) return { index, current: 0, previous: 0, elapsedMs };
  if (index === state.index) return { index, current, previous, elapsedMs };
  return { index, current: 0, previous: index === state.index + 1 ? current : 0, elapsedMs };
}

/** When `previous`, or in the next window `current`, has decayed enough for one more request. */
function waitMs(
  limit: number,
  windowMs: number,
  at: { current: number; previous: number; elapsedMs: number },
): number {
  const room = limit - at.current - 1;
  if (room >= 0) return Math.ceil(windowMs * (1 - room / at.previous) - at.elapsedMs);
  const untilNext = windowMs - at.elapsedMs;
  const decay = at.current === 0 ? 0 : Math.max(0, Math.ceil(windowMs * (1 - (limit - 1) / at.current)));
  return untilNext + Math.min(decay, windowMs);
}
