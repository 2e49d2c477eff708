import type { ChartBand, ChartSeries } from '../../chart/drawing.ts';
import type { KeyExpectedQuery, KeyUsageQuery } from '../../gql/graphql.ts';
import { count } from '../../ui/figures.ts';

/** A key's usage as a chart draws it. */
export interface UsageDrawing {
  readonly times: number[];
  readonly series: ChartSeries[];
  readonly band: ChartBand | undefined;
  readonly totals: { readonly requests: number; readonly denied: number; readonly errors: number };
}

interface Counts {
  readonly at: string;
  readonly requests: number;
  readonly denied: number;
  readonly errors: number;
}

/** Minutes, beside what the detector expects of each. */
export function minutesDrawn({ points }: KeyExpectedQuery['expectedUsage']): UsageDrawing {
  const hasBand = points.some(({ upper }) => upper !== null && upper !== undefined);
  return {
    ...drawn(points),
    band: hasBand
      ? {
          lower: points.map(({ lower }) => lower ?? null),
          upper: points.map(({ upper }) => upper ?? null),
          expected: points.map(({ expected }) => expected ?? null),
        }
      : undefined,
  };
}

/** Hours or days, of which nothing is expected. */
export function stepsDrawn({ groups }: KeyUsageQuery['usage']): UsageDrawing {
  const series = groups[0]?.series ?? [];
  const points = series.map(({ clientErrors, serverErrors, ...rest }) => ({
    ...rest,
    errors: clientErrors + serverErrors,
  }));
  return { ...drawn(points), band: undefined };
}

function drawn(points: readonly Counts[]): Omit<UsageDrawing, 'band'> {
  const total = (field: 'requests' | 'denied' | 'errors') =>
    points.reduce((sum, point) => sum + point[field], 0);
  const totals = { requests: total('requests'), denied: total('denied'), errors: total('errors') };
  const row = (id: keyof typeof totals, label: string, colour: string) => ({
    id,
    label,
    colour,
    values: points.map((point) => point[id]),
    figure: count(totals[id]),
  });
  return {
    times: points.map(({ at }) => new Date(at).getTime() / 1_000),
    totals,
    series: [
      row('requests', 'Requests', '--series-1'),
      row('denied', 'Denied', '--danger'),
      row('errors', 'Errors', '--warning'),
    ],
  };
}
