import { describe, expect, it } from 'vitest';
import { forgetExpectation, refreshExpectation } from '../../../src/core/detector/expectation.ts';
import { seasonAt, seasonStrength } from '../../../src/core/detector/season.ts';
import { AT, type DetectorState, newState, read } from '../../../src/core/detector/state.ts';
import { hourOf } from '../../../src/core/detector/week-clock.ts';
import { DAY, HOUR, MONDAY, officeTraffic, reading, run, usual } from './traffic.ts';

const WEEKS = 3;
const next = MONDAY + WEEKS * 7 * DAY;
const learnt = run(MONDAY, next, usual).state;

function expectedAt(state: DetectorState, minute: number): number {
  forgetExpectation(state);
  refreshExpectation(state, minute);
  return read(state.single, AT.expected);
}

describe('the season', () => {
  it('knows nothing of hours it has not seen', () => {
    expect(seasonAt(newState(MONDAY), hourOf(MONDAY))).toBeUndefined();
  });

  it.each([
    ['a working day at ten', 10 * HOUR, 22],
    ['a working night', 2 * HOUR, 1.2],
    ['a Saturday at ten', 5 * DAY + 10 * HOUR, 1.2],
  ])('has learnt %s', (_, offset, expected) => {
    expect(seasonAt(learnt, hourOf(next + offset))).toBeCloseTo(expected, 0);
  });

  it('tells an hour of the week from the same hour of other days', () => {
    const tuesdays = (minute: number) => {
      const isTuesday = Math.floor((minute - MONDAY) / DAY) % 7 === 1;
      return reading(minute, isTuesday ? 60 : 10);
    };
    const { state } = run(MONDAY, MONDAY + 35 * DAY, tuesdays);
    const monday = MONDAY + 35 * DAY + 10 * HOUR;
    const [onMonday, onTuesday] = [monday, monday + DAY].map(
      (minute) => seasonAt(state, hourOf(minute)) ?? 0,
    );
    expect(onTuesday).toBeGreaterThan(2 * (onMonday ?? 0));
  });

  it('expects the busier hour when it is near', () => {
    const beforeOffice = next + 7 * HOUR;
    expect(expectedAt(learnt, beforeOffice + 10)).toBeLessThan(3);
    expect(expectedAt(learnt, beforeOffice + 50)).toBeGreaterThan(15);
  });

  it('is strong for office traffic and absent for a flat one', () => {
    expect(seasonStrength(learnt)).toBeGreaterThan(0.9);
    const flat = run(MONDAY, MONDAY + 14 * DAY, (minute) => reading(minute, (minute * 7_919) % 17)).state;
    expect(seasonStrength(flat)).toBeLessThan(0.2);
  });

  it('follows a growing key by its trend', () => {
    const doubled = (minute: number) => reading(minute, 2 * officeTraffic(minute));
    const { state } = run(next, next + 2 * DAY, doubled, run(MONDAY, next, usual).state);
    expect(state.single[AT.trend]).toBeGreaterThan(1.4);
    expect(expectedAt(state, next + 2 * DAY + 10 * HOUR)).toBeGreaterThan(35);
  });
});
