import { describe, expect, test } from 'vitest';
import { createFailures, type FailureReport } from '../../src/data-plane/failures.ts';

function open() {
  const clock = { now: 1_800_000_000_000 };
  const reports: FailureReport[] = [];
  const causes: string[] = [];
  const failures = createFailures({
    now: () => clock.now,
    onFailed: (cause) => causes.push(cause),
    onExhausted: (report) => reports.push(report),
  });
  const fail = (times: number, ip: string, group?: string) => {
    const source = group === undefined ? { ip } : { ip, group };
    for (let time = 0; time < times; time++) failures.note('UNKNOWN', source);
    return failures.waitSeconds(source);
  };
  return { clock, reports, causes, failures, fail };
}

describe('the failures of an address', () => {
  test('are 60 in any minute; the one that exhausts them is told once', () => {
    const { clock, reports, causes, failures, fail } = open();
    expect(fail(59, '203.0.113.9')).toBe(0);
    expect(fail(1, '203.0.113.9')).toBeGreaterThan(0);
    expect(fail(100, '203.0.113.9')).toBeGreaterThan(0);
    expect(reports).toEqual([{ network: '203.0.113.9', group: '', causes: { UNKNOWN: 60 } }]);
    expect(causes).toHaveLength(160);
    clock.now += failures.waitSeconds({ ip: '203.0.113.9' }) * 1_000;
    expect(failures.waitSeconds({ ip: '203.0.113.9' })).toBe(0);
  });

  test('are counted together for the /64 that an IPv6 client has, and apart for groups', () => {
    const { failures, fail } = open();
    fail(30, '2001:db8:1:2::1');
    expect(fail(30, '2001:db8:1:2:ffff::9')).toBeGreaterThan(0);
    expect(failures.waitSeconds({ ip: '2001:db8:1:3::1' })).toBe(0);
    expect(failures.waitSeconds({ ip: '2001:db8:1:2::1', group: 'workspace' })).toBe(0);
    expect(fail(60, '::ffff:203.0.113.9')).toBeGreaterThan(0);
    expect(failures.waitSeconds({ ip: '203.0.113.9' })).toBeGreaterThan(0);
  });

  test('are remembered for a bounded number of addresses', () => {
    const { failures } = open();
    for (let number = 0; number < 200_000; number++) {
      failures.note('UNKNOWN', { ip: `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}` });
    }
    expect(failures.size()).toBeLessThanOrEqual(50_000);
  });

  test('count without an address where none is known', () => {
    const { causes, failures } = open();
    failures.note('MALFORMED', undefined);
    expect([causes, failures.size()]).toEqual([['MALFORMED'], 0]);
  });
});
