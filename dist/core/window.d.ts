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
export declare function takeFromWindow(state: WindowState, limit: number, windowMs: number, cost: number, nowMs: number): {
    allowed: boolean;
    state: WindowState;
};
/** Tells what is left of a limit, for a state that takeFromWindow or Redis returned at `nowMs`. */
export declare function viewWindow(state: WindowState, limit: number, windowMs: number, nowMs: number): WindowView;
