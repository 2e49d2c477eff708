/** What a number of requests is at least and at most. */
export interface Bounds {
  readonly atLeast: number;
  readonly atMost: number;
}

export const NONE: Bounds = { atLeast: 0, atMost: 0 };

/** The bounds of a number that is known. */
export function exactly(count: number): Bounds {
  return { atLeast: count, atMost: count };
}

export function isExact({ atLeast, atMost }: Bounds): boolean {
  return atLeast === atMost;
}

/** The bounds of a sum. */
export function sumOf(all: readonly Bounds[]): Bounds {
  return all.reduce(
    (sum, each) => ({ atLeast: sum.atLeast + each.atLeast, atMost: sum.atMost + each.atMost }),
    NONE,
  );
}

/** The bounds of how many of `total` things are in one of several sets, of whose sizes the bounds are given. */
export function unionOf(total: number, sets: readonly Bounds[]): Bounds {
  return {
    atLeast: Math.min(total, Math.max(0, ...sets.map(({ atLeast }) => atLeast))),
    atMost: Math.min(total, sumOf(sets).atMost),
  };
}
