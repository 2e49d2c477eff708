import 'uplot/dist/uPlot.min.css';
import { type KeyboardEvent, useRef } from 'react';
import style from './chart.module.css';
import type { ChartMarker, Drawing } from './drawing.ts';
import { leftOf } from './options.ts';
import { type Chosen, usePlot } from './use-plot.ts';

interface PlotProps {
  readonly label: string;
  readonly drawing: Drawing;
  readonly markers: readonly ChartMarker[];
  readonly height: number;
  /** From this figure on heights go by orders of magnitude; undefined: they are linear. */
  readonly logFrom: number | undefined;
  readonly formatAxis?: ((value: number) => string) | undefined;
  readonly onRange?: ((fromSeconds: number, toSeconds: number) => void) | undefined;
  readonly chosen: Chosen | undefined;
  onChoose(chosen: Chosen | undefined): void;
  /** The chosen point in words, for screen readers. */
  readonly chosenText: string | undefined;
}

/** The canvas. With the focus on it, the arrow keys go from point to point, as on a slider through time. */
export function Plot({ label, drawing, chosen, chosenText, height, ...wishes }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = usePlot(place, {
    drawing,
    height,
    logFrom: wishes.logFrom,
    markers: wishes.markers,
    formatAxis: wishes.formatAxis,
    onRange: wishes.onRange,
    onChoose: wishes.onChoose,
  });
  const last = (drawing.data[0]?.length ?? 1) - 1;
  const goTo = (index: number | undefined) => {
    const known = plot.current;
    if (known === null) return;
    const left = index === undefined ? -10 : leftOf(known, Math.min(Math.max(index, 0), last), drawing);
    known.setCursor({ left, top: index === undefined ? -10 : 10 });
  };
  const press = (event: KeyboardEvent) => {
    const target = keyTarget(event.key, chosen?.index, last);
    if (target === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    goTo(target);
  };
  return (
    <div
      ref={place}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- An input of the type range holds no canvas.
      role="slider"
      tabIndex={0}
      className={style['plot']}
      style={{ height }}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(last, 0)}
      aria-valuenow={chosen?.index ?? last}
      aria-valuetext={chosenText ?? 'No point is chosen; the arrow keys go through them.'}
      onKeyDown={press}
      onBlur={() => goTo(undefined)}
    />
  );
}

/** Where a key leads from a point; undefined: the key is not for the chart. */
function keyTarget(key: string, index: number | undefined, last: number): number | undefined {
  const page = Math.max(Math.round(last / 20), 1);
  const from = index ?? last + 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -page, PageUp: page }[
    key
  ];
  return step === undefined ? undefined : from + step;
}
