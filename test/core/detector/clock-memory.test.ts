import { describe, expect, it } from 'vitest';
import { clockMemory } from '../../../src/core/detector/clock-memory.ts';
import { forgetExpectation, refreshExpectation } from '../../../src/core/detector/expectation.ts';
import { type DetectorState, newState } from '../../../src/core/detector/state.ts';
import { DAY, HOUR, MONDAY, officeTraffic, reading, run, usual } from './traffic.ts';

const night = (minute: number) => minute % DAY >= 3 * HOUR && minute % DAY < 3 * HOUR + 6;
const nightlyBatch = (minute: number) => reading(minute, night(minute) ? 300 : officeTraffic(minute));
const start = MONDAY + 14 * DAY;

function memoryAt(state: DetectorState, minute: number): number {
  forgetExpectation(state);
  refreshExpectation(state, minute);
  return clockMemory(state, minute);
}

describe('the clock memory', () => {
  it('knows nothing of a new key', () => {
    expect(memoryAt(newState(MONDAY), MONDAY)).toBe(0);
  });

  it.each([
    ['two nights of a key in its second week', 7, 2],
    ['four nights of a key that is known for long', 21, 4],
  ])('stops the alarm of a new nightly batch after %s', (_, days, nightsMax) => {
    const from = MONDAY + days * DAY;
    const { findings } = run(from, from + 21 * DAY, nightlyBatch, run(MONDAY, from, usual).state);
    const nights = new Set(findings.map(({ minute }) => Math.floor((minute - from) / DAY)));
    expect(nights).toContain(0);
    expect(Math.max(...nights)).toBeLessThan(nightsMax);
  });

  it('excuses the batch at its own time only', () => {
    const { state } = run(MONDAY, start, nightlyBatch);
    expect(memoryAt(state, start + 3 * HOUR + 3)).toBeGreaterThan(150);
    expect(memoryAt(state, start + 3 * HOUR + 33)).toBeLessThan(50);
    expect(memoryAt(state, start + 14 * HOUR + 3)).toBeLessThan(50);
  });

  it('raises nothing for a burst that came every hour from the first day on', () => {
    const hourly = (minute: number) => reading(minute, minute % HOUR === 15 ? 400 : 2);
    expect(run(MONDAY, MONDAY + 14 * DAY, hourly).findings).toEqual([]);
  });

  it('fades when the batch does not come any more', () => {
    const at = 3 * HOUR + 3;
    const kept = run(MONDAY, start, nightlyBatch).state;
    const before = memoryAt(kept, start + at);
    const faded = run(start, start + 60 * DAY, usual, kept).state;
    expect(memoryAt(faded, start + 60 * DAY + at)).toBeLessThan(0.5 * before);
  });
});
