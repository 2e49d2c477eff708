import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BurstState, takeFromBurst, viewBurst } from '../../src/core/burst.ts';

const NOW = 1_800_000_000_000;
const SIXTY_A_MINUTE = { limit: 60, windowMs: 60_000, burst: 5 };

/** How many of these requests, at milliseconds after NOW, have room. */
function admit(limit: typeof SIXTY_A_MINUTE, offsets: readonly number[], before?: BurstState) {
  let state = before;
  return offsets.map((offset) => {
    const taken = takeFromBurst(state, limit, 1, NOW + offset);
    state = taken.state;
    return taken.allowed;
  });
}

describe('a burst', () => {
  it('lets so many through at once', () => {
    expect(admit(SIXTY_A_MINUTE, [0, 0, 0, 0, 0, 0, 0])).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('comes back evenly, one after each share of the window', () => {
    const spent = [0, 0, 0, 0, 0];
    expect(admit(SIXTY_A_MINUTE, [...spent, 999, 1_000, 1_001, 2_000]).slice(5)).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('does not hold up whoever goes at the steady rate', () => {
    const steady = Array.from({ length: 500 }, (_, at) => at * 1_000);
    expect(admit({ ...SIXTY_A_MINUTE, burst: 1 }, steady)).not.toContain(false);
  });

  it('is not filled by a clock that is behind, and forgets what one far ahead wrote', () => {
    const spent: BurstState = { windowMs: 60_000, owed: 300_000, at: NOW };
    expect(admit(SIXTY_A_MINUTE, [-30_000], spent)).toEqual([false]);
    expect(admit(SIXTY_A_MINUTE, [0], { ...spent, at: NOW + 60_001 })).toEqual([true]);
  });

  it('is full where the limit had another window before', () => {
    expect(admit(SIXTY_A_MINUTE, [0], { windowMs: 3_600_000, owed: 18_000_000, at: NOW })).toEqual([true]);
  });

  it('allows a request as soon as it said it would, and not a moment before', () => {
    const limits = fc.record({
      limit: fc.integer({ min: 1, max: 1_000_000 }),
      windowMs: fc.integer({ min: 1, max: 86_400 }).map((seconds) => seconds * 1_000),
      burst: fc.integer({ min: 1, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(limits, fc.double({ min: 0, max: 1, noNaN: true }), (limit, share) => {
        const owed = Math.floor(limit.burst * limit.windowMs * share);
        const state = { windowMs: limit.windowMs, owed, at: NOW };
        const { remaining, retryAfterMs, fullMs } = viewBurst(owed, limit);
        expect(takeFromBurst(state, limit, Math.max(1, remaining), NOW).allowed).toBe(remaining > 0);
        expect(takeFromBurst(state, limit, remaining + 1, NOW).allowed).toBe(false);
        expect(takeFromBurst(state, limit, 1, NOW + retryAfterMs).allowed).toBe(true);
        if (retryAfterMs > 0) {
          expect(takeFromBurst(state, limit, 1, NOW + retryAfterMs - 1).allowed).toBe(false);
        }
        expect(takeFromBurst(state, limit, limit.burst, NOW + fullMs).allowed).toBe(true);
      }),
    );
  });

  it('never lets more through in any span than the burst and what came back meanwhile', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 10 }),
        (steps, burst) => {
          const offsets = steps.map((_, at) => steps.slice(0, at + 1).reduce((sum, step) => sum + step, 0));
          const admitted = admit({ ...SIXTY_A_MINUTE, burst }, offsets);
          const times = offsets.filter((_, at) => admitted[at]);
          const excess = times.flatMap((from, first) =>
            times.slice(first).map((to, more) => more + 1 - burst - (to - from) / 1_000),
          );
          expect(Math.max(0, ...excess)).toBe(0);
        },
      ),
    );
  });
});
