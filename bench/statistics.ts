/** The middle one of some figures, by value; of an even number, the upper one. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** To two decimals, as the benches print their figures. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The smallest value that this share of the values does not exceed, roughly; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
