import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, NO_SERVER } from '../../../src/core/usage/cell.ts';
import { latencyMeasure } from '../../../src/core/usage/measure.ts';
import { wholeSteps } from '../../../src/core/usage/range.ts';
import { arrangeUsage, REST_RANK, type UsageSum } from '../../../src/core/usage/report.ts';

const noon = Date.UTC(2026, 10, 21, 12);

describe('a range', () => {
  test('is widened to whole steps and has each of them once', () => {
    const range = wholeSteps('HOUR', noon + 1, noon + 2 * HOUR_MS + 1);
    expect(range).toEqual({
      granularity: 'HOUR',
      grain: 'HOUR',
      from: noon,
      to: noon + 3 * HOUR_MS,
      steps: [noon, noon + HOUR_MS, noon + 2 * HOUR_MS],
    });
    expect(wholeSteps('HOUR', noon, noon + HOUR_MS).steps).toEqual([noon]);
    expect(wholeSteps('DAY', noon, noon + 1).to - wholeSteps('DAY', noon, noon + 1).from).toBe(DAY_MS);
  });
});

describe('a report', () => {
  const range = wholeSteps('HOUR', noon, noon + 2 * HOUR_MS);
  const sum = (
    rank: number,
    step: number | null,
    requests: number,
    more: Partial<UsageSum> = {},
  ): UsageSum => ({
    rank,
    values: [],
    step,
    latency: null,
    requests,
    denied: 0,
    clientErrors: 0,
    serverErrors: 0,
    bytes: 0,
    ...more,
  });

  test('has one group of zeros where nothing was counted and nothing is grouped', () => {
    const { totals, groups } = arrangeUsage([], range, { by: [] });
    expect(totals).toMatchObject({ requests: 0, errorRate: 0, p50Ms: null });
    expect(groups.map(({ series }) => series.map(({ requests }) => requests))).toEqual([[0, 0]]);
    expect(arrangeUsage([], range, { by: ['KEY'] }).groups).toEqual([]);
  });

  test('tells errors per request and latencies in totals', () => {
    const sums = [
      sum(1, 0, 10, { denied: 2, serverErrors: 5, bytes: 2 ** 40 }),
      sum(1, null, 3, { latency: latencyMeasure(100) }),
    ];
    const { totals } = arrangeUsage(sums, range, { by: [] });
    expect(totals).toMatchObject({
      requests: 10,
      denied: 2,
      serverErrors: 5,
      errorRate: 0.5,
      bytes: 2 ** 40,
    });
    expect(Math.abs((totals.p95Ms ?? 0) / 100 - 1)).toBeLessThan(0.091);
  });

  test('orders groups by rank, the rest last, and adds them up to the totals', () => {
    const sums = [
      sum(REST_RANK, 1, 7, { values: null }),
      sum(REST_RANK, null, 7, { values: null, latency: latencyMeasure(10) }),
      sum(2, 0, 1, { values: ['a server'] }),
      sum(1, 1, 4, { values: [NO_SERVER] }),
      sum(1, null, 4, { values: [NO_SERVER], latency: latencyMeasure(10) }),
    ];
    const { totals, groups } = arrangeUsage(sums, range, { by: ['SERVER'] });
    expect(groups.map(({ serverId, rest, totals: { requests } }) => [serverId, rest, requests])).toEqual([
      [null, false, 4],
      ['a server', false, 1],
      [null, true, 7],
    ]);
    expect(groups[0]?.series.map(({ requests }) => requests)).toEqual([0, 4]);
    expect(totals.requests).toBe(12);
  });

  test('tells the span before beside each group, also of a rest that only it has', () => {
    const before = [sum(1, 0, 3, { values: ['a'] }), sum(REST_RANK, 0, 2, { values: null })];
    const { previous, groups } = arrangeUsage(
      [sum(1, 0, 5, { values: ['a'] })],
      range,
      { by: ['KEY'] },
      before,
    );
    expect(previous?.requests).toBe(5);
    expect(groups.map((group) => [group.rest, group.totals.requests, group.previous?.requests])).toEqual([
      [false, 5, 3],
      [true, 0, 2],
    ]);
  });
});
