import { DAY_MS, HOUR_MS } from './cell.ts';

/** Tells how far a zone's clocks are ahead of UTC at an instant; both in milliseconds. */
export type TimeZone = (atMs: number) => number;

export const UTC: TimeZone = () => 0;

/** Makes a zone of its IANA name or of an offset such as `+05:45`; undefined for what is neither. */
export function parseTimeZone(name: string): TimeZone | undefined {
  if (name === 'UTC') return UTC;
  let clock: Intl.DateTimeFormat;
  try {
    clock = new Intl.DateTimeFormat('en-US', { ...CLOCK, timeZone: name });
  } catch {
    return undefined;
  }
  return (atMs) => {
    const parts = new Map(clock.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const local = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return local - Math.floor(atMs / 1_000) * 1_000;
  };
}

const CLOCK = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

/** Steps that touch a span: where they begin, and where the last one ends, in Unix milliseconds. */
export interface LocalSteps {
  readonly starts: readonly number[];
  readonly end: number;
}

/** A change of the clocks is looked for between instants so far apart: no zone changes them twice in this time. */
const PROBE_MS = DAY_MS / 2;
const MARGIN_MS = 3 * DAY_MS;

/**
 * The days of a zone that touch `[from, to)`: each begins when its date does, so one is 23 or 25 hours long where clocks
 * change, and a date that a zone skipped has none.
 */
export function localDays(zone: TimeZone, from: number, to: number): LocalSteps {
  const starts: number[] = [];
  let date = Number.NEGATIVE_INFINITY;
  for (const at of roundTimes(zone, from - MARGIN_MS, to + MARGIN_MS, DAY_MS)) {
    const dateThen = Math.floor((at + zone(at)) / DAY_MS);
    if (dateThen > date) starts.push(at);
    date = Math.max(date, dateThen);
  }
  return touching(starts, from, to);
}

/**
 * The hours of a zone that touch `[from, to)`. They begin where its clocks show a full hour and where they are changed, so
 * a change by half an hour leaves steps of half an hour, and none is longer than an hour.
 */
export function localHours(zone: TimeZone, from: number, to: number): LocalSteps {
  return touching(roundTimes(zone, from - MARGIN_MS, to + MARGIN_MS, HOUR_MS), from, to);
}

function touching(starts: readonly number[], from: number, to: number): LocalSteps {
  const first = starts.findLastIndex((start) => start <= from);
  const last = starts.findIndex((start) => start >= to);
  return { starts: starts.slice(first, last), end: starts[last] ?? to };
}

/** The instants in a span at which a zone's clocks are changed or show a multiple of `step`. */
function roundTimes(zone: TimeZone, from: number, to: number, step: number): number[] {
  const found: number[] = [];
  const changes = changesOf(zone, from, to);
  for (const [index, start] of changes.entries()) {
    const end = changes[index + 1] ?? to;
    const offset = zone(start);
    found.push(start);
    const next = Math.floor((start + offset) / step) * step + step - offset;
    for (let at = next; at < end; at += step) found.push(at);
  }
  return found.slice(1);
}

/** The start of a span, and the instants in it at which the zone's clocks are changed. */
function changesOf(zone: TimeZone, from: number, to: number): number[] {
  const found = [from];
  for (let at = from; at < to; at += PROBE_MS) {
    if (zone(at) !== zone(at + PROBE_MS)) found.push(changeBetween(zone, at, at + PROBE_MS));
  }
  return found;
}

function changeBetween(zone: TimeZone, from: number, to: number): number {
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zone(middle) === zone(from)) before = middle;
    else after = middle;
  }
  return after;
}
