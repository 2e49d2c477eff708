import type uPlot from 'uplot';
import type { Ink } from './colours.ts';
import type { ChartMarker } from './drawing.ts';

const GAP_PX = 6;

/** Draws a vertical line for each, with its label above, or beside that of the one before, where there is room for it. */
export function drawMarkers(plot: uPlot, markers: readonly ChartMarker[], ink: Ink): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  let freeFrom = Number.NEGATIVE_INFINITY;
  ctx.save();
  ctx.font = ink.font.replace('12px', `${String(Math.round(11 * ratio))}px`);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.lineWidth = 1.5 * ratio;
  ctx.setLineDash([4 * ratio, 3 * ratio]);
  for (const { atSeconds, label, colour } of markers) {
    const x = Math.round(plot.valToPos(atSeconds, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = ink.colour(colour ?? '--danger');
    ctx.fillStyle = ctx.strokeStyle;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const { width } = ctx.measureText(label);
    const wanted = Math.max(x - width / 2, bbox.left, Math.min(freeFrom, x + width / 2));
    const left = Math.min(wanted, bbox.left + bbox.width - width);
    if (left < freeFrom) continue;
    ctx.fillText(label, left, bbox.top - ratio);
    freeFrom = left + width + GAP_PX * ratio;
  }
  ctx.restore();
}
