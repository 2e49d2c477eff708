import { fromFineLog, toFineLog } from './fine-log.ts';
import { AT, approach, type DetectorState, read, SEASON } from './state.ts';
import { HOUR_MINUTES, hourOf, hourOfDayType, hourOfWeek, isWeekend } from './week-clock.ts';

/** How fast a place follows once it was visited often. */
const WORKDAY_RATE = 0.14;
const WEEKEND_RATE = 0.25;
const WEEK_RATE = 0.35;
/** The hour of day weighs like this many visits of the hour of week. */
const DAY_WEIGHT = 2;
const VISITS_MAX = 200;

/** How fast strength and mean follow, and the trend (about 33 hours). */
const STRENGTH_RATE = 0.012;
const TREND_RATE = 0.03;
const TREND_MIN = 0.5;
const TREND_MAX = 2;
const TREND_EXPECTED_MIN = 0.7;

/** An hour counts for no more than this multiple of what was expected of it, so that one attack does not mask the next. */
const LEARNED_RATIO_MAX = 4;

const MEAN_MIN = 0.02;
const MEAN_SHARE = 0.25;

/** Requests per minute that the season alone expects in a Unix hour; undefined where it has not seen such an hour. */
export function seasonAt({ season, visits }: DetectorState, hour: number): number | undefined {
  const day = SEASON.day + hourOfDayType(hour);
  if (read(visits, day) === 0) return undefined;
  const ofDay = fromFineLog(read(season, day));
  const week = SEASON.week + hourOfWeek(hour);
  const weight = read(visits, week);
  return (weight * fromFineLog(read(season, week)) + DAY_WEIGHT * ofDay) / (weight + DAY_WEIGHT);
}

/** How well the season explains the key's hours: 0 not at all, 1 wholly. */
export function seasonStrength({ single }: DetectorState): number {
  const spread = read(single, AT.spread);
  return spread > 1e-6 ? Math.max(0, 1 - read(single, AT.residual) / spread) : 0;
}

/** Requests per minute expected at a minute: the higher of its hour and the nearest other one, by the recent trend. */
export function expectedAt(state: DetectorState, minute: number): number {
  const { single } = state;
  const hour = hourOf(minute);
  const mean = Math.max(read(single, AT.mean), MEAN_MIN);
  const least = MEAN_SHARE * mean * (1 - seasonStrength(state));
  const here = seasonAt(state, hour);
  if (here === undefined) return Math.max(mean, least);
  const beside = seasonAt(state, minute % HOUR_MINUTES > HOUR_MINUTES / 2 ? hour + 1 : hour - 1) ?? 0;
  return Math.max(Math.max(here, beside) * Math.max(read(single, AT.trend), TREND_EXPECTED_MIN), least);
}

/** Learns the mean requests per minute of a Unix hour. `trusted` tells whether the season can judge it. */
export function learnHour(state: DetectorState, hour: number, mean: number, trusted: boolean): void {
  const { single, season } = state;
  const before = seasonAt(state, hour);
  const expected = (before ?? 0) * read(single, AT.trend);
  const learned = trusted && before !== undefined ? Math.min(mean, LEARNED_RATIO_MAX * expected + 1) : mean;
  visit(state, SEASON.day + hourOfDayType(hour), learned, isWeekend(hour) ? WEEKEND_RATE : WORKDAY_RATE);
  visit(state, SEASON.week + hourOfWeek(hour), learned, WEEK_RATE);
  if (before !== undefined && expected > 0.05) {
    const ratio = Math.min(TREND_MAX, Math.max(TREND_MIN, (mean + 0.2) / (before + 0.2)));
    approach(single, AT.trend, ratio, TREND_RATE);
  }
  learnStrength(state, hour, mean, before);
  let busiest = 0;
  for (let at: number = SEASON.day; at < SEASON.week; at++) busiest = Math.max(busiest, read(season, at));
  single[AT.busy] = fromFineLog(busiest);
}

function visit({ season, visits }: DetectorState, at: number, mean: number, rate: number): void {
  const visited = Math.min(VISITS_MAX, read(visits, at) + 1);
  const known = fromFineLog(read(season, at));
  visits[at] = visited;
  season[at] = toFineLog(known + Math.max(1 / visited, rate) * (mean - known));
}

/** On the square-root scale, where bursts do not look like season. */
function learnStrength(state: DetectorState, hour: number, mean: number, season: number | undefined): void {
  const { single } = state;
  const root = Math.sqrt(mean);
  const ageHours = Math.max(0, hour - read(single, AT.first) / HOUR_MINUTES);
  const early = Math.max(STRENGTH_RATE, 1 / (1 + ageHours));
  if (season !== undefined) {
    approach(single, AT.residual, (root - Math.sqrt(season)) ** 2, STRENGTH_RATE);
    approach(single, AT.spread, (root - read(single, AT.rootMean)) ** 2, STRENGTH_RATE);
  }
  approach(single, AT.rootMean, root, early);
  approach(single, AT.mean, mean, early);
}
