import { clockMemory } from './clock-memory.ts';
import type { FindingBound, Judgement } from './finding.ts';
import { HOT_SHARE } from './incident.ts';
import { LEVEL_MINUTES } from './level.ts';
import { cautionFactor } from './maturity.ts';
import type { Knowledge } from './reading.ts';
import type { DetectorSettings } from './settings.ts';
import { AT, approach, type DetectorState, read, WHEN, when } from './state.ts';
import { surprise } from './surprise.ts';

/** A spike exceeds all of these: a multiple of what the season expects, of what this clock time has seen, and a floor. */
const SEASON_RATIO = 6.2;
const MEMORY_RATIO = 1.5;
const FLOOR = 8;
/** Where less is expected than in the busiest hour, the multiple of it is larger, as the root of that ratio, up to this. */
const LULL_MAX = 2;
/** A key whose minutes stray as far as this is told of after so many minutes. */
const BURSTY_DISPERSION = 0.25;
const BURSTY_MINUTES = 3;
const SCORE_MIN = 6;

/** An hour below this share of the busiest one is quiet; in it, less than that share of the busiest is no spike. */
export const QUIET_SHARE = 0.2;
const QUIET_LEVEL_SHARE = 0.36;

/** Bounds of the negative binomial's r: no spike is excused by a burstier key than the first, and none is believed to be calmer than the second. */
const R_MIN = 2.5;
const R_MAX = 20;
const DISPERSION_MAX = 4;
const DISPERSION_RATE = 1 / 2_880;

/**
 * Judges the level of a minute, in requests per minute smoothed over about three; undefined where it is too low even to
 * keep a spike open.
 */
export function judgeSpike(
  state: DetectorState,
  minute: number,
  knowledge: Knowledge,
  { sensitivity }: DetectorSettings,
): Judgement | undefined {
  const { single } = state;
  const observed = read(single, AT.level);
  const expected = read(single, AT.expected);
  const factor = cautionFactor(knowledge) / sensitivity;
  if (read(single, AT.spikeRun) > 0 && observed <= factor * SEASON_RATIO * expected) single[AT.spikeRun] = 0;
  if (observed <= HOT_SHARE * factor * Math.max(SEASON_RATIO * expected, FLOOR)) return undefined;
  const { upper, bound } = spikeLimit(state, minute, knowledge, factor);
  if (observed <= HOT_SHARE * upper) return undefined;
  const score = volumeSurprise(state, LEVEL_MINUTES, R_MIN);
  const isHigh = observed > upper && score > SCORE_MIN / sensitivity;
  const run = isHigh ? read(single, AT.spikeRun) + 1 : 0;
  single[AT.spikeRun] = run;
  const held = run >= (read(single, AT.dispersion) > BURSTY_DISPERSION ? BURSTY_MINUTES : 1);
  const found = knowledge !== 'learning' && held;
  return { observed, expected, lower: usualLeast(single), upper, score, bound, found };
}

/** -log10 of the probability of the level, taken as the sum of so many minutes; `rMin` bounds how bursty a key is believed to be. */
export function volumeSurprise({ single }: DetectorState, minutes: number, rMin: number): number {
  const r = Math.min(R_MAX, Math.max(rMin, 1 / Math.max(read(single, AT.dispersion), 1e-3)));
  return surprise(minutes * read(single, AT.level), minutes * read(single, AT.expected), r);
}

/** What a level has to exceed at least to be a spike. */
export function spikeUpper(
  state: DetectorState,
  minute: number,
  knowledge: Knowledge,
  { sensitivity }: DetectorSettings,
): number {
  return spikeLimit(state, minute, knowledge, cautionFactor(knowledge) / sensitivity).upper;
}

/** What the level seldom falls below: two standard errors under what is expected, or nothing at all. */
export function usualLeast(single: Float32Array): number {
  const expected = read(single, AT.expected);
  const variance = expected / LEVEL_MINUTES + read(single, AT.dispersion) * expected ** 2;
  return Math.max(0, expected - 2 * Math.sqrt(variance));
}

function spikeLimit(state: DetectorState, minute: number, knowledge: Knowledge, factor: number) {
  const { single } = state;
  const memory = clockMemory(state, minute);
  const known = knowledge === 'full' ? memory : Math.max(memory, read(single, AT.peak));
  const expected = read(single, AT.expected);
  const busy = read(single, AT.busy);
  const quiet = expected < QUIET_SHARE * busy;
  const lull = quiet ? 1 : Math.min(LULL_MAX, Math.max(1, Math.sqrt(busy / expected)));
  let upper = factor * SEASON_RATIO * lull * expected;
  let bound: FindingBound = 'season';
  if (factor * MEMORY_RATIO * known > upper) {
    upper = factor * MEMORY_RATIO * known;
    bound = 'clock_memory';
  }
  if (factor * FLOOR > upper) {
    upper = factor * FLOOR;
    bound = 'floor';
  }
  if (quiet && QUIET_LEVEL_SHARE * busy > upper) {
    upper = QUIET_LEVEL_SHARE * busy;
    bound = 'busy_share';
  }
  return { upper, bound };
}

/** Learns from a usual minute how far the key's minutes stray from what is expected. */
export function learnDispersion({ single, minutes }: DetectorState, minute: number): void {
  const expected = read(single, AT.expected);
  const residual = (read(single, AT.level) - expected) / (expected + 0.5);
  const rate = Math.max(DISPERSION_RATE, 1 / (1 + minute - when(minutes, WHEN.first)));
  approach(single, AT.dispersion, Math.min(DISPERSION_MAX, residual * residual), rate);
}
