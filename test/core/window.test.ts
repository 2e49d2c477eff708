import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeFromWindow, viewWindow, type WindowState } from '../../src/core/window.ts';

const EMPTY: WindowState = { index: 0, current: 0, previous: 0 };
const MINUTE = 60_000;

describe('the sliding window', () => {
  it('lets exactly the limit through within one window', () => {
    let state = EMPTY;
    const answers = Array.from({ length: 5 }, () => {
      const taken = takeFromWindow(state, 3, MINUTE, 1, 10 * MINUTE);
      state = taken.state;
      return taken.allowed;
    });
    expect(answers).toEqual([true, true, true, false, false]);
  });

  it('still counts the share of the previous window that it covers', () => {
    const full = { index: 10, current: 10, previous: 0 };
    const aQuarterIn = 11 * MINUTE + MINUTE / 4;
    expect(viewWindow(full, 10, MINUTE, aQuarterIn).remaining).toBe(2);
  });

  it('forgets everything after two windows', () => {
    const full = { index: 10, current: 10, previous: 10 };
    expect(viewWindow(full, 10, MINUTE, 12 * MINUTE).remaining).toBe(10);
  });

  it('does not give back requests when the clock goes back a little', () => {
    const full = { index: 10, current: 10, previous: 0 };
    expect(takeFromWindow(full, 10, MINUTE, 1, 9.5 * MINUTE).allowed).toBe(false);
  });

  it('gives up a window that a wrong clock opened far ahead', () => {
    const ahead = { index: 70, current: 10, previous: 0 };
    expect(takeFromWindow(ahead, 10, MINUTE, 1, 10 * MINUTE)).toEqual({
      allowed: true,
      state: { index: 10, current: 1, previous: 0 },
    });
  });

  it('allows a request as soon as it said it would, and not a moment before', () => {
    fc.assert(
      fc.property(
        fc.record({
          limit: fc.integer({ min: 1, max: 50 }),
          current: fc.integer({ min: 0, max: 50 }),
          previous: fc.integer({ min: 0, max: 50 }),
          elapsedMs: fc.integer({ min: 0, max: MINUTE - 1 }),
        }),
        ({ limit, current, previous, elapsedMs }) => {
          const now = 100 * MINUTE + elapsedMs;
          const state = {
            index: 100,
            current: Math.min(current, limit),
            previous: Math.min(previous, limit),
          };
          const { retryAfterMs } = viewWindow(state, limit, MINUTE, now);
          const at = (ms: number) => takeFromWindow(state, limit, MINUTE, 1, ms).allowed;
          expect(at(now + retryAfterMs + 1)).toBe(true);
          if (retryAfterMs > 1) expect(at(now + retryAfterMs - 2)).toBe(false);
        },
      ),
    );
  });
});
