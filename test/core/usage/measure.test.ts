import { describe, expect, it } from 'vitest';
import { latencyMeasure, latencyOfMeasure, latencyPercentileMs } from '../../../src/core/usage/measure.ts';

describe('latency buckets', () => {
  it.each([0.3, 1, 7.3, 41, 1_000, 60_000])('stand for %d ms within 9.1 %%', (latencyMs) => {
    const middle = latencyOfMeasure(latencyMeasure(latencyMs)) ?? 0;
    expect(Math.abs(middle / latencyMs - 1)).toBeLessThan(0.091);
  });

  it('give a percentile within 9.1 %', () => {
    const counts = new Map<number, number>();
    for (let latencyMs = 1; latencyMs <= 1_000; latencyMs++) {
      const measure = latencyMeasure(latencyMs);
      counts.set(measure, (counts.get(measure) ?? 0) + 1);
    }
    expect(Math.abs((latencyPercentileMs(counts, 0.95) ?? 0) / 950 - 1)).toBeLessThan(0.091);
  });

  it('know no percentile of nothing', () => {
    expect(latencyPercentileMs(new Map([[0, 12]]), 0.5)).toBeNull();
  });
});
