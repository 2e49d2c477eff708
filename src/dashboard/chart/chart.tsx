import { type ReactNode, useMemo, useState } from 'react';
import { count } from '../ui/figures.ts';
import { Empty } from '../ui/notice.tsx';
import { Skeleton } from '../ui/page.tsx';
import style from './chart.module.css';
import {
  type ChartBand,
  type ChartLook,
  type ChartMarker,
  type ChartSeries,
  colourOf,
  drawingOf,
  stepOf,
} from './drawing.ts';
import { FiguresTable, figureColumns, saveSteps } from './figures-table.tsx';
import { Foot } from './foot.tsx';
import { Legend } from './legend.tsx';
import { Plot } from './plot.tsx';
import { factsAt } from './point.ts';
import { type ChartScale, startingScale } from './scale.ts';
import { sentenceOf, Tooltip } from './tooltip.tsx';
import type { Chosen } from './use-plot.ts';

export interface ChartProps {
  /** What is drawn, for screen readers and the file: `Requests by server`. */
  readonly label: string;
  /** When each step begins, in seconds since 1970, ascending. */
  readonly times: readonly number[];
  /** Undefined: still being read. Memoise it. */
  readonly series: readonly ChartSeries[] | undefined;
  readonly look?: ChartLook;
  readonly band?: ChartBand | undefined;
  readonly markers?: readonly ChartMarker[];
  /** Of the canvas, in pixels. */
  readonly height?: number;
  /** Of the figures; left out: all digits. */
  readonly format?: (value: number) => string;
  /** Of the axis; left out: short whole numbers. */
  readonly formatAxis?: (value: number) => string;
  /** From this figure on the logarithmic scale goes by orders of magnitude; left out: 1, as counts are whole. */
  readonly logFrom?: number;
  /** How long a step is; left out: as far as two of `times` are apart. */
  readonly stepSeconds?: number;
  /** What was dragged over, in whole steps. Left out: dragging does nothing. */
  readonly onRange?: (fromSeconds: number, toSeconds: number) => void;
  /** Of the CSV file, without its ending. */
  readonly fileName: string;
  /** What stands where there is nothing to draw; left out: one sentence. */
  readonly empty?: ReactNode;
}

/** Series over time, with their legend, the figures at the pointer or the keyboard's point, and the same as a table. */
export function Chart(props: ChartProps) {
  const { series, times, height = 260, label, empty } = props;
  // Kept here, so that it holds while another span is read.
  const [scale, setScale] = useState<ChartScale>();
  if (series === undefined) {
    return (
      <div className={style['chart']}>
        <Skeleton height={height} label={`Loading ${label.toLowerCase()}`} />
        <div className={style['foot']} />
      </div>
    );
  }
  if (times.length === 0 || series.length === 0) {
    return (
      <div className={style['none']} style={{ minHeight: height }}>
        {empty ?? <Empty title="Nothing was counted in this span">Choose another one.</Empty>}
      </div>
    );
  }
  return <Drawn {...props} series={series} height={height} scale={scale} onScale={setScale} />;
}

interface DrawnProps extends ChartProps {
  readonly series: readonly ChartSeries[];
  readonly height: number;
  /** Undefined: nobody has chosen one. */
  readonly scale: ChartScale | undefined;
  onScale(scale: ChartScale): void;
}

const NO_MARKERS: readonly ChartMarker[] = [];

function Drawn({
  label,
  times,
  series,
  look = 'line',
  band,
  markers = NO_MARKERS,
  height,
  format = count,
  stepSeconds: step,
  fileName,
  formatAxis,
  logFrom = 1,
  onRange,
  scale,
  onScale,
}: DrawnProps) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<Chosen>();
  const [asTable, setAsTable] = useState(false);
  const [width, setWidth] = useState(0);
  const stepSeconds = useMemo(() => step ?? stepOf(times), [step, times]);
  const coloured = useMemo(
    () => series.map((each, place) => ({ ...each, colour: colourOf(each, place) })),
    [series],
  );
  const shown = useMemo(() => coloured.filter(({ id }) => !hidden.has(id)), [coloured, hidden]);
  const drawing = useMemo(
    () => drawingOf(times, shown, look, band, stepSeconds),
    [times, shown, look, band, stepSeconds],
  );
  const starting = useMemo(() => startingScale(series, band), [series, band]);
  // Heights that are stacked add up on a linear scale only.
  const isLog = look === 'line' && (scale ?? starting) === 'log';
  const columns = useMemo(() => figureColumns(series, band, format), [series, band, format]);
  const facts =
    chosen === undefined || chosen.index >= times.length
      ? undefined
      : factsAt(chosen.index, { times, shown, stacks: look !== 'line', stepSeconds, band, markers, format });
  const entries = coloured.map(({ id, label: name, colour, figure }) => ({
    id,
    label: name,
    colour,
    shown: !hidden.has(id),
    figure: facts === undefined ? figure : facts.rows.find((row) => row.id === id)?.figure,
  }));
  const toggle = (id: string) =>
    setHidden((known) =>
      known.has(id) ? new Set([...known].filter((each) => each !== id)) : new Set([...known, id]),
    );
  return (
    <div className={style['chart']}>
      <div className={style['stage']} ref={(stage) => setWidth(stage?.clientWidth ?? 0)}>
        <Plot
          label={label}
          drawing={drawing}
          markers={markers}
          height={height}
          logFrom={isLog ? logFrom : undefined}
          formatAxis={formatAxis}
          onRange={onRange}
          chosen={chosen}
          onChoose={setChosen}
          chosenText={facts === undefined ? undefined : sentenceOf(facts)}
        />
        {facts !== undefined && chosen !== undefined && (
          <Tooltip facts={facts} left={chosen.left} width={width} />
        )}
      </div>
      <Foot
        isLog={look === 'line' ? isLog : undefined}
        onLog={(log) => onScale(log ? 'log' : 'linear')}
        asTable={asTable}
        onTable={setAsTable}
        onSave={() => saveSteps(fileName, columns, times)}
      >
        <Legend label={label} entries={entries} onToggle={toggle} />
      </Foot>
      {asTable && <FiguresTable label={label} times={times} columns={columns} />}
    </div>
  );
}
