import { describe, expect, it } from 'vitest';
import { hourOf, hourOfDayType, hourOfWeek, isWeekend } from '../../../src/core/detector/week-clock.ts';

describe('the clock of weeks', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 72, false],
    ['1970-01-05T00:00:00Z', 0, false],
    ['2026-11-16T00:59:00Z', 0, false],
    ['2026-11-20T23:59:00Z', 119, false],
    ['2026-11-21T00:00:00Z', 120, true],
    ['2026-11-22T23:00:00Z', 167, true],
  ])('places %s', (iso, place, weekend) => {
    const hour = hourOf(Date.parse(iso) / 60_000);
    expect(hourOfWeek(hour)).toBe(place);
    expect(isWeekend(hour)).toBe(weekend);
  });

  it('has one place for ten in the morning of all working days, and another for weekends', () => {
    const tens = ['16', '17', '20', '21', '22'].map((day) => Date.parse(`2026-11-${day}T10:30:00Z`) / 60_000);
    expect(tens.map((minute) => hourOfDayType(hourOf(minute)))).toEqual([10, 10, 10, 34, 34]);
  });

  it('knows hours before 1970', () => {
    expect(hourOfWeek(-73)).toBe(167);
  });
});
