const COUNT = new Intl.NumberFormat(undefined);
const SHORT = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const SHARE = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 });

/** `1,234,567`: all digits, as our counts are exact. */
export function count(value: number): string {
  return COUNT.format(value);
}

/** `1 row`, `1,000 rows`. */
export function many(value: number, what: string): string {
  return `${count(value)} ${what}${value === 1 ? '' : 's'}`;
}

/** `1.2M`, for axes and other narrow places. */
export function short(value: number): string {
  return SHORT.format(value);
}

/** A share from 0 to 1 as `1.25%`. */
export function share(value: number): string {
  return SHARE.format(value);
}

/** `41 ms`, `2.3 s`; a dash where nothing was measured. */
export function duration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '–';
  return ms < 1_000 ? `${COUNT.format(Math.round(ms))} ms` : `${SHORT.format(ms / 1_000)} s`;
}

/** `12% more than before`, as a share with its sign; undefined where there was nothing before. */
export function change(now: number, before: number): number | undefined {
  return before === 0 ? undefined : now / before - 1;
}
