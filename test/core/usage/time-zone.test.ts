import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/core/usage/cell.ts';
import { rangeBefore, wholeSteps } from '../../../src/core/usage/range.ts';
import { parseTimeZone, type TimeZone } from '../../../src/core/usage/time-zone.ts';

function zoneOf(name: string): TimeZone {
  const zone = parseTimeZone(name);
  if (zone === undefined) throw new Error(`no zone ${name}`);
  return zone;
}

/** Lengths in hours of the days or hours from one local midnight, given in UTC, to another. */
function lengths(granularity: 'DAY' | 'HOUR', name: string, from: string, to: string): number[] {
  const range = wholeSteps(granularity, Date.parse(from), Date.parse(to), zoneOf(name));
  expect([range.from, range.to]).toEqual([Date.parse(from), Date.parse(to)]);
  return range.steps.map((at, index) => ((range.steps[index + 1] ?? range.to) - at) / HOUR_MS);
}

describe('local days', () => {
  test.each([
    ['America/New_York', '2026-03-07T05:00:00Z', '2026-03-10T04:00:00Z', [24, 23, 24]],
    ['America/New_York', '2026-10-31T04:00:00Z', '2026-11-03T05:00:00Z', [24, 25, 24]],
    ['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-30T22:00:00Z', [23, 24]],
    ['Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-26T23:00:00Z', [25, 24]],
    ['Australia/Lord_Howe', '2026-04-03T13:00:00Z', '2026-04-05T13:30:00Z', [24, 24.5]],
    ['Australia/Lord_Howe', '2026-10-02T13:30:00Z', '2026-10-04T13:00:00Z', [24, 23.5]],
    ['Asia/Kolkata', '2026-11-20T18:30:00Z', '2026-11-22T18:30:00Z', [24, 24]],
    ['Asia/Kathmandu', '2026-11-20T18:15:00Z', '2026-11-22T18:15:00Z', [24, 24]],
    // Clocks go from 24:00 back to 23:00 there, and in Cairo from 0:00 on to 1:00.
    ['Asia/Beirut', '2026-10-23T21:00:00Z', '2026-10-25T22:00:00Z', [25, 24]],
    ['Africa/Cairo', '2026-04-22T22:00:00Z', '2026-04-24T21:00:00Z', [24, 23]],
    // Samoa had no 30th of December.
    ['Pacific/Apia', '2011-12-29T10:00:00Z', '2011-12-31T10:00:00Z', [24, 24]],
  ])('of %s from %s on are as long as they are', (zone, from, to, expected) => {
    expect(lengths('DAY', zone, from, to)).toEqual(expected);
  });

  test('are made of the coarsest sums that they begin and end with', () => {
    const grainOf = (name: string, from: string) =>
      wholeSteps('DAY', Date.parse(from), Date.parse(from) + DAY_MS, zoneOf(name)).grain;
    expect(grainOf('Europe/London', '2026-01-10T00:00:00Z')).toBe('DAY');
    expect(grainOf('Europe/London', '2026-07-10T00:00:00Z')).toBe('HOUR');
    expect(grainOf('Asia/Kolkata', '2026-07-10T00:00:00Z')).toBe('QUARTER');
    expect(grainOf('+05:45', '2026-07-10T00:00:00Z')).toBe('QUARTER');
    expect(grainOf('Africa/Monrovia', '1971-07-10T00:00:00Z')).toBe('MINUTE');
  });

  test('before a range are as many, whatever their length', () => {
    const zone = zoneOf('Europe/Berlin');
    const week = wholeSteps(
      'DAY',
      Date.parse('2026-10-25T23:00:00Z'),
      Date.parse('2026-11-01T23:00:00Z'),
      zone,
    );
    const before = rangeBefore(week, zone);
    expect([before.steps.length, before.to, (before.to - before.from) / HOUR_MS]).toEqual([
      7,
      week.from,
      169,
    ]);
  });
});

describe('local hours', () => {
  test.each([
    ['Europe/Berlin', '2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z', [1, 1, 1]],
    ['Asia/Kathmandu', '2026-11-20T18:15:00Z', '2026-11-20T20:15:00Z', [1, 1]],
    ['Australia/Lord_Howe', '2026-04-04T13:00:00Z', '2026-04-04T16:30:00Z', [1, 1, 0.5, 1]],
  ])('of %s from %s on begin with the clock’s and where it is changed', (zone, from, to, expected) => {
    expect(lengths('HOUR', zone, from, to)).toEqual(expected);
  });
});

test('every zone has steps without gaps, each day of one date, in every week of a year', () => {
  for (const name of Intl.supportedValuesOf('timeZone')) {
    const zone = zoneOf(name);
    const from = Date.UTC(2026, 0, 1);
    const range = wholeSteps('DAY', from, from + 366 * DAY_MS, zone);
    const dateOf = (at: number) => Math.floor((at + zone(at)) / DAY_MS);
    for (const [index, at] of range.steps.entries()) {
      const next = range.steps[index + 1] ?? range.to;
      if (dateOf(next - MINUTE_MS) !== dateOf(at) || dateOf(next) !== dateOf(at) + 1) {
        throw new Error(`${name}: the day from ${new Date(at).toISOString()} is none`);
      }
    }
    expect(range.grain).not.toBe('MINUTE');
  }
}, 60_000);

test('what is no zone is none', () => {
  for (const name of ['', 'Atlantis/Capital', '+99:00', 'x\0']) expect(parseTimeZone(name)).toBeUndefined();
});
