import { clockMemory } from './clock-memory.ts';
import type { Judgement } from './finding.ts';
import { LEVEL_MINUTES } from './level.ts';
import { cautionFactor } from './maturity.ts';
import type { Knowledge } from './reading.ts';
import { expectedAt } from './season.ts';
import { AT, approach, type DetectorState, read } from './state.ts';
import { surprise } from './surprise.ts';

/** A spike exceeds all of these: a multiple of what the season expects, of what this clock time has seen, and a floor. */
const SEASON_RATIO = 5.5;
const MEMORY_RATIO = 1.5;
const FLOOR = 8;
const SCORE_MIN = 6;

/** In an hour below this share of the busiest one, less than that share of its traffic is no spike. */
const QUIET_SHARE = 0.2;
const QUIET_LEVEL_SHARE = 0.36;

/** Bounds of the negative binomial's r: no key is believed to be burstier than the first, nor calmer than the second. */
const R_MIN = 2.5;
const R_MAX = 20;
const DISPERSION_MAX = 4;
const DISPERSION_RATE = 1 / 2_880;

/** Judges the level of a minute, in requests per minute smoothed over about three. */
export function judgeSpike(state: DetectorState, minute: number, knowledge: Knowledge): Judgement {
  const { single } = state;
  const observed = read(single, AT.level);
  const expected = expectedAt(state, minute);
  const upper = spikeLimit(state, minute, expected, knowledge);
  const r = Math.min(R_MAX, Math.max(R_MIN, 1 / Math.max(read(single, AT.dispersion), 1e-3)));
  const score = surprise(LEVEL_MINUTES * observed, LEVEL_MINUTES * expected, r);
  const found = knowledge !== 'learning' && observed > upper && score > SCORE_MIN;
  return { observed, expected, lower: 0, upper, score, found };
}

function spikeLimit(state: DetectorState, minute: number, expected: number, knowledge: Knowledge): number {
  const { single } = state;
  const memory = clockMemory(state, minute);
  const known = knowledge === 'full' ? memory : Math.max(memory, read(single, AT.peak));
  const busy = read(single, AT.busy);
  const quiet = expected < QUIET_SHARE * busy ? QUIET_LEVEL_SHARE * busy : 0;
  const limit = Math.max(SEASON_RATIO * expected, MEMORY_RATIO * known, FLOOR);
  return Math.max(cautionFactor(knowledge) * limit, quiet);
}

/** Learns from a usual minute how far the key's minutes stray from what is expected. */
export function learnDispersion(
  { single }: DetectorState,
  minute: number,
  { observed, expected }: Judgement,
): void {
  const squared = ((observed - expected) / (expected + 0.5)) ** 2;
  const rate = Math.max(DISPERSION_RATE, 1 / (1 + minute - read(single, AT.first)));
  approach(single, AT.dispersion, Math.min(DISPERSION_MAX, squared), rate);
}
