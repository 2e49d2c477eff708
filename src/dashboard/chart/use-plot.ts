import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import uPlot from 'uplot';
import { inkAt, useTheme } from './colours.ts';
import type { ChartMarker, Drawing } from './drawing.ts';
import { indexAt, leftOf, optionsOf, type PlotSetting } from './options.ts';

/** The point of the data that is looked at. */
export interface Chosen {
  readonly index: number;
  /** Where it stands, in pixels from the left of the chart. */
  readonly left: number;
}

interface PlotWishes {
  readonly drawing: Drawing;
  readonly markers: readonly ChartMarker[];
  readonly height: number;
  readonly logFrom: number | undefined;
  readonly formatAxis: ((value: number) => string) | undefined;
  onRange: ((fromSeconds: number, toSeconds: number) => void) | undefined;
  onChoose(chosen: Chosen | undefined): void;
}

/** What is set up anew where it changes. */
type Shape = Pick<PlotSetting, 'drawing' | 'height' | 'zooms' | 'isDense' | 'logFrom'>;

/** More points than a chart has pixels. */
const DENSE_POINTS = 2_000;

/** Of the time that drawing took, in the browser's timeline of performance. */
const MEASURE = 'keywatch.chart';

/**
 * Keeps a uPlot in `place`: anew where its shape or the theme changes, else with new data only. Each drawing is measured
 * as `keywatch.chart`.
 */
export function usePlot(place: RefObject<HTMLElement | null>, wishes: PlotWishes): RefObject<uPlot | null> {
  const { drawing, markers } = wishes;
  const plot = useRef<uPlot | null>(null);
  const drawn = useRef<readonly unknown[]>([]);
  const shape = shapeOf(wishes, useTheme());
  const latest = useEffectEvent(() => wishes);
  const draw = useEffectEvent((target: uPlot, rows: Drawing['data'], marks: readonly ChartMarker[]) => {
    const wanted = [target, rows, marks];
    if (wanted.every((each, index) => each === drawn.current[index])) return;
    drawn.current = wanted;
    drawNow(target, rows);
  });

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const form = JSON.parse(shape) as Shape;
    const opened = new uPlot(
      optionsOf({
        ...form,
        ink: inkAt(element),
        width: element.clientWidth,
        formatAxis: latest().formatAxis,
        markers: () => latest().markers,
        onCursor: (at) => latest().onChoose(chosenOf(at, form.drawing)),
        onSelect: (from, to) => latest().onRange?.(from, to),
      }),
      undefined,
      element,
    );
    plot.current = opened;
    draw(opened, latest().drawing.data, latest().markers);
    const watcher = new ResizeObserver(() => {
      const { clientWidth: width } = element;
      if (width > 0 && width !== opened.width) opened.setSize({ width, height: form.height });
    });
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      opened.destroy();
      plot.current = null;
    };
  }, [place, shape]);

  useEffect(() => {
    if (plot.current !== null) draw(plot.current, drawing.data, markers);
  }, [drawing.data, markers]);
  return plot;
}

/** As a text, so that equal ones are the same. The theme is in it for the colours that are read with it. */
function shapeOf({ drawing, height, logFrom, onRange }: PlotWishes, theme: string): string {
  const { look, hasBand, stepSeconds, colours } = drawing;
  const shape: Shape = {
    drawing: { look, hasBand, stepSeconds, colours },
    height,
    logFrom,
    zooms: onRange !== undefined,
    isDense: (drawing.data[0]?.length ?? 0) > DENSE_POINTS,
  };
  return JSON.stringify({ ...shape, theme });
}

function drawNow(plot: uPlot, rows: Drawing['data']): void {
  const start = performance.now();
  plot.batch(() => plot.setData(rows as unknown as uPlot.AlignedData));
  performance.clearMeasures(MEASURE);
  performance.measure(MEASURE, { start, end: performance.now() });
}

function chosenOf(plot: uPlot, steps: PlotSetting['drawing']): Chosen | undefined {
  const { left = -1 } = plot.cursor;
  if (left < 0 || plot.data[0].length === 0) return undefined;
  const index = indexAt(plot, left, steps);
  return { index, left: plot.over.offsetLeft + leftOf(plot, index, steps) };
}
