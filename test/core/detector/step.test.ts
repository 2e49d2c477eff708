import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newState, STATE_BYTES } from '../../../src/core/detector/state.ts';
import { encodeState } from '../../../src/core/detector/state-bytes.ts';
import { step } from '../../../src/core/detector/step.ts';
import { anySteps, readingsOf } from './any-readings.ts';
import { DAY, HOUR, MONDAY, officeTraffic, reading, run, usual } from './traffic.ts';

describe('a step', () => {
  it('takes any reading: the state stays finite and small', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        let state = newState(MONDAY);
        for (const next of readingsOf(MONDAY, steps)) {
          const result = step(state, next, next.minute + 1);
          state = result.state;
          for (const { observed, expected, upper, score, since } of result.findings) {
            expect([observed, expected, upper, score].every(Number.isFinite)).toBe(true);
            expect(since).toBeLessThanOrEqual(next.minute);
          }
        }
        expect(state.single.every(Number.isFinite)).toBe(true);
        expect(encodeState(state)).toHaveLength(STATE_BYTES);
      }),
    );
  });

  it.each([
    ['older than the last', -50, 1],
    ['of the last minute once more', -1, 1],
    ['of a minute that is not over', 0, 0],
    ['from the future', 10 * DAY, 0],
  ])('changes nothing for a reading %s', (_, offset, sinceNow) => {
    const end = MONDAY + 4 * DAY;
    const { state } = run(MONDAY, end, usual);
    const before = encodeState(state);
    const result = step(state, reading(end + offset, 1_000_000, 1_000), end + sinceNow);
    expect(result).toMatchObject({ scored: false, findings: [], ended: [] });
    expect(encodeState(result.state)).toEqual(before);
  });

  it('finds the same whether silent minutes are read or left out', () => {
    const sometimes = (minute: number) => {
      const calls = (minute * 2_654_435_761) % 7 === 0 ? officeTraffic(minute) : 0;
      return minute > MONDAY + 9 * DAY && minute % DAY > 22 * HOUR ? 200 * calls : calls;
    };
    const dense = run(MONDAY, MONDAY + 12 * DAY, (minute) => reading(minute, sometimes(minute)));
    const sparse = run(MONDAY, MONDAY + 12 * DAY, (minute) =>
      sometimes(minute) > 0 ? reading(minute, sometimes(minute)) : undefined,
    );
    expect(dense.findings.length).toBeGreaterThan(0);
    expect(sparse.findings.map(({ minute, phase, sentence }) => ({ minute, phase, sentence }))).toEqual(
      dense.findings.map(({ minute, phase, sentence }) => ({ minute, phase, sentence })),
    );
  });

  it('raises nothing where every minute is silent', () => {
    expect(run(MONDAY, MONDAY + 8 * DAY, (minute) => reading(minute, 0)).findings).toEqual([]);
  });

  it('takes a silence of a thousand years at once', () => {
    const { state } = run(MONDAY, MONDAY + 4 * DAY, usual);
    const later = MONDAY + 365_000 * DAY;
    expect(step(state, reading(later, 3), later + 1)).toMatchObject({
      scored: true,
      findings: [{ kind: 'dormant', severity: 'warning' }],
    });
  });
});
