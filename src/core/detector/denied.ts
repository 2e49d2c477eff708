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
/** Nothing is believed to be refused less often than this, in ten minutes. */
const EXPECTED_MIN = 0.05;
const R = 2.5;
const SCORE_MIN = 6;
const USUAL_RATIO = 5;

/** Who lacks a scope may be a program that was set up badly; who comes from a forbidden address seldom is. */
const SCOPE = { recent: AT.deniedScope, usual: AT.deniedScopeUsual, floor: 8 };
const ADDRESS = { recent: AT.deniedAddress, usual: AT.deniedAddressUsual, floor: 5 };

/**
 * Judges the refusals of about ten minutes for scope, server or environment, or for the address, whichever stands out more.
 * Each reading is judged once.
 */
export function judgeDenied(
  { single }: DetectorState,
  { deniedScope, deniedAddress }: Reading,
  silentMinutes: number,
  { sensitivity }: DetectorSettings,
): Judgement | undefined {
  const scope = judgeRefusals(single, SCOPE, deniedScope, silentMinutes, sensitivity);
  const address = judgeRefusals(single, ADDRESS, deniedAddress, silentMinutes, sensitivity);
  if (scope === undefined || address === undefined) return scope ?? address;
  return address.score > scope.score ? address : scope;
}

function judgeRefusals(
  single: Float32Array,
  { recent, usual, floor }: typeof SCOPE | typeof ADDRESS,
  refused: number | undefined,
  silentMinutes: number,
  sensitivity: number,
): Judgement | undefined {
  const before = read(single, recent);
  const usually = read(single, usual);
  if (!refused && before === 0 && usually === 0) return undefined;
  const observed = before * kept(silentMinutes + 1) + (refused ?? 0);
  single[recent] = observed < 1e-3 ? 0 : observed;
  single[usual] = usually * keptUsual(silentMinutes);
  const expected = Math.max(EXPECTED_MIN, RECENT_MINUTES * read(single, usual));
  const upper = Math.max(floor, USUAL_RATIO * expected) / sensitivity;
  const isHigh = observed > upper;
  approach(single, usual, isHigh ? Math.min(refused ?? 0, usually) : (refused ?? 0), USUAL_RATE);
  if (!refused) return undefined;
  const score = surprise(observed, expected, R);
  const bound = upper * sensitivity === floor ? 'floor' : 'usual';
  return {
    observed,
    expected,
    lower: 0,
    upper,
    score,
    bound,
    found: isHigh && score > SCORE_MIN / sensitivity,
  };
}
