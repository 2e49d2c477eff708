import { expect, test } from 'vitest';
import { drawingOf } from '../../src/dashboard/screens/alerts/alert-drawing.ts';

const FROM = '2026-11-22T12:00:00.000Z';
const NOW = Date.parse('2026-11-22T12:03:00Z');
const counts = { requests: 9, errors: 3, denied: 2, distinctIps: 4 };
const figures = { observed: 9, expected: 5, lower: 1, upper: 8 };
const typename = { __typename: 'AlertChartPoint' } as const;
const point = { ...typename, at: '2026-11-22T12:01:00.000Z', ...counts, ...figures };

function chartWith(measure: 'REQUESTS' | 'ERROR_SHARE' | null) {
  const band =
    measure === null ? null : { __typename: 'AlertBand' as const, measure, expected: 5, lower: 1, upper: 8 };
  return {
    __typename: 'AlertChart' as const,
    from: FROM,
    to: '2026-11-22T12:30:00.000Z',
    complete: true,
    band,
    points: [point],
  };
}

test('every minute up to now is drawn; where nothing came, there is 0 and nothing is known of the band', () => {
  const { times, series, band, isShare } = drawingOf(chartWith('REQUESTS'), 'spike', NOW);
  expect(times).toEqual([0, 60, 120].map((after) => Date.parse(FROM) / 1_000 + after));
  expect(series).toMatchObject([{ id: 'requests', values: [0, 9, 0] }]);
  expect(band).toEqual({ lower: [null, 1, null], upper: [null, 8, null], expected: [null, 5, null] });
  expect(isShare).toBe(false);
});

test('a share is not 0 where nothing came: nothing is known of it', () => {
  const { series, isShare } = drawingOf(chartWith('ERROR_SHARE'), 'error_rate', NOW);
  expect(series).toMatchObject([{ id: 'observed', values: [null, 9, null] }]);
  expect(isShare).toBe(true);
});

test('what minutes do not measure is drawn beside the requests, without a band', () => {
  const { series, band } = drawingOf(chartWith(null), 'source_fan_out', NOW);
  expect(series).toMatchObject([
    { id: 'distinctIps', values: [0, 4, 0] },
    { id: 'requests', values: [0, 9, 0] },
  ]);
  expect(band).toBeUndefined();
});
