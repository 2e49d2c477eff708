import type { AlertFinding } from './alert.ts';
import type { Band } from './detector/finding.ts';
import { surprise } from './detector/surprise.ts';
import { MINUTE_MS } from './usage/cell.ts';

/** What a workspace is used to: keys a minute that it does not have. */
export interface UnknownKeyLevel {
  readonly expected: number;
  /** The last minute with any, in Unix milliseconds. */
  readonly minute: number;
}

/** A client that holds a dead key tries again, and so do some more. */
const FLOOR = 60;
const RATIO = 5;
const SCORE_MIN = 6;
/** The negative binomial's r: such keys come in bursts. */
const DISPERSION_R = 5;
/** A level follows within about a day. */
const RATE = 1 / 1_440;
/** A storm of so many times its limit is critical. */
const CRITICAL_RATIO = 10;

/**
 * Judges how often keys were presented in a minute (Unix milliseconds) that the workspace does not have, and learns from it:
 * from a storm no more than its limit, so that it does not become usual. Minutes left out had none. `level` is null for a
 * workspace that never had any; a minute that is not after the level's changes nothing.
 */
export function judgeUnknownKeys(
  level: UnknownKeyLevel | null,
  n: number,
  minute: number,
): { readonly level: UnknownKeyLevel; readonly finding: AlertFinding | undefined } {
  if (level !== null && minute <= level.minute) return { level, finding: undefined };
  const band = bandAt(level, minute);
  const { expected, upper } = band;
  const score = surprise(n, expected, DISPERSION_R);
  const learnt = { expected: expected + RATE * (Math.min(n, upper) - expected), minute };
  if (n <= upper || score <= SCORE_MIN) return { level: learnt, finding: undefined };
  const finding: AlertFinding = {
    kind: 'unknown_keys',
    topic: '',
    severity: n >= CRITICAL_RATIO * upper ? 'CRITICAL' : 'WARNING',
    since: minute,
    observed: n,
    ...band,
    score,
    sentence: `${n} times in a minute, a key was presented that this workspace does not have; expected ${rounded(expected)} (at most ${rounded(upper)})`,
  };
  return { level: learnt, finding };
}

/**
 * What minutes with unknown keys were judged by, of which these are the counts in their order (Unix milliseconds), as far as
 * they tell: nothing is known before the first one.
 */
export function expectUnknownKeys<Minute extends { readonly minute: number; readonly n: number }>(
  counted: readonly Minute[],
): (Minute & { readonly band: Band })[] {
  let level: UnknownKeyLevel | null = null;
  return counted.map((each) => {
    const band = bandAt(level, each.minute);
    ({ level } = judgeUnknownKeys(level, each.n, each.minute));
    return { ...each, band };
  });
}

function bandAt(level: UnknownKeyLevel | null, minute: number): Band {
  const expected = expectedAt(level, minute);
  return { expected, lower: 0, upper: Math.max(FLOOR, RATIO * expected) };
}

/** The silent minutes since the last one have brought it down. */
function expectedAt(level: UnknownKeyLevel | null, minute: number): number {
  if (level === null) return 0;
  const silentMinutes = (minute - level.minute) / MINUTE_MS - 1;
  return level.expected * (1 - RATE) ** silentMinutes;
}

function rounded(value: number): string {
  return value >= 10 ? String(Math.round(value)) : String(Math.round(10 * value) / 10);
}
