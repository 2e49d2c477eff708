import type { ChartBand, ChartSeries } from './drawing.ts';

/** How figures become heights. `log` goes by orders of magnitude and has a place for zero all the same. */
export type ChartScale = 'linear' | 'log';

/**
 * Above so many times what is expected, a chart begins in `log`. The figures of a linear chart share about 200 pixels: there,
 * what is usual is then below ten of them, and how it comes and goes is no more to be seen.
 */
const FLATTENS = 20;

/** The scale before a person chooses one: linear, unless what came would press what is usual flat. */
export function startingScale(series: readonly ChartSeries[], band: ChartBand | undefined): ChartScale {
  if (band === undefined) return 'linear';
  const usual = highestOf([band.expected]);
  return usual > 0 && highestOf(series.map(({ values }) => values)) > FLATTENS * usual ? 'log' : 'linear';
}

/** Room above the highest figure of a logarithmic chart, as a part of it. */
const HEADROOM = 0.25;

/** Where a logarithmic axis ends that has orders of magnitude from `from` on. */
export function logTop(from: number, highest: number): number {
  return Math.max(highest, from) * (1 + HEADROOM);
}

/** Pixels between two figures of the axis: at least, and where 2 and 5 are told as well. */
const APART_PX = { orders: 16, all: 22 };

/**
 * The figures beside a logarithmic axis of this height, which is even below `from`: 0 and the orders of magnitude, and 2 and
 * 5 of each where there is room.
 */
export function logTicks(from: number, top: number, heightPx: number): number[] {
  const heightOf = (value: number) => (Math.asinh(value / from) / Math.asinh(top / from)) * heightPx;
  const orders = Array.from({ length: Math.floor(Math.log10(top / from)) + 1 }, (_, order) => 10 ** order);
  const hasRoom = heightOf(2 * from) - heightOf(from) >= APART_PX.all;
  const ticks = [0];
  for (const part of hasRoom ? orders.flatMap((order) => [order, 2 * order, 5 * order]) : orders) {
    // Without the dust of binary fractions.
    const tick = Number((part * from).toPrecision(12));
    if (tick <= top && heightOf(tick) - heightOf(ticks.at(-1) ?? 0) >= APART_PX.orders) ticks.push(tick);
  }
  return ticks;
}

function highestOf(rows: readonly (readonly (number | null)[])[]): number {
  let highest = 0;
  for (const row of rows) for (const value of row) highest = Math.max(highest, value ?? 0);
  return highest;
}
