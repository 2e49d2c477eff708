/** A named row of figures. */
export interface ChartSeries {
  /** Stable while the chart is shown; by it a series stays hidden. */
  readonly id: string;
  readonly label: string;
  /** One for each of `times`; null: not known. */
  readonly values: readonly (number | null)[];
  /** A colour of style/tokens.css, such as `--danger`. Left out: the next of the palette. */
  readonly colour?: string;
  /** Stands in the legend while no point is chosen, such as a total. */
  readonly figure?: string;
}

/** What was expected, drawn under the counts. */
export interface ChartBand {
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  readonly expected: readonly (number | null)[];
}

/** An instant to point at. */
export interface ChartMarker {
  readonly atSeconds: number;
  readonly label: string;
  /** A colour of style/tokens.css; left out: `--danger`. */
  readonly colour?: string;
}

/** `area` and `bar` stack their series, the first at the bottom; `line` draws each from zero. */
export type ChartLook = 'area' | 'bar' | 'line';

/** The rows that the canvas draws, in its order: what is behind comes first. */
export interface Drawing {
  readonly look: ChartLook;
  readonly hasBand: boolean;
  readonly stepSeconds: number;
  /** Of each drawn series, as tokens of style/tokens.css. */
  readonly colours: readonly string[];
  /** Times, then lower, upper and expected where there is a band, then the series. */
  readonly data: readonly (readonly (number | null)[])[];
}

const PALETTE_SIZE = 6;

/** The colour of the series at this place, where it names none. */
export function colourOf({ colour }: Pick<ChartSeries, 'colour'>, place: number): string {
  return colour ?? `--series-${String((place % PALETTE_SIZE) + 1)}`;
}

/** How long a step lasts: the shortest of them, as clocks that change make some longer. */
export function stepOf(times: readonly number[]): number {
  let step = Number.POSITIVE_INFINITY;
  for (let index = 1; index < times.length; index += 1) {
    step = Math.min(step, (times[index] ?? 0) - (times[index - 1] ?? 0));
  }
  return Number.isFinite(step) && step > 0 ? step : 60;
}

/** What is to be drawn of these series; a stack is drawn from its top, so that each covers what is below it. */
export function drawingOf(
  times: readonly number[],
  shown: readonly (ChartSeries & { readonly colour: string })[],
  look: ChartLook,
  band: ChartBand | undefined,
  stepSeconds: number,
): Drawing {
  const rows =
    look === 'line' ? shown.map(({ values }) => values) : stacked(shown.map(({ values }) => values));
  return {
    look,
    hasBand: band !== undefined,
    stepSeconds,
    colours: shown.map(({ colour }) => colour).toReversed(),
    data: [
      times,
      ...(band === undefined ? [] : [band.lower, band.upper, band.expected]),
      ...rows.toReversed(),
    ],
  };
}

/** Each row with all rows before it added; a point of which nothing is known stays so. */
function stacked(rows: readonly (readonly (number | null)[])[]): readonly (readonly (number | null)[])[] {
  let below: readonly (number | null)[] | undefined;
  return rows.map((row) => {
    const under = below;
    const sums =
      under === undefined
        ? row
        : row.map((value, index) => {
            const known = under[index] ?? null;
            return value === null ? known : value + (known ?? 0);
          });
    below = sums;
    return sums;
  });
}
