import { hourOf, hourOfDayType } from './week-clock.ts';

/** Places of a series' numbers; from `hours` on, the usual value of 24 hours of working days and 24 of weekends. */
export const PLACE = {
  /** How many values were seen, and how many since one was surprising. */
  seen: 0,
  calm: 1,
  mean: 2,
  /** The bounds of what was seen, which close slowly. */
  lowest: 3,
  highest: 4,
  /** How far values depart from the usual of late, and the farthest that they did, which fades. */
  departure: 5,
  farthest: 6,
  hours: 7,
  end: 7 + 48,
} as const;

/** All that is remembered of a series of values; numbers by place of PLACE. */
export type ValueSeries = Float64Array<ArrayBuffer>;

/** The size of every series in memory. */
export const SERIES_BYTES = 8 * PLACE.end;

/** The share of the bounds that each value closes: they last for about three weeks of minutes. */
const FADE = 3e-5;
/** How much of the way to a new extreme one value goes, so that one outlier does not hide the next. */
const EXTREME_FILL = 0.5;
const MEAN_RATE = 1 / 500;
const HOUR_RATE = 0.05;
/** A departure is smoothed over about this many values. */
const DEPARTURE_VALUES = 12;

/** A series of which nothing was seen. */
export function newValueSeries(): ValueSeries {
  const series = new Float64Array(PLACE.end);
  series[PLACE.calm] = Number.POSITIVE_INFINITY;
  return series.fill(Number.NaN, PLACE.hours);
}

/** One number of a series; every place of PLACE has one. */
export function numberAt(series: ValueSeries, at: number): number {
  return series[at] ?? 0;
}

/** The departure from the usual of late, as it is with one more value. */
export function departureWith(series: ValueSeries, minute: number, value: number): number {
  const before = numberAt(series, PLACE.departure);
  return before + (value - usualValue(series, minute) - before) / DEPARTURE_VALUES;
}

/** How many values the bounds still remember. */
export function valuesKnown(series: ValueSeries): number {
  return -Math.expm1(-FADE * numberAt(series, PLACE.seen)) / FADE;
}

/** Learns a finite value of a Unix minute. */
export function learnValue(series: ValueSeries, minute: number, value: number): void {
  const seen = numberAt(series, PLACE.seen);
  if (seen === 0) for (const at of [PLACE.mean, PLACE.lowest, PLACE.highest]) series[at] = value;
  series[PLACE.departure] = departureWith(series, minute, value);
  const far = Math.abs(numberAt(series, PLACE.departure));
  series[PLACE.farthest] = widened(numberAt(series, PLACE.farthest) * (1 - FADE), far);
  learnBounds(series, value);
  const mean = numberAt(series, PLACE.mean);
  series[PLACE.mean] = mean + Math.max(MEAN_RATE, 1 / (seen + 1)) * (value - mean);
  const place = hourPlace(minute);
  const usual = numberAt(series, place);
  series[place] = Number.isNaN(usual) ? value : usual + HOUR_RATE * (value - usual);
  series[PLACE.seen] = seen + 1;
}

/** The usual value at a Unix minute, by hour of day on working days and weekends; the mean where that hour is new. */
function usualValue(series: ValueSeries, minute: number): number {
  const ofHour = numberAt(series, hourPlace(minute));
  return Number.isNaN(ofHour) ? numberAt(series, PLACE.mean) : ofHour;
}

function learnBounds(series: ValueSeries, value: number): void {
  const lowest = numberAt(series, PLACE.lowest);
  const highest = numberAt(series, PLACE.highest);
  const closing = (FADE * (highest - lowest)) / 2;
  series[PLACE.highest] = widened(highest - closing, value);
  series[PLACE.lowest] = -widened(-lowest - closing, -value);
}

function widened(bound: number, value: number): number {
  return value > bound ? bound + EXTREME_FILL * (value - bound) : bound;
}

function hourPlace(minute: number): number {
  return PLACE.hours + hourOfDayType(hourOf(minute));
}
