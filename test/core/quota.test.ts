import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLOCKS_APART_MS,
  QUOTA_REFILLS,
  type QuotaState,
  quotaPeriod,
  takeFromQuota,
  viewQuota,
} from '../../src/core/quota.ts';

const DAILY = { limit: 10, refill: 'DAILY' } as const;
const DAY = 86_400_000;
const SATURDAY = Date.UTC(2026, 10, 21, 9, 30);

const instant = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2200, 0) });
const refill = fc.constantFrom(...QUOTA_REFILLS);

describe('the period of a quota', () => {
  it.each([
    ['HOURLY', SATURDAY, '2026-11-21T09:00Z', '2026-11-21T10:00Z'],
    ['DAILY', SATURDAY, '2026-11-21T00:00Z', '2026-11-22T00:00Z'],
    ['WEEKLY', SATURDAY, '2026-11-16T00:00Z', '2026-11-23T00:00Z'],
    ['WEEKLY', Date.UTC(2026, 10, 22, 23, 59, 59, 999), '2026-11-16T00:00Z', '2026-11-23T00:00Z'],
    ['WEEKLY', Date.UTC(2026, 10, 23), '2026-11-23T00:00Z', '2026-11-30T00:00Z'],
    ['WEEKLY', Date.UTC(1970, 0, 1), '1969-12-29T00:00Z', '1970-01-05T00:00Z'],
    ['MONTHLY', SATURDAY, '2026-11-01T00:00Z', '2026-12-01T00:00Z'],
    ['MONTHLY', Date.UTC(2026, 11, 31, 23, 59), '2026-12-01T00:00Z', '2027-01-01T00:00Z'],
    ['MONTHLY', Date.UTC(2028, 1, 29), '2028-02-01T00:00Z', '2028-03-01T00:00Z'],
  ] as const)('%s at %d begins %s', (each, nowMs, from, to) => {
    expect(quotaPeriod(each, nowMs)).toEqual({ from: Date.parse(from), to: Date.parse(to) });
  });

  it('holds its instant, and all of its instants have it', () => {
    fc.assert(
      fc.property(refill, instant, fc.double({ min: 0, max: 1, noNaN: true }), (each, nowMs, share) => {
        const period = quotaPeriod(each, nowMs);
        expect(period.from).toBeLessThanOrEqual(nowMs);
        if (period.to === null) return;
        expect(period.to).toBeGreaterThan(nowMs);
        const other = period.from + Math.floor(share * (period.to - 1 - period.from));
        expect(quotaPeriod(each, other)).toEqual(period);
        expect(quotaPeriod(each, period.to).from).toBe(period.to);
      }),
    );
  });

  it('begins on a whole UTC hour, day, Monday or month', () => {
    fc.assert(
      fc.property(instant, (nowMs) => {
        expect(quotaPeriod('HOURLY', nowMs).from % 3_600_000).toBe(0);
        expect(quotaPeriod('DAILY', nowMs).from % DAY).toBe(0);
        expect(new Date(quotaPeriod('WEEKLY', nowMs).from).getUTCDay()).toBe(1);
        expect(quotaPeriod('WEEKLY', nowMs).from).toBe(
          quotaPeriod('DAILY', quotaPeriod('WEEKLY', nowMs).from).from,
        );
        expect(new Date(quotaPeriod('MONTHLY', nowMs).from).getUTCDate()).toBe(1);
        expect(quotaPeriod('NEVER', nowMs)).toEqual({ from: 0, to: null });
      }),
    );
  });
});

describe('taking from a quota', () => {
  it('lets exactly the limit through in each period, whatever is asked', () => {
    const asked = fc.array(
      fc.record({
        stepMs: fc.integer({ min: 0, max: 20 * 3_600_000 }),
        cost: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(refill, fc.integer({ min: 1, max: 20 }), asked, (each, limit, steps) => {
        const taken = new Map<number, number>();
        let state: QuotaState = { refill: each, from: quotaPeriod(each, SATURDAY).from, used: 0 };
        let nowMs = SATURDAY;
        for (const { stepMs, cost } of steps) {
          nowMs += stepMs;
          const { from } = quotaPeriod(each, nowMs);
          const before = taken.get(from) ?? 0;
          const answer = takeFromQuota(state, { limit, refill: each }, cost, { nowMs });
          expect(answer?.allowed).toBe(before + cost <= limit);
          if (answer?.allowed) taken.set(from, before + cost);
          state = answer?.state ?? state;
        }
      }),
    );
  });

  it('does not know what was used where there is no state, or one of another refill', () => {
    const monthly: QuotaState = { refill: 'MONTHLY', from: Date.UTC(2026, 10), used: 3 };
    for (const state of [undefined, monthly]) {
      expect(takeFromQuota(state, DAILY, 1, { nowMs: SATURDAY })).toBeUndefined();
      const answer = takeFromQuota(state, DAILY, 1, { nowMs: SATURDAY, usedAtLeast: 9 });
      expect(answer).toEqual({
        allowed: true,
        state: { refill: 'DAILY', from: Date.UTC(2026, 10, 21), used: 10 },
      });
    }
  });

  it('never counts less than it is told was used, nor twice what it knows', () => {
    const state: QuotaState = { refill: 'DAILY', from: Date.UTC(2026, 10, 21), used: 5 };
    const used = (usedAtLeast: number) =>
      takeFromQuota(state, DAILY, 1, { nowMs: SATURDAY, usedAtLeast })?.state.used;
    expect([used(0), used(5), used(8)]).toEqual([6, 6, 9]);
  });

  it('goes on in the newest period by a clock that is a little behind, and gives up one far ahead', () => {
    const next: QuotaState = { refill: 'DAILY', from: Date.UTC(2026, 10, 22), used: 10 };
    const at = (nowMs: number) => takeFromQuota(next, DAILY, 1, { nowMs });
    expect(at(next.from - CLOCKS_APART_MS)?.allowed).toBe(false);
    expect(at(next.from - CLOCKS_APART_MS - 1)).toBeUndefined();
  });
});

describe('what is left of a quota', () => {
  it('is never below none, and is told with the time until the refill', () => {
    expect(viewQuota({ used: 12 }, DAILY, SATURDAY)).toEqual({
      limit: 10,
      remaining: 0,
      refillMs: 14.5 * 3_600_000,
    });
    expect(viewQuota({ used: 3 }, { limit: 10, refill: 'NEVER' }, SATURDAY)).toEqual({
      limit: 10,
      remaining: 7,
      refillMs: null,
    });
  });
});
