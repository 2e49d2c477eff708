/** Steps per doubling: rates from 0 to 2^32 fit into 16 bits with a relative error below 0.02 % of (1 + rate). */
const STEPS = 2_047;
const CODE_MAX = 65_535;

/** The 16-bit logarithm of a rate, from 1 on: 0 is left for places where nothing was seen. */
export function toFineLog(rate: number): number {
  return Math.min(CODE_MAX, 1 + Math.round(STEPS * Math.log2(1 + rate)));
}

/** The rate of a 16-bit logarithm; 0 of none. */
export function fromFineLog(code: number): number {
  return code === 0 ? 0 : 2 ** ((code - 1) / STEPS) - 1;
}
