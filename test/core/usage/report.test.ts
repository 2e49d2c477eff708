import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, NO_SERVER } from '../../../src/core/usage/cell.ts';
import { latencyMeasure } from '../../../src/core/usage/measure.ts';
import { stepsOf, wholeSteps } from '../../../src/core/usage/range.ts';
import { arrangeUsage, type UsageSum } from '../../../src/core/usage/report.ts';

const noon = Date.UTC(2026, 10, 21, 12);

describe('a range', () => {
  test('is widened to whole steps and has each of them once', () => {
    const range = wholeSteps('HOUR', noon + 1, noon + 2 * HOUR_MS + 1);
    expect(range).toEqual({ granularity: 'HOUR', from: noon, to: noon + 3 * HOUR_MS });
    expect(stepsOf(range)).toEqual([noon, noon + HOUR_MS, noon + 2 * HOUR_MS]);
    expect(wholeSteps('HOUR', noon, noon + HOUR_MS)).toEqual({
      granularity: 'HOUR',
      from: noon,
      to: noon + HOUR_MS,
    });
    expect(wholeSteps('DAY', noon, noon + 1).to - wholeSteps('DAY', noon, noon + 1).from).toBe(DAY_MS);
  });
});

describe('a report', () => {
  const range = wholeSteps('HOUR', noon, noon + 2 * HOUR_MS);
  const zeros = { requests: 0, denied: 0, clientErrors: 0, serverErrors: 0, bytes: 0 };
  const sum = (rank: number, at: number | null, counts: object, more: object = {}): UsageSum => ({
    rank,
    group: { keyId: null, serverId: null, endpoint: null, code: null },
    at,
    latency: null,
    counts: { ...zeros, ...counts },
    ...more,
  });

  test('has one group of zeros where nothing was counted and nothing is grouped', () => {
    const { totals, groups } = arrangeUsage([], range, false);
    expect(totals).toMatchObject({ requests: 0, errorRate: 0, p50Ms: null });
    expect(groups.map(({ series }) => series.map(({ requests }) => requests))).toEqual([[0, 0]]);
    expect(arrangeUsage([], range, true).groups).toEqual([]);
  });

  test('tells errors per request and latencies in totals', () => {
    const sums = [
      sum(0, null, { requests: 10, denied: 2, serverErrors: 5, bytes: 2 ** 40 }),
      sum(0, null, { requests: 3 }, { latency: latencyMeasure(100) }),
    ];
    const { totals } = arrangeUsage(sums, range, false);
    expect(totals).toMatchObject({
      requests: 10,
      denied: 2,
      serverErrors: 5,
      errorRate: 0.5,
      bytes: 2 ** 40,
    });
    expect(Math.abs((totals.p95Ms ?? 0) / 100 - 1)).toBeLessThan(0.091);
  });

  test('orders groups by rank and knows a server that was not named', () => {
    const ofServer = (serverId: string) => ({ group: { keyId: null, serverId, endpoint: null, code: null } });
    const sums = [
      sum(2, noon, { requests: 1 }, ofServer('a server')),
      sum(1, noon + HOUR_MS, { requests: 4 }, ofServer(NO_SERVER)),
    ];
    const { groups } = arrangeUsage(sums, range, true);
    expect(groups.map(({ serverId, totals }) => [serverId, totals.requests])).toEqual([
      [null, 4],
      ['a server', 1],
    ]);
    expect(groups[0]?.series.map(({ requests }) => requests)).toEqual([0, 4]);
  });
});
