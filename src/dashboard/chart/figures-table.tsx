import { memo, useState } from 'react';
import type { Column } from '../ui/column.ts';
import { saveCsv } from '../ui/csv.ts';
import { Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';
import style from './chart.module.css';
import type { ChartBand, ChartSeries } from './drawing.ts';

/** A step of the chart. */
export interface Step {
  readonly index: number;
  readonly at: number;
}

const PAGE = 100;

/** A column for each series, and for each edge of the band. */
export function figureColumns(
  series: readonly ChartSeries[],
  band: ChartBand | undefined,
  format: (value: number) => string,
): readonly Column<Step>[] {
  const rows: readonly (readonly [title: string, values: readonly (number | null)[]])[] = [
    ...series.map(({ label, values }) => [label, values] as const),
    ...(band === undefined
      ? []
      : ([
          ['Expected', band.expected],
          ['Lower bound', band.lower],
          ['Upper bound', band.upper],
        ] as const)),
  ];
  return [
    { title: 'Time', cell: ({ at }) => <Time at={isoOf(at)} />, csv: ({ at }) => isoOf(at) },
    ...rows.map(
      ([title, values]): Column<Step> => ({
        title,
        end: true,
        cell: ({ index }) => {
          const value = values[index] ?? null;
          return value === null ? '–' : format(value);
        },
        csv: ({ index }) => values[index] ?? null,
      }),
    ),
  ];
}

/** Saves the figures of a chart as a file, the oldest first. */
export function saveSteps(
  fileName: string,
  columns: readonly Column<Step>[],
  times: readonly number[],
): void {
  saveCsv(
    fileName,
    columns,
    times.map((at, index) => ({ index, at })),
  );
}

/** The figures of a chart, the newest first. */
export const FiguresTable = memo(function FiguresTable({
  label,
  times,
  columns,
}: {
  readonly label: string;
  readonly times: readonly number[];
  readonly columns: readonly Column<Step>[];
}) {
  const [most, setMost] = useState(PAGE);
  const last = times.length - 1;
  const rows = Array.from({ length: Math.min(most, times.length) }, (_, row) => ({
    index: last - row,
    at: times[last - row] ?? 0,
  }));
  return (
    <div className={style['table']}>
      <Table
        label={label}
        columns={columns}
        rows={rows}
        rowKey={({ index }) => String(index)}
        empty={null}
        onMore={times.length > most ? () => setMost(most + PAGE) : undefined}
      />
    </div>
  );
});

function isoOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
