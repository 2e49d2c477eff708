import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectUnknownKeys, judgeUnknownKeys, type UnknownKeyLevel } from '../../src/core/unknown-keys.ts';
import { MINUTE_MS } from '../../src/core/usage/cell.ts';

const DAY_MINUTES = 1_440;

/** Judges minutes one after the other, and returns what came of the last one. */
function judgeAll(counts: readonly number[], from: UnknownKeyLevel | null = null) {
  const start = from === null ? 0 : from.minute / MINUTE_MS + 1;
  return counts.reduce((last, n, index) => judgeUnknownKeys(last.level, n, (start + index) * MINUTE_MS), {
    level: from,
    finding: undefined,
  } as { level: UnknownKeyLevel | null; finding: ReturnType<typeof judgeUnknownKeys>['finding'] });
}

test('a storm is told above a floor, and as critical where it is ten times as strong', () => {
  expect(judgeAll([60]).finding).toBeUndefined();
  expect(judgeAll([61]).finding).toMatchObject({
    kind: 'unknown_keys',
    severity: 'WARNING',
    observed: 61,
    upper: 60,
  });
  expect(judgeAll([600]).finding).toMatchObject({
    severity: 'CRITICAL',
    sentence: expect.stringContaining('600 times'),
  });
});

test('what is usual is no storm, and a storm of an hour does not become usual', () => {
  const used = judgeAll(Array.from({ length: 5 * DAY_MINUTES }, () => 55)).level;
  expect(used?.expected).toBeGreaterThan(50);
  expect(judgeAll([200], used).finding).toBeUndefined();
  expect(judgeAll([1_000], used).finding).toMatchObject({ severity: 'WARNING' });
  expect(judgeAll(Array.from({ length: 60 }, () => 100_000)).finding).toMatchObject({ upper: 60 });
});

test('each minute is drawn beside what it was judged by', () => {
  const counted = [30, 30, 400, 30].map((n, index) => ({ n, minute: (index < 3 ? index : 90) * MINUTE_MS }));
  const drawn = expectUnknownKeys(counted);
  let level: UnknownKeyLevel | null = null;
  for (const { n, minute, band } of drawn) {
    const judged = judgeUnknownKeys(level, n, minute);
    if (n === 400) expect(judged.finding).toMatchObject(band);
    level = judged.level;
  }
  expect(drawn.map(({ n, band }) => n > band.upper)).toEqual([false, false, true, false]);
});

test('silence brings the level down, and a minute that is not later changes nothing', () => {
  const level = { expected: 100, minute: 0 };
  const after = judgeUnknownKeys(level, 0, 7 * DAY_MINUTES * MINUTE_MS).level;
  expect(after.expected).toBeLessThan(1);
  expect(judgeUnknownKeys(level, 1e9, 0)).toEqual({ level, finding: undefined });
});

test('a level stays between nothing and the limit, whatever comes', () => {
  const count = fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 1e9 }));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(count, fc.integer({ min: 1, max: 10_000 })), { maxLength: 50 }),
      (minutes) => {
        let level: UnknownKeyLevel | null = null;
        let minute = 0;
        for (const [n, gap] of minutes) {
          minute += gap * MINUTE_MS;
          const before: UnknownKeyLevel | null = level;
          const judged: ReturnType<typeof judgeUnknownKeys> = judgeUnknownKeys(before, n, minute);
          level = judged.level;
          expect(level.expected).toBeGreaterThanOrEqual(0);
          expect(level.expected).toBeLessThanOrEqual(Math.max(before?.expected ?? 0, n));
        }
      },
    ),
  );
});
