/** How far another clock is from this one, known to half of the time that asking took. All in milliseconds. */
export interface ClockSkew {
  /** Above zero: the other clock is ahead. */
  readonly aheadMs: number;
  readonly uncertainMs: number;
}

/** Minutes are told apart by each process' own clock: one that is further off counts into the wrong ones. */
const SKEW_MS_MAX = 2_000;

/** Compares clocks: the other one's time, between two times of this one. */
export function compareClocks(beforeMs: number, otherMs: number, afterMs: number): ClockSkew {
  return { aheadMs: otherMs - (beforeMs + afterMs) / 2, uncertainMs: (afterMs - beforeMs) / 2 };
}

/** Whether clocks are too far apart for sure. */
export function isTooFarApart({ aheadMs, uncertainMs }: ClockSkew): boolean {
  return Math.abs(aheadMs) - uncertainMs > SKEW_MS_MAX;
}
