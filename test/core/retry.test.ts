import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeAttempt } from '../../src/core/delivery.ts';
import { parseRetryAfterMs, retryDelayMs } from '../../src/core/retry.ts';

const HOUR_MS = 3_600_000;
const attemptNumbers = Array.from({ length: 9 }, (_, index) => index + 1);

describe('the plan of retries', () => {
  test('makes ten attempts over 75 hours', () => {
    const delays = attemptNumbers.map((attempts) => retryDelayMs(attempts, 0.5) ?? Number.NaN);
    const totalHours = delays.reduce((sum, delay) => sum + delay, 0) / HOUR_MS;
    expect(delays).toHaveLength(9);
    expect(totalHours).toBeGreaterThan(75);
    expect(totalHours).toBeLessThan(76);
    expect(retryDelayMs(10, 0.5)).toBeNull();
  });

  test('waits longer after each failure, by at most a tenth more or less than planned', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, jitter) => {
          const planned = retryDelayMs(attempts, 0.5) ?? Number.NaN;
          const delay = retryDelayMs(attempts, jitter) ?? Number.NaN;
          expect(Math.abs(delay - planned)).toBeLessThanOrEqual(planned * 0.1 + 1);
          if (attempts < 9) expect(retryDelayMs(attempts + 1, 0.5)).toBeGreaterThan(planned);
        },
      ),
    );
  });

  test('obeys a receiver that asks for more patience, within a day', () => {
    expect(retryDelayMs(1, 0.5, 60_000)).toBe(60_000);
    expect(retryDelayMs(2, 0.5, 60_000)).toBe(300_000);
    expect(retryDelayMs(1, 0.5, 1_000 * HOUR_MS)).toBe(24 * HOUR_MS);
  });
});

describe('a Retry-After header', () => {
  const now = Date.parse('2026-11-21T08:00:00Z');
  test.each([
    ['120', 120_000],
    ['Sat, 21 Nov 2026 08:01:00 GMT', 60_000],
    ['Sat, 21 Nov 2026 07:00:00 GMT', 0],
    ['soon', 0],
    [undefined, 0],
  ])('of %s is read as %d ms', (header, expected) => {
    expect(parseRetryAfterMs(header, now)).toBe(expected);
  });
});

describe('an attempt', () => {
  const at = { nowMs: 1_000_000, jitter: 0.5 };
  test.each([
    [200, 1, { state: 'DELIVERED' }],
    [204, 10, { state: 'DELIVERED' }],
    [301, 1, { state: 'PENDING', nextAttemptAt: 1_005_000 }],
    [400, 1, { state: 'PENDING', nextAttemptAt: 1_005_000 }],
    [500, 2, { state: 'PENDING', nextAttemptAt: 1_300_000 }],
    [null, 1, { state: 'PENDING', nextAttemptAt: 1_005_000 }],
    [410, 1, { state: 'FAILED', endpointGone: true }],
    [500, 10, { state: 'FAILED', endpointGone: false }],
  ])('answered with %s as number %d becomes %o', (status, attempts, expected) => {
    expect(judgeAttempt({ status }, attempts, at)).toEqual(expected);
  });
});
