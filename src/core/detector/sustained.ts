import type { Judgement } from './finding.ts';
import { newcomersShift } from './newcomers.ts';
import type { Reading } from './reading.ts';
import { seasonAt, seasonStrength } from './season.ts';
import type { DetectorSettings } from './settings.ts';
import { isKnownClass, usualSources, volumeClass } from './sources.ts';
import { AT, approach, type DetectorState, read, WHEN, when } from './state.ts';
import { learnTopSource, topSourceShift } from './top-source.ts';
import { HOUR_MINUTES } from './week-clock.ts';

/** A slow rise is told when its evidence reaches the first number; it is not kept beyond the second. */
const EVIDENCE_FOUND = 28;
const EVIDENCE_MAX = 36;
/** An hour within this many standard errors is evidence against; one hour adds or takes only so much. */
const SLACK = 0.75;
const WEIGHT_MAX = 1.5;
const SOURCE_WEIGHT_MAX = 0.6;
/** Somebody new who also shifts the sources weighs by himself more than a volume as usual takes away. */
const NEWCOMER_WEIGHT = 4.6;
/** The logarithm of the rise that the volume of an hour is weighed for: by two fifths. */
const RISE = 0.35;
/** Above ×4 the hour may add more; alone, without other sources, only of a key with a strong season, and less. */
const FAR_MIN = Math.log(4);
const FAR_WEIGHT_MAX = 3;
const ALONE_WEIGHT_MAX = 1.5;
const ALONE_STRENGTH_MIN = 0.7;
/** Sources have shifted beyond this many standard errors, in either direction. */
const SHIFT_MIN = 3;
const SHIFT_MINUTES_MIN = 5;
/** While this much evidence is there, hours are learned slowly. */
const RISING_MIN = 4;
/** The same rise is told again after two days. */
const AGAIN_MINUTES = 2 * 1_440;
/** What the residuals are divided by at least. */
const VOLUME_ERROR_MIN = 0.1;
const SOURCE_ERROR_MIN = 0.03;

/** Adds a minute's sources, compared with what is usual at its volume, to the hour under way. */
export function followSources(state: DetectorState, { requests, distinctIps }: Reading): void {
  const { single } = state;
  const at = volumeClass(requests);
  if (!isKnownClass(state, at)) return;
  const shift = Math.log((distinctIps + 0.5) / (usualSources(state, at) + 0.5));
  single[AT.sourceShift] = read(single, AT.sourceShift) + shift;
  single[AT.sourceMinutes] = read(single, AT.sourceMinutes) + 1;
}

/** Whether a slow rise may be under way, so that baselines learn slowly. */
export function isRising({ single }: DetectorState): boolean {
  return read(single, AT.rise) > RISING_MIN;
}

/** Weighs a Unix hour that ended, with its mean requests per minute, for and against a slow rise. */
export function weighHour(state: DetectorState, hour: number, mean: number, trusted: boolean): void {
  const { single } = state;
  const season = seasonAt(state, hour);
  if (season === undefined) return;
  const expected = season * read(single, AT.trend);
  const small = 0.15 + 0.02 * read(single, AT.busy);
  const residual = Math.log((mean + small) / (expected + small));
  const minutes = read(single, AT.sourceMinutes);
  const shift = minutes > 0 ? read(single, AT.sourceShift) / minutes : 0;
  if (!trusted) {
    approach(single, AT.volumeError, Math.min(Math.abs(residual), 1), 0.05);
    approach(single, AT.sourceError, Math.min(Math.abs(shift), 1), 0.03);
    learnTopSource(state, 0.03);
    return;
  }
  const volumeError = Math.max(
    VOLUME_ERROR_MIN,
    1.25 * read(single, AT.volumeError),
    1 / Math.sqrt(1 + 60 * expected),
  );
  const z = residual / volumeError;
  const far = residual > FAR_MIN && z > 2;
  const volume = Math.max(-WEIGHT_MAX, (RISE * residual - 0.5 * RISE ** 2) / volumeError ** 2);
  const sources = sourceWeight(state, shift, minutes);
  const alone =
    far && seasonStrength(state) > ALONE_STRENGTH_MIN
      ? Math.min(ALONE_WEIGHT_MAX, z - SLACK)
      : Math.min(0, volume);
  const weight =
    sources > 0 ? Math.max(alone, Math.min(far ? FAR_WEIGHT_MAX : WEIGHT_MAX, volume) + sources) : alone;
  const before = read(single, AT.rise);
  const after = Math.min(EVIDENCE_MAX, Math.max(0, before + weight));
  if (before === 0 && after > 0) state.minutes[WHEN.risingSince] = hour * HOUR_MINUTES;
  single[AT.rise] = after;
  single[AT.riseExpected] = expected;
  single[AT.riseObserved] = mean;
  if (weight > 0 && after > 0) return;
  learnTopSource(state, 0.01);
  approach(single, AT.volumeError, Math.min(Math.abs(residual), 4 * read(single, AT.volumeError)), 0.01);
  approach(single, AT.sourceError, Math.min(Math.abs(shift), 4 * read(single, AT.sourceError)), 0.01);
}

/** How much this hour's sources speak for a theft beside the owner's requests; 0 or less where they are as usual. */
function sourceWeight(state: DetectorState, shift: number, minutes: number): number {
  const { single } = state;
  const error = Math.max(SOURCE_ERROR_MIN, 1.25 * read(single, AT.sourceError));
  const z = minutes >= SHIFT_MINUTES_MIN ? Math.abs(shift) / error : 0;
  const top = topSourceShift(state);
  const newcomers = newcomersShift(state);
  const shifted = Math.min(SOURCE_WEIGHT_MAX, Math.max(z, newcomers) - SHIFT_MIN);
  const together = newcomers > SHIFT_MIN && Math.max(z, top) > SHIFT_MIN;
  return together ? NEWCOMER_WEIGHT : shifted;
}

/** Judges the evidence of a slow rise at a minute; undefined where there is not enough, or it was told two days ago or less. */
export function judgeSustained(
  { single, minutes }: DetectorState,
  minute: number,
  { sensitivity }: DetectorSettings,
): Judgement | undefined {
  const evidence = read(single, AT.rise);
  if (evidence * sensitivity <= EVIDENCE_FOUND) return undefined;
  const told = when(minutes, WHEN.sustainedAt);
  if (told > 0 && minute - told <= AGAIN_MINUTES) return undefined;
  const expected = read(single, AT.riseExpected);
  return {
    observed: read(single, AT.riseObserved),
    expected,
    lower: 0,
    upper: 1.3 * expected,
    score: evidence,
    bound: 'season',
    found: true,
  };
}

/** Notes that the rise was told, so that its evidence begins anew. */
export function noteSustained({ single, minutes }: DetectorState, minute: number): void {
  single[AT.rise] = 0;
  minutes[WHEN.sustainedAt] = minute;
}
