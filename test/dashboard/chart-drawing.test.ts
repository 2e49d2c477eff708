import { expect, test } from 'vitest';
import { colourOf, drawingOf, stepOf } from '../../src/dashboard/chart/drawing.ts';

const TIMES = [0, 60, 120];
const series = (id: string, values: (number | null)[]) => ({ id, label: id, values, colour: `--${id}` });
const [a, b] = [series('a', [1, 2, null]), series('b', [10, null, null])];

test('a stack is drawn from its top, so that each series covers what is below it', () => {
  const drawing = drawingOf(TIMES, [a, b], 'bar', undefined, 60);
  expect(drawing.data).toEqual([TIMES, [11, 2, null], [1, 2, null]]);
  expect(drawing.colours).toEqual(['--b', '--a']);
});

test('lines are not added up, and a band is behind them', () => {
  const band = { lower: [0, 1, 2], upper: [2, 3, 4], expected: [1, 2, 3] };
  const drawing = drawingOf(TIMES, [a, b], 'line', band, 60);
  expect(drawing.data).toEqual([TIMES, band.lower, band.upper, band.expected, b.values, a.values]);
});

test('a step is as long as the shortest: clocks that change make some longer', () => {
  expect(stepOf([0, 86_400, 176_400, 259_200])).toBe(82_800);
  expect(stepOf([5])).toBe(60);
});

test('colours begin again where the palette ends, unless a series has its own', () => {
  expect([0, 5, 6].map((place) => colourOf({}, place))).toEqual(['--series-1', '--series-6', '--series-1']);
  expect(colourOf({ colour: '--danger' }, 2)).toBe('--danger');
});
