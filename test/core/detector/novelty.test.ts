import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreValue } from '../../../src/core/detector/novelty.ts';
import { STATE_BYTES } from '../../../src/core/detector/state.ts';
import { newValueSeries, SERIES_BYTES } from '../../../src/core/detector/value-series.ts';
import { DAY, MONDAY } from './traffic.ts';

const EVERY_MINUTES = 5;
const DAY_VALUES = DAY / EVERY_MINUTES;
const LEARNT = 14 * DAY_VALUES;

/** A machine's load: a wave a day around 50 with an odd ripple, a value every five minutes. */
function load(at: number): number {
  return 50 + 30 * Math.sin((2 * Math.PI * at) / DAY_VALUES) + ((at * 7_919) % 13) / 4;
}

function scoresOf(values: readonly number[]): number[] {
  const series = newValueSeries();
  return values.map((value, at) => scoreValue(series, MONDAY + EVERY_MINUTES * at, value));
}

/** The scores of two weeks of load, and of what follows. */
function scoresAfterLoad(count: number, valueAt: (at: number) => number) {
  const scores = scoresOf(
    Array.from({ length: LEARNT + count }, (_, at) => (at < LEARNT ? load(at) : valueAt(at))),
  );
  return { before: scores.slice(7 * DAY_VALUES, LEARNT), after: scores.slice(LEARNT) };
}

describe('the novelty of a value', () => {
  it.each([
    ['above all that was seen', 120],
    ['below all that was seen', -20],
  ])('is higher %s than of any usual value', (_, value) => {
    const { before, after } = scoresAfterLoad(1, () => value);
    expect(Math.max(...before)).toBeLessThan(1);
    expect(after[0]).toBeGreaterThan(3);
  });

  it('is high where values stay within the bounds, but not at their hour', () => {
    const { before, after } = scoresAfterLoad(DAY_VALUES, () => 50);
    expect(Math.max(...after)).toBeGreaterThan(2 * Math.max(...before));
  });

  it('has one peak where the level shifts for good', () => {
    const { after } = scoresAfterLoad(DAY_VALUES, (at) => 200 + load(at));
    expect(after[0]).toBeGreaterThan(3);
    expect(Math.max(...after.slice(1))).toBeLessThan(1.5);
  });

  it('is none of the first fifty values, and of values that never change', () => {
    expect(Math.max(...scoresOf(Array.from({ length: 50 }, (_, at) => 10 ** (at % 9))))).toBe(0);
    expect(Math.max(...scoresOf(Array.from({ length: 500 }, () => 0.1)))).toBe(0);
  });

  it('is bounded, and the same for values upside down and in another unit', () => {
    const value = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -1e15, max: 1e15 }));
    fc.assert(
      fc.property(fc.array(value, { minLength: 51, maxLength: 300 }), (values) => {
        const scores = scoresOf(values);
        for (const score of scores) expect(score >= 0 && score < 4.6).toBe(true);
        expect(scoresOf(values.map((each) => -8 * each))).toEqual(scores);
      }),
    );
  });

  it('is kept in so few bytes that a key with it takes no more than 2,048', () => {
    expect(STATE_BYTES + SERIES_BYTES).toBeLessThanOrEqual(2_048);
  });
});
