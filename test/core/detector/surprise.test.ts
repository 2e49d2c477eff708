import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareDivergence, surprise } from '../../../src/core/detector/surprise.ts';

describe('the surprise of a count', () => {
  it('is none up to the mean', () => {
    expect(surprise(6, 6, 5)).toBe(0);
    expect(surprise(0, 0, 5)).toBe(0);
  });

  it.each([
    [30, 10, 5],
    [60, 10, 5],
    [40, 10, 20],
    [200, 30, 2.5],
  ])('of %i where %i are expected is near the exact tail probability (r = %d)', (count, mean, r) => {
    const exact = -Math.log10(upperTail(count, mean, r));
    expect(Math.abs(surprise(count, mean, r) - exact)).toBeLessThan(0.35 + 0.1 * exact);
  });

  it('grows with the count, and is less for burstier keys', () => {
    const positive = fc.double({ min: 0.01, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, (mean, above, more) => {
        const score = surprise(mean + above, mean, 5);
        expect(surprise(mean + above + more, mean, 5)).toBeGreaterThanOrEqual(score - 1e-6);
        expect(surprise(mean + above, mean, 2.5)).toBeLessThanOrEqual(score + 1e-6);
      }),
    );
  });

  it('is finite for a billion requests where none were expected', () => {
    expect(surprise(3e9, 0, 2.5)).toBeGreaterThan(6);
    expect(Number.isFinite(surprise(3e9, 0, 2.5))).toBe(true);
  });
});

describe('the divergence of a share', () => {
  it('is none where the share is not above the usual one', () => {
    expect(shareDivergence(0.01, 0.01)).toBe(0);
    expect(shareDivergence(0, 0.5)).toBe(0);
  });

  it('counts a certain failure by the logarithm of what was usual', () => {
    expect(shareDivergence(1, 0.01)).toBeCloseTo(Math.log(100));
  });

  it('does not believe a key to be free of errors', () => {
    expect(shareDivergence(1, 0)).toBeCloseTo(Math.log(500));
  });
});

/** The probability that a negative-binomial count reaches `count`, summed term by term. */
function upperTail(count: number, mean: number, r: number): number {
  let [term, sum] = [(r / (r + mean)) ** r, 0];
  for (let k = 0; k < 20_000; k++) {
    if (k >= count) sum += term;
    term *= ((k + r) / (k + 1)) * (mean / (mean + r));
  }
  return sum;
}
