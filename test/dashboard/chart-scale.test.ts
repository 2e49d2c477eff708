import { expect, test } from 'vitest';
import { logTicks, logTop, startingScale } from '../../src/dashboard/chart/scale.ts';

const series = (...values: (number | null)[]) => ({ id: 'a', label: 'a', values });
const band = (...expected: (number | null)[]) => ({
  lower: expected,
  upper: expected.map((value) => (value === null ? null : 10 * value)),
  expected,
});

test('a chart begins logarithmic where what came would press what is usual flat', () => {
  const usual = band(10, null, 33);
  expect(startingScale([series(3, 660)], usual)).toBe('linear');
  expect(startingScale([series(3, 2), series(null, 661)], usual)).toBe('log');
});

test('a chart without a band, or with none but of zeros, begins linear', () => {
  expect(startingScale([series(0, 1_000_000)], undefined)).toBe('linear');
  expect(startingScale([series(0, 1_000_000)], band(0, null))).toBe('linear');
  expect(startingScale([], band(1))).toBe('linear');
});

test('a logarithmic axis tells zero and the orders of magnitude', () => {
  expect(logTicks(1, logTop(1, 823), 210)).toEqual([0, 1, 10, 100, 1_000]);
  expect(logTicks(0.01, logTop(0.01, 1), 210)).toContain(0.1);
});

test('it tells more where there is room, and less where figures would touch', () => {
  expect(logTicks(1, logTop(1, 40), 210)).toEqual([0, 1, 2, 5, 10, 20, 50]);
  expect(logTicks(1, logTop(1, 1_000_000), 76)).toEqual([0, 100, 10_000, 1_000_000]);
});

test('where nothing came, the axis has its zero all the same', () => {
  expect(logTop(1, 0)).toBeGreaterThan(1);
  expect(logTicks(1, logTop(1, 0), 210)[0]).toBe(0);
});
