import type uPlot from 'uplot';
import type { Ink } from './colours.ts';

/** The rows of the data that hold the bounds, as in `Drawing`. */
const ROWS = { lower: 1, upper: 2 };

/** Bounds at a column of pixels. */
interface Edge {
  readonly x: number;
  lower: number;
  upper: number;
}

/**
 * Fills what lies between the bounds. A column of pixels gets one edge, the widest of its steps, so that a month by minute
 * costs no more than an hour does: uPlot's own bands clip with all of their points, which takes most of a frame.
 */
export function drawBand(plot: uPlot, ink: Ink): void {
  const { ctx, bbox } = plot;
  const heightOf = (value: number) => plot.valToPos(value, 'y', true);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = ink.soft('--info', 22);
  ctx.strokeStyle = ink.soft('--info', 45);
  ctx.lineWidth = devicePixelRatio;
  for (const edges of stretchesOf(plot)) {
    ctx.beginPath();
    for (const { x, upper } of edges) ctx.lineTo(x, heightOf(upper));
    for (const { x, lower } of edges.toReversed()) ctx.lineTo(x, heightOf(lower));
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}

/** The edges of each stretch in which the bounds are known. */
function stretchesOf(plot: uPlot): Edge[][] {
  const [times] = plot.data;
  const lowers = plot.data[ROWS.lower] ?? [];
  const uppers = plot.data[ROWS.upper] ?? [];
  const stretches: Edge[][] = [];
  let stretch: Edge[] | undefined;
  for (const [index, time] of times.entries()) {
    const lower = lowers[index] ?? null;
    const upper = uppers[index] ?? null;
    if (lower === null || upper === null) {
      stretch = undefined;
      continue;
    }
    if (stretch === undefined) stretches.push((stretch = []));
    const x = Math.round(plot.valToPos(time, 'x', true));
    const edge = stretch.at(-1);
    if (edge?.x === x) {
      edge.lower = Math.min(edge.lower, lower);
      edge.upper = Math.max(edge.upper, upper);
    } else stretch.push({ x, lower, upper });
  }
  return stretches;
}
