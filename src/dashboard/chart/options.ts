import uPlot from 'uplot';
import { short } from '../ui/figures.ts';
import { drawBand } from './band.ts';
import type { Ink } from './colours.ts';
import type { ChartMarker, Drawing } from './drawing.ts';
import { tickLabels } from './instants.ts';
import { drawMarkers } from './markers.ts';
import { logTicks, logTop } from './scale.ts';

/** How the canvas is set up; what changes while it stands is asked for. */
export interface PlotSetting {
  readonly drawing: Pick<Drawing, 'look' | 'hasBand' | 'stepSeconds' | 'colours'>;
  readonly ink: Ink;
  readonly width: number;
  readonly height: number;
  readonly zooms: boolean;
  /** There are more points than pixels: lines are as thin as can be, which is drawn in half the time. */
  readonly isDense: boolean;
  /** From this figure on heights go by orders of magnitude; left out: they are linear. */
  readonly logFrom?: number | undefined;
  /** Of the axis; left out: short whole numbers. */
  readonly formatAxis: ((value: number) => string) | undefined;
  markers(): readonly ChartMarker[];
  /** A point of the data was chosen, or none, by the pointer or the keyboard. */
  onCursor(plot: uPlot): void;
  onSelect(fromSeconds: number, toSeconds: number): void;
}

/** What uPlot is to do. */
export function optionsOf(setting: PlotSetting): uPlot.Options {
  const { drawing, ink, width, height, zooms } = setting;
  return {
    width,
    height,
    padding: [14, 22, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { show: false },
      move: (plot, left, top) => [left < 0 ? left : snapped(plot, left, drawing), top],
      drag: { x: zooms, y: false, setScale: false, dist: 4 },
    },
    scales: {
      x: { range: (_plot, min, max) => spanOf(min, max, drawing.look === 'bar' ? drawing.stepSeconds : 0) },
      y: heightsOf(setting.logFrom),
    },
    axes: axesOf(setting),
    series: [{}, ...bandSeries(drawing.hasBand, ink), ...drawing.colours.map(seriesOf(setting))],
    hooks: {
      drawAxes: drawing.hasBand ? [(plot) => drawBand(plot, ink)] : [],
      setCursor: [setting.onCursor],
      setSelect: [(plot) => select(plot, setting)],
      draw: [(plot) => drawMarkers(plot, setting.markers(), ink)],
    },
  };
}

function spanOf(min: number, max: number, step: number): uPlot.Range.MinMax {
  return min === max ? [min - 60, max + Math.max(step, 60)] : [min, max + step];
}

/** The inverse hyperbolic sine: a logarithm with a place for zero. */
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- uPlot declares this enum, but has none when it runs.
const ASINH: uPlot.Scale.Distr = 4;

function heightsOf(logFrom: number | undefined): uPlot.Scale {
  return logFrom === undefined
    ? { range: (_plot, _min, max) => uPlot.rangeNum(0, max > 0 ? max : 1, 0.1, true) }
    : { distr: ASINH, asinh: logFrom, range: (_plot, _min, max) => [0, logTop(logFrom, max)] };
}

function axesOf({ ink, formatAxis, logFrom }: PlotSetting): uPlot.Axis[] {
  const shared = {
    stroke: ink.colour('--muted'),
    font: ink.font,
    ticks: { show: false },
    grid: { stroke: ink.colour('--line'), width: 1 },
  };
  return [
    {
      ...shared,
      grid: { show: false },
      size: 40,
      space: 74,
      values: (_plot, splits, _axis, _space, every) => tickLabels(splits, every),
    },
    {
      ...shared,
      size: 52,
      space: 38,
      values: (_plot, splits) =>
        splits.map((value) => formatAxis?.(value) ?? (Number.isInteger(value) ? short(value) : '')),
      ...(logFrom === undefined ? {} : logAxis(logFrom)),
    },
  ];
}

function logAxis(logFrom: number): uPlot.Axis {
  return {
    splits: (plot, _axis, _min, top) => logTicks(logFrom, top, plot.bbox.height / devicePixelRatio),
    filter: (_plot, splits) => splits,
  };
}

/** Lower and upper bound, which `drawBand` draws and which are here for their heights, and what is expected. */
function bandSeries(hasBand: boolean, ink: Ink): uPlot.Series[] {
  if (!hasBand) return [];
  const bound = { points: { show: false }, paths: () => null };
  return [bound, bound, { points: { show: false }, stroke: ink.colour('--info'), width: 1.5, dash: [5, 4] }];
}

function seriesOf({
  drawing: { look },
  ink,
  isDense,
}: PlotSetting): (token: string, place: number, all: readonly string[]) => uPlot.Series {
  const bars = uPlot.paths.bars?.({ size: [0.84, 48], align: 1 });
  return (token, _place, all) => ({
    stroke: ink.colour(token),
    width: look === 'bar' ? 0 : isDense ? 1 : 1.5,
    points: { show: (plot) => look !== 'bar' && plot.data[0].length === 1, size: 5 },
    ...(look === 'area' ? { fill: ink.soft(token, 42) } : {}),
    ...(look === 'bar' ? { fill: ink.soft(token, 82) } : {}),
    ...(look === 'bar' && bars !== undefined ? { paths: bars } : {}),
    ...(look === 'line' && all.length === 1 && !isDense ? { width: 1.75 } : {}),
  });
}

/** Whole steps, both ends included. */
function select(plot: uPlot, { drawing, onSelect }: PlotSetting): void {
  const { left, width } = plot.select;
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  const from = timeAt(plot, indexAt(plot, left, drawing));
  const to = timeAt(plot, indexAt(plot, left + width, drawing));
  if (width >= 1 && to > from) onSelect(from, to + drawing.stepSeconds);
}

type Steps = Pick<Drawing, 'look' | 'stepSeconds'>;

/** The place in the data of what the pointer is at: of bars the one below it, else the nearest. */
export function indexAt(plot: uPlot, left: number, { look }: Steps): number {
  const index = plot.posToIdx(left);
  const isBefore = look === 'bar' && timeAt(plot, index) > plot.posToVal(left, 'x');
  return Math.max(isBefore ? index - 1 : index, 0);
}

/** Where a point of the data is, in pixels from the left of the drawn area. */
export function leftOf(plot: uPlot, index: number, { look, stepSeconds }: Steps): number {
  return plot.valToPos(timeAt(plot, index) + (look === 'bar' ? stepSeconds / 2 : 0), 'x');
}

function snapped(plot: uPlot, left: number, steps: Steps): number {
  return plot.data[0].length === 0 ? left : leftOf(plot, indexAt(plot, left, steps), steps);
}

function timeAt(plot: uPlot, index: number): number {
  return plot.data[0][index] ?? 0;
}
