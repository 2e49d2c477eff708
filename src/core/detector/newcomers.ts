import type { Judgement } from './finding.ts';
import { keptShares } from './kept.ts';
import type { Reading } from './reading.ts';
import type { DetectorSettings } from './settings.ts';
import { AT, approach, type DetectorState, read } from './state.ts';
import { surprise } from './surprise.ts';

/** Recent minutes weigh 0.9 by age: the sums cover about ten. The usual rate follows about two days. */
const RECENT_MINUTES = 10;
const kept = keptShares(1 - 1 / RECENT_MINUTES);
const USUAL_RATE = 1 / 2_880;
const keptUsual = keptShares(1 - USUAL_RATE);
const EXPECTED_MIN = 0.1;
const R = 2.5;
const SCORE_MIN = 6;
const FLOOR = 6;
const USUAL_RATIO = 5;

/**
 * A newcomer is a program that nobody used before at an address that nobody used before, within about ten minutes: a new
 * address alone may be a machine more, a new program alone an update. An hour later, this is left of him; he is one of
 * late for a day and a half.
 */
const RECENT_MIN = 0.3;
const LATE_KEPT = 0.95;
const LATE_MIN = 0.15;
const LATE_USUAL_RATE = 0.012;
const LATE_USUAL_MIN = 0.01;

/** Judges the sources of about ten minutes that were never seen before. Each reading is judged once. */
export function judgeNewcomers(
  { single }: DetectorState,
  { newIps, newUserAgents }: Reading,
  silentMinutes: number,
  { sensitivity }: DetectorSettings,
): Judgement | undefined {
  const before = read(single, AT.newSources);
  const usually = read(single, AT.newSourcesUsual);
  const arrived = newIps ?? 0;
  if (arrived === 0 && !newUserAgents && before === 0 && usually === 0) return undefined;
  const observed = before * kept(silentMinutes + 1) + arrived;
  single[AT.newSources] = observed < 1e-3 ? 0 : observed;
  const faded = usually * keptUsual(silentMinutes);
  single[AT.newSourcesUsual] = faded;
  approach(single, AT.newSourcesUsual, arrived, USUAL_RATE);
  if (newUserAgents && observed > RECENT_MIN) single[AT.newcomers] = read(single, AT.newcomers) + 1;
  const expected = Math.max(EXPECTED_MIN, RECENT_MINUTES * faded);
  const upper = Math.max(FLOOR, USUAL_RATIO * expected) / sensitivity;
  if (arrived === 0 || observed <= upper) return undefined;
  const score = surprise(observed, expected, R);
  const bound = upper * sensitivity === FLOOR ? 'floor' : 'usual';
  return { observed, expected, lower: 0, upper, score, bound, found: score > SCORE_MIN / sensitivity };
}

/** Lets the newcomers of late grow older by an hour, and learns how many are usual. */
export function ageNewcomers({ single }: DetectorState): void {
  const late = read(single, AT.newcomers) * LATE_KEPT;
  single[AT.newcomers] = late < 1e-3 ? 0 : late;
  approach(single, AT.newcomersUsual, Math.min(late, 1), LATE_USUAL_RATE);
}

/** How telling it is that there are newcomers of late, in standard errors: much for who seldom has any, else nothing. */
export function newcomersShift({ single }: DetectorState): number {
  if (read(single, AT.newcomers) < LATE_MIN) return 0;
  return Math.max(0, -1.5 * Math.log(Math.max(LATE_USUAL_MIN, read(single, AT.newcomersUsual))));
}

/** Notes that the newcomers of late were told of, or came with what was told. */
export function noteNewcomers({ single }: DetectorState): void {
  single[AT.newcomers] = 0;
}
