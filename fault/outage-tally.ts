import { DECISION_CODES } from '../src/core/decision.ts';
import type { Answer } from './judge.ts';

/** What became of all requests of a load, by key. */
export interface OutageTally {
  /** Before a request is sent. */
  attempt(keyId: string): void;
  /** After its answer, or its failure. */
  note(answer: Answer): void;
  readonly attempted: ReadonlyMap<string, number>;
  /** Those that got a decision. */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** Milliseconds to each answer, whatever it was, by what Redis was when it came. */
  readonly latenciesMs: Readonly<Record<'up' | 'down', readonly number[]>>;
  /** Nothing is measured before the first time. */
  redisIs(state: 'up' | 'down'): void;
  /** Most requests that were let through for one of the limited keys within a fixed window. */
  validInWindowMax(): number;
}

/** Windows of limited keys are told apart by the wall clock, as verifiers do. */
export function createOutageTally(limited: ReadonlySet<string>, windowMs: number): OutageTally {
  const decided = new Set<string>(DECISION_CODES);
  const attempted = new Map<string, number>();
  const acknowledged = new Map<string, number>();
  const validInWindow = new Map<string, number>();
  const latenciesMs: Record<'up' | 'down', number[]> = { up: [], down: [] };
  let redis: 'up' | 'down' | undefined;
  const windowAt = (monotonicMs: number) => Math.floor((performance.timeOrigin + monotonicMs) / windowMs);
  return {
    attempt: (keyId) => addOne(attempted, keyId),
    note: ({ keyId, sentAt, outcome }) => {
      const answeredAt = performance.now();
      if (redis !== undefined) latenciesMs[redis].push(answeredAt - sentAt);
      if (decided.has(outcome)) addOne(acknowledged, keyId);
      // One that was under way when a window ended is of either.
      const window = windowAt(sentAt);
      if (outcome === 'VALID' && limited.has(keyId) && window === windowAt(answeredAt)) {
        addOne(validInWindow, `${keyId} ${window}`);
      }
    },
    attempted,
    acknowledged,
    latenciesMs,
    redisIs: (state) => {
      redis = state;
    },
    validInWindowMax: () => Math.max(0, ...validInWindow.values()),
  };
}

function addOne(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
