import { DAY_MS, HOUR_MS, MINUTE_MS } from './cell.ts';

export const GRANULARITIES = ['MINUTE', 'HOUR', 'DAY'] as const;

/** How fine a series is. Days are UTC days. */
export type Granularity = (typeof GRANULARITIES)[number];

/** A half-open time span `[from, to)` of whole steps, in Unix milliseconds. */
export interface UsageRange {
  readonly granularity: Granularity;
  readonly from: number;
  readonly to: number;
}

export const STEP_MS: Readonly<Record<Granularity, number>> = {
  MINUTE: MINUTE_MS,
  HOUR: HOUR_MS,
  DAY: DAY_MS,
};

/** The longest span that may be asked for. */
export const RANGE_DAYS_MAX: Readonly<Record<Granularity, number>> = { MINUTE: 7, HOUR: 400, DAY: 3_660 };

/** How long rows of this grain are kept; days are kept for ever. */
export const KEPT_DAYS: Readonly<Record<Granularity, number>> = {
  MINUTE: 7,
  HOUR: 400,
  DAY: Number.POSITIVE_INFINITY,
};

/** Widens a time span to the whole steps that it touches. */
export function wholeSteps(granularity: Granularity, fromMs: number, toMs: number): UsageRange {
  const step = STEP_MS[granularity];
  return { granularity, from: Math.floor(fromMs / step) * step, to: Math.ceil(toMs / step) * step };
}

/** The starts of all steps of a range. */
export function stepsOf(range: UsageRange): number[] {
  const step = STEP_MS[range.granularity];
  return Array.from({ length: (range.to - range.from) / step }, (_, index) => range.from + index * step);
}
