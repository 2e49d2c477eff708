import type { AlertFinding } from './alert.ts';
import type { ErrorVote } from './detector/fleet.ts';

/** How many keys of a workspace were busy in a minute, and how many of them failed more than usual. */
export interface ErrorTally {
  readonly busyKeys: number;
  readonly jumpedKeys: number;
}

/** A tally with one more key's vote. */
export function countVote(tally: ErrorTally | undefined, vote: ErrorVote): ErrorTally {
  const { busyKeys, jumpedKeys } = tally ?? { busyKeys: 0, jumpedKeys: 0 };
  return {
    busyKeys: busyKeys + (vote === 'idle' ? 0 : 1),
    jumpedKeys: jumpedKeys + (vote === 'jumped' ? 1 : 0),
  };
}

/**
 * What is told of a workspace while the platform fails (detector/fleet.ts), instead of an alert of each of its keys;
 * undefined where none of its keys fails. Figures are shares of its busy keys, of this workspace alone.
 */
export function platformFinding(tally: ErrorTally, minute: number): AlertFinding | undefined {
  const { busyKeys, jumpedKeys } = tally;
  if (jumpedKeys === 0) return undefined;
  const observed = jumpedKeys / busyKeys;
  return {
    kind: 'platform',
    topic: '',
    severity: 'CRITICAL',
    since: minute,
    observed,
    expected: 0,
    lower: 0,
    upper: 0,
    score: observed,
    sentence: `${jumpedKeys} of ${busyKeys} busy keys fail more than usual at once: look at the platform, not at a key`,
  };
}
