import { describe, expect, test } from 'vitest';
import { warnOfQuota } from '../../src/core/quota-warning.ts';

const T0 = Date.UTC(2026, 10, 21, 12);

describe('a quota', () => {
  test.each([
    [799, undefined],
    [800, 'INFO'],
    [899, 'INFO'],
    [900, 'WARNING'],
    [950, 'CRITICAL'],
    [5_000, 'CRITICAL'],
  ] as const)('of 1,000 with %i used is warned of as %s', (used, severity) => {
    expect(warnOfQuota({ limit: 1_000, refill: 'DAILY' }, used, T0)?.severity).toBe(severity);
  });

  test('has one incident for each period, and says when it is filled up', () => {
    const told = warnOfQuota({ limit: 10, refill: 'DAILY' }, 9, T0);
    expect(told).toMatchObject({
      topic: '2026-11-21T00:00:00.000Z',
      sentence: '90% of the quota of 10 are used; filled up again 2026-11-22T00:00:00.000Z',
    });
    expect(warnOfQuota({ limit: 10, refill: 'NEVER' }, 9, T0)).toMatchObject({ topic: '' });
    expect(warnOfQuota({ limit: 0, refill: 'NEVER' }, 0, T0)).toMatchObject({ severity: 'CRITICAL' });
  });
});
