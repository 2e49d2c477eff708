import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../ui/time-units.ts';

/** Minutes are kept so long. */
const MINUTES_KEPT_MS = 7 * DAY_MS;
/** More hours than these are too many to tell apart. */
const HOURS_MS = 62 * DAY_MS;

const LENGTHS_MS = {
  '2h': 2 * HOUR_MS,
  '24h': DAY_MS,
  '7d': MINUTES_KEPT_MS,
  '30d': 30 * DAY_MS,
  '90d': 90 * DAY_MS,
} as const;

export type Length = keyof typeof LENGTHS_MS;

export const LENGTHS: readonly { readonly value: Length; readonly label: string }[] = [
  { value: '2h', label: '2 hours' },
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
  { value: '90d', label: '90 days' },
];

/** What of a key's usage is looked at. */
export interface Span {
  /** Empty where it was dragged out of a chart. */
  readonly length: Length | '';
  readonly from: string;
  readonly to: string;
  readonly by: 'MINUTE' | 'HOUR' | 'DAY';
}

/** Reads a span from a URL: `from` and `to`, else `range`, else the last 24 hours. Those that end now move on. */
export function spanOf(search: URLSearchParams, nowMs: number): Span {
  const fromMs = Date.parse(search.get('from') ?? '');
  const toMs = Date.parse(search.get('to') ?? '');
  if (fromMs < toMs) return { length: '', ...spanBetween(fromMs, toMs, nowMs) };
  const named = search.get('range');
  const length = LENGTHS.find(({ value }) => value === named)?.value ?? '24h';
  const stepMs = LENGTHS_MS[length] > DAY_MS ? 5 * MINUTE_MS : MINUTE_MS;
  const endMs = Math.ceil(nowMs / stepMs) * stepMs;
  return { length, ...spanBetween(endMs - LENGTHS_MS[length], endMs, nowMs) };
}

function spanBetween(fromMs: number, toMs: number, nowMs: number): Omit<Span, 'length'> {
  const oldest = nowMs - MINUTES_KEPT_MS + 10 * MINUTE_MS;
  const isOfMinutes = toMs - fromMs <= MINUTES_KEPT_MS && fromMs >= oldest - 15 * MINUTE_MS;
  const by = isOfMinutes ? 'MINUTE' : toMs - fromMs <= HOURS_MS ? 'HOUR' : 'DAY';
  const first = isOfMinutes ? Math.max(fromMs, Math.ceil(oldest / MINUTE_MS) * MINUTE_MS) : fromMs;
  return { from: new Date(first).toISOString(), to: new Date(toMs).toISOString(), by };
}
