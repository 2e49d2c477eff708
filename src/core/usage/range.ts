import { DAY_MS, HOUR_MS, MINUTE_MS, QUARTER_MS } from './cell.ts';
import { localDays, localHours, type TimeZone, UTC } from './time-zone.ts';

export const GRANULARITIES = ['MINUTE', 'HOUR', 'DAY'] as const;

/** How fine a series is. */
export type Granularity = (typeof GRANULARITIES)[number];

/** The sums that a range is read from: those of UTC minutes, quarters of an hour, hours or days. */
export type Grain = 'MINUTE' | 'QUARTER' | 'HOUR' | 'DAY';

/** A half-open time span `[from, to)` of whole steps, in Unix milliseconds. */
export interface UsageRange {
  readonly granularity: Granularity;
  /** The coarsest sums that the steps are made of. */
  readonly grain: Grain;
  readonly from: number;
  readonly to: number;
  /** Where each step begins. */
  readonly steps: readonly number[];
}

export const GRAIN_MS: Readonly<Record<Grain, number>> = {
  MINUTE: MINUTE_MS,
  QUARTER: QUARTER_MS,
  HOUR: HOUR_MS,
  DAY: DAY_MS,
};

/** The longest span that may be asked for. */
export const RANGE_DAYS_MAX: Readonly<Record<Granularity, number>> = { MINUTE: 7, HOUR: 400, DAY: 3_660 };

/** How long sums of this grain are kept; days are kept for ever. */
export const KEPT_DAYS: Readonly<Record<Grain, number>> = {
  MINUTE: 7,
  QUARTER: 400,
  HOUR: 400,
  DAY: Number.POSITIVE_INFINITY,
};

/** Widens a time span to the whole steps, by the clocks of UTC or a zone, that it touches. */
export function wholeSteps(
  granularity: Granularity,
  fromMs: number,
  toMs: number,
  zone: TimeZone = UTC,
): UsageRange {
  if (zone === UTC || granularity === 'MINUTE') return utcSteps(granularity, fromMs, toMs);
  const { starts, end } = (granularity === 'DAY' ? localDays : localHours)(zone, fromMs, toMs);
  const bounds = [...starts, end];
  const grain = GRAINS.find((each) => bounds.every((at) => at % GRAIN_MS[each] === 0)) ?? 'MINUTE';
  return { granularity, grain, from: starts[0] ?? fromMs, to: end, steps: starts };
}

/** Those that steps by local time may be made of, the coarsest first. */
const GRAINS = ['DAY', 'HOUR', 'QUARTER'] as const;

function utcSteps(granularity: Granularity, fromMs: number, toMs: number): UsageRange {
  const step = GRAIN_MS[granularity];
  const from = Math.floor(fromMs / step) * step;
  const to = Math.ceil(toMs / step) * step;
  const steps = Array.from({ length: (to - from) / step }, (_, index) => from + index * step);
  return { granularity, grain: granularity, from, to, steps };
}

/** A span all of which is read from sums of one grain. */
export type UsagePiece = Pick<UsageRange, 'grain' | 'from' | 'to'>;

/** What a range is read from: one of a single step takes its whole UTC days from the sums of days. */
export function piecesOf({ grain, from, to, steps }: UsageRange): UsagePiece[] {
  const firstDay = Math.ceil(from / DAY_MS) * DAY_MS;
  const lastDay = Math.floor(to / DAY_MS) * DAY_MS;
  const isFine = grain === 'HOUR' || grain === 'QUARTER';
  if (steps.length > 1 || !isFine || firstDay >= lastDay) return [{ grain, from, to }];
  const pieces: UsagePiece[] = [
    { grain, from, to: firstDay },
    { grain: 'DAY', from: firstDay, to: lastDay },
    { grain, from: lastDay, to },
  ];
  return pieces.filter((piece) => piece.from < piece.to);
}

/** The same range as a single step. */
export function inOneStep(range: UsageRange): UsageRange {
  return { ...range, steps: [range.from] };
}

/** Tells whether each step is one sum of the range's grain. */
export function isRegular({ granularity, grain, from, to, steps }: UsageRange): boolean {
  return granularity === grain && (to - from) / GRAIN_MS[grain] === steps.length;
}

/** As many steps as a range has, just before it. */
export function rangeBefore(range: UsageRange, zone: TimeZone = UTC): UsageRange {
  const { granularity, from, to, steps } = range;
  if (zone === UTC || granularity !== 'DAY') return wholeSteps(granularity, from - (to - from), from, zone);
  const { starts } = localDays(zone, from - (steps.length + 1) * DAY_MS, from);
  return wholeSteps(granularity, starts.at(-steps.length) ?? from - 1, from, zone);
}
