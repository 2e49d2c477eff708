/** The middle one of some figures, by value; of an even number, the upper one. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** To two decimals, as the benches print their figures. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
