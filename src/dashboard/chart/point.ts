import type { ChartBand, ChartMarker, ChartSeries } from './drawing.ts';
import { stepLabel } from './instants.ts';
import type { PointFacts } from './tooltip.tsx';

interface PointSource {
  readonly times: readonly number[];
  readonly shown: readonly (ChartSeries & { readonly colour: string })[];
  readonly stacks: boolean;
  readonly stepSeconds: number;
  readonly band: ChartBand | undefined;
  readonly markers: readonly ChartMarker[];
  format(value: number): string;
}

/** What is known of a point of the data. */
export function factsAt(index: number, source: PointSource): PointFacts {
  const { times, shown, stacks, stepSeconds, band, markers, format } = source;
  const at = times[index] ?? 0;
  const figure = (value: number | null | undefined) =>
    value === null || value === undefined ? 'unknown' : format(value);
  const bound = (value: number | null | undefined) =>
    figure(value === null || value === undefined ? value : rounded(value));
  const expected = band?.expected[index] ?? null;
  const sum = shown.reduce((total, { values }) => total + (values[index] ?? 0), 0);
  return {
    when: stepLabel(at, stepSeconds),
    rows: shown.map(({ id, label, colour, values }) => ({
      id,
      label,
      colour,
      figure: figure(values[index]),
    })),
    notes: [
      ...(stacks && shown.length > 1 ? [`In all: ${format(sum)}`] : []),
      ...(expected === null
        ? []
        : [`Expected: ${bound(expected)} (${bound(band?.lower[index])} to ${bound(band?.upper[index])})`]),
      ...markers
        .filter(({ atSeconds }) => atSeconds >= at && atSeconds < at + stepSeconds)
        .map(({ label }) => label),
    ],
  };
}

/** What is expected is no count: digits behind the second say nothing, but whole ones stay. */
function rounded(bound: number): number {
  return bound >= 10 ? Math.round(bound) : Number(bound.toPrecision(2));
}
