import type { FindingBound, Judgement } from './finding.ts';
import { keptShares } from './kept.ts';
import type { Knowledge } from './reading.ts';
import type { DetectorSettings } from './settings.ts';
import { QUIET_SHARE, usualLeast, volumeSurprise } from './spike.ts';
import { AT, type DetectorState, read } from './state.ts';

/** Only a key whose season explains this share of its hours has off hours. */
const STRENGTH_MIN = 0.7;

/** Traffic in an off hour exceeds all of these: multiples of what is expected and known, a share of the busiest hour, a floor. */
const SEASON_RATIO = 4.2;
const MEMORY_RATIO = 1.5;
const BUSY_SHARE = 0.32;
const FLOOR = 1.1;
const SCORE_MIN = 6;
/** The surprise is of about five minutes. */
const SCORE_MINUTES = 5;
/** However few requests an off hour has, they may come in bursts. */
const R_MIN = 0.5;

/** It has held for about five minutes once this share of the recent ones was too high; what is far too high weighs more. */
const HOLD_RATE = 0.2;
const HOLD_MIN = 0.6;
const WEIGHT_MAX = 1.5;
/** A key of few requests that is known for bursts, by the ratio of its peak to its busiest hour, has to go on for 15 minutes. */
const BURSTY_BUSY_MAX = 2;
const BURSTY_RATIO = 2.5;
const BURSTY_HOLD_MIN = 0.965;
const kept = keptShares(1 - HOLD_RATE);

/**
 * Judges the traffic of an hour in which the key usually rests; undefined where it does not usually rest, or rests. Keeps
 * count of how long it lasts, so each reading is judged once.
 */
export function judgeOffHours(
  { single, ...rest }: DetectorState,
  silentMinutes: number,
  knowledge: Knowledge,
  { sensitivity }: DetectorSettings,
): Judgement | undefined {
  const hold = read(single, AT.offHoursHold) * kept(silentMinutes + 1);
  const expected = read(single, AT.expected);
  const busy = read(single, AT.busy);
  if (!isAtRest(single, knowledge)) {
    single[AT.offHoursHold] = hold;
    return undefined;
  }
  const observed = read(single, AT.level);
  const { upper, bound } = offHoursLimit(single, sensitivity);
  const bursty = busy < BURSTY_BUSY_MAX && read(single, AT.peak) > BURSTY_RATIO * busy;
  const weight = bursty ? 1 : Math.min(WEIGHT_MAX, observed / upper);
  const held = hold + (observed > upper ? HOLD_RATE * weight : 0);
  single[AT.offHoursHold] = held;
  if (observed <= upper) return undefined;
  const score = volumeSurprise({ single, ...rest }, SCORE_MINUTES, R_MIN);
  const found = held > (bursty ? BURSTY_HOLD_MIN : HOLD_MIN) && score > SCORE_MIN / sensitivity;
  return { observed, expected, lower: usualLeast(single), upper, score, bound, found };
}

/** What the level of an hour of rest exceeds at least where it is told of; undefined where the key does not usually rest. */
export function offHoursUpper(
  single: Float32Array,
  knowledge: Knowledge,
  { sensitivity }: DetectorSettings,
): number | undefined {
  return isAtRest(single, knowledge) ? offHoursLimit(single, sensitivity).upper : undefined;
}

function isAtRest(single: Float32Array, knowledge: Knowledge): boolean {
  const quiet = read(single, AT.expected) < QUIET_SHARE * read(single, AT.busy);
  return quiet && knowledge === 'full' && read(single, AT.strength) > STRENGTH_MIN;
}

function offHoursLimit(single: Float32Array, sensitivity: number) {
  let upper = (SEASON_RATIO / sensitivity) * read(single, AT.expected);
  let bound: FindingBound = 'season';
  if ((MEMORY_RATIO / sensitivity) * read(single, AT.hourMemory) > upper) {
    upper = (MEMORY_RATIO / sensitivity) * read(single, AT.hourMemory);
    bound = 'clock_memory';
  }
  if ((BUSY_SHARE / sensitivity) * read(single, AT.busy) > upper) {
    upper = (BUSY_SHARE / sensitivity) * read(single, AT.busy);
    bound = 'busy_share';
  }
  return upper >= FLOOR ? { upper, bound } : { upper: FLOOR, bound: 'floor' as const };
}
