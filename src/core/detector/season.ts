import { fromFineLog, toFineLog } from './fine-log.ts';
import { AT, approach, CODE, codeAt, type DetectorState, read, WHEN, when } from './state.ts';
import { HOUR_MINUTES, hourOfDayType, hourOfWeek, isWeekend, WEEK_HOURS } from './week-clock.ts';

/** How fast a place follows once it was visited often. */
const WORKDAY_RATE = 0.14;
const WEEKEND_RATE = 0.25;
const WEEK_RATE = 0.35;
/** While evidence of a slow rise grows, its hours are learned at this share of the usual speed. */
const RISING_SHARE = 0.2;
/** The hour of day weighs like this many visits of the hour of week. */
const DAY_WEIGHT = 2;
const VISITS_MAX = 200;
const WORKDAY_VISITS = 5 / 7;
const WEEKEND_VISITS = 2 / 7;

/** How fast strength and mean follow, and the trend (about 33 hours). */
const STRENGTH_RATE = 0.012;
const TREND_RATE = 0.03;
const TREND_MIN = 0.5;
const TREND_MAX = 2;

/** An hour counts for no more than this multiple of what was expected of it, so that one attack does not mask the next. */
const LEARNED_RATIO_MAX = 4;

/** Requests per minute that the season alone expects in a Unix hour; undefined where it has not seen such an hour. */
export function seasonAt({ codes, minutes }: DetectorState, hour: number): number | undefined {
  const dayCode = codeAt(codes, CODE.day + hourOfDayType(hour));
  if (dayCode === 0) return undefined;
  const ofDay = fromFineLog(dayCode);
  const weekCode = codeAt(codes, CODE.week + hourOfWeek(hour));
  if (weekCode === 0) return ofDay;
  const weight = Math.max(1, visitsSince(minutes, hour, 1 / WEEK_HOURS));
  return (weight * fromFineLog(weekCode) + DAY_WEIGHT * ofDay) / (weight + DAY_WEIGHT);
}

/** How well the season explains the key's hours: 0 not at all, 1 wholly. */
export function seasonStrength({ single }: DetectorState): number {
  const spread = read(single, AT.spread);
  return spread > 1e-6 ? Math.max(0, 1 - read(single, AT.residual) / spread) : 0;
}

/**
 * Learns the mean requests per minute of a Unix hour. `trusted` tells whether the season can judge it, `rising` whether
 * it may belong to a slow rise.
 */
export function learnHour(
  state: DetectorState,
  hour: number,
  mean: number,
  { trusted, rising }: { readonly trusted: boolean; readonly rising: boolean },
): void {
  const { single, codes, minutes } = state;
  const before = seasonAt(state, hour);
  const expected = (before ?? 0) * read(single, AT.trend);
  const learned = trusted && before !== undefined ? Math.min(mean, LEARNED_RATIO_MAX * expected + 1) : mean;
  const speed = rising ? RISING_SHARE : 1;
  const dayVisits = visitsSince(minutes, hour, (isWeekend(hour) ? WEEKEND_VISITS : WORKDAY_VISITS) / 24);
  const dayRate = Math.max(1 / (1 + dayVisits), isWeekend(hour) ? WEEKEND_RATE : WORKDAY_RATE);
  visit(codes, CODE.day + hourOfDayType(hour), learned, speed * dayRate);
  const weekRate = Math.max(1 / (1 + visitsSince(minutes, hour, 1 / WEEK_HOURS)), WEEK_RATE);
  visit(codes, CODE.week + hourOfWeek(hour), learned, speed * weekRate);
  if (before !== undefined && expected > 0.05) {
    const ratio = Math.min(TREND_MAX, Math.max(TREND_MIN, (mean + 0.2) / (before + 0.2)));
    approach(single, AT.trend, ratio, speed * TREND_RATE);
  }
  learnStrength(state, hour, mean, before);
  let busiest = 0;
  for (let at: number = CODE.day; at < CODE.week; at++) busiest = Math.max(busiest, codeAt(codes, at));
  single[AT.busy] = fromFineLog(busiest);
}

/** How often a place that comes so many times an hour came since the key's first minute, about. */
function visitsSince(minutes: Int32Array, hour: number, perHour: number): number {
  const hours = hour - when(minutes, WHEN.first) / HOUR_MINUTES;
  return Math.min(VISITS_MAX, Math.max(0, Math.floor(hours * perHour)));
}

function visit(codes: Uint16Array, at: number, mean: number, rate: number): void {
  const code = codeAt(codes, at);
  const known = fromFineLog(code);
  codes[at] = toFineLog(code === 0 ? mean : known + rate * (mean - known));
}

/** On the square-root scale, where bursts do not look like season. */
function learnStrength(state: DetectorState, hour: number, mean: number, season: number | undefined): void {
  const { single, minutes } = state;
  const root = Math.sqrt(mean);
  const ageHours = Math.max(0, hour - when(minutes, WHEN.first) / HOUR_MINUTES);
  const early = Math.max(STRENGTH_RATE, 1 / (1 + ageHours));
  if (season !== undefined) {
    approach(single, AT.residual, (root - Math.sqrt(season)) ** 2, STRENGTH_RATE);
    approach(single, AT.spread, (root - read(single, AT.rootMean)) ** 2, STRENGTH_RATE);
  }
  approach(single, AT.rootMean, root, early);
  approach(single, AT.mean, mean, early);
}
