import { expect, test } from 'vitest';
import { isDue } from '../../src/dashboard/api/pace.ts';

const STARTED = 1_000_000;
const read = (tookMs: number) => ({ startedAtMs: STARTED, endedAtMs: STARTED + tookMs });

test('news are read at most every five seconds', () => {
  expect(isDue(read(100), true, STARTED + 4_999)).toBe(false);
  expect(isDue(read(100), true, STARTED + 5_000)).toBe(true);
});

test('without news it is read every half minute', () => {
  expect(isDue(read(100), false, STARTED + 29_999)).toBe(false);
  expect(isDue(read(100), false, STARTED + 30_000)).toBe(true);
});

test('between two reads is ten times what the last one took, with news and without', () => {
  for (const hasNews of [true, false]) {
    expect(isDue(read(4_000), hasNews, STARTED + 43_999)).toBe(false);
    expect(isDue(read(4_000), hasNews, STARTED + 44_000)).toBe(true);
  }
});

test('a device that slept in the middle of a read does not rest for hours', () => {
  const hours = 3_600_000 * 8;
  expect(isDue(read(hours), true, STARTED + hours + 299_999)).toBe(false);
  expect(isDue(read(hours), true, STARTED + hours + 300_000)).toBe(true);
});
