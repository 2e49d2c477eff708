/** What writers sent and what of it they were answered for, by key. */
export interface CountTally {
  /** Before requests are sent that may be counted from now on. */
  attempt(requests: ReadonlyMap<string, number>): void;
  /** After it was answered that they are counted. */
  acknowledge(requests: ReadonlyMap<string, number>): void;
  readonly attempted: ReadonlyMap<string, number>;
  readonly acknowledged: ReadonlyMap<string, number>;
}

/** Begins with nothing sent. */
export function createCountTally(): CountTally {
  const attempted = new Map<string, number>();
  const acknowledged = new Map<string, number>();
  return {
    attempt: (requests) => addTo(attempted, requests),
    acknowledge: (requests) => addTo(acknowledged, requests),
    attempted,
    acknowledged,
  };
}

/** Adds counts to others, by key. */
export function addTo(counts: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [keyId, n] of more) counts.set(keyId, (counts.get(keyId) ?? 0) + n);
}
