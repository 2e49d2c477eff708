import type { Granularity } from '../../gql/graphql.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../ui/time-units.ts';

/** What the figures are of. */
export type RangeName = '24h' | '7d' | '30d' | 'custom';

/** A span of time and how it is read. */
export interface Span {
  readonly name: RangeName;
  readonly fromMs: number;
  /** Itself not in it; of the ranges that go on until now, the end of the step that is under way. */
  readonly toMs: number;
  /** Whether it goes on until now, so that what is counted shows in it. */
  readonly isOpen: boolean;
  /** The steps that are drawn. */
  readonly steps: Granularity;
  /** The steps of the sums and of what they are compared with: as fine as is kept, so that both are as long. */
  readonly sums: Granularity;
  /** Where the span before begins. */
  readonly beforeMs: number;
  /** Whether the span before is still kept in steps of that size. */
  readonly compares: boolean;
}

/** Sums are asked for anew so often. */
const FRESH_MS = 5 * MINUTE_MS;
/** How long steps are kept, a day less than in truth, so that a request that is late still finds them. */
const KEPT_MS = { MINUTE: 6 * DAY_MS, HOUR: 399 * DAY_MS, DAY: 3_659 * DAY_MS } as const;
/** Up to this length a span is drawn in such steps. */
const DRAWN_MS = { MINUTE: 12 * HOUR_MS, HOUR: 14 * DAY_MS } as const;

/** The span of a name at an instant; of `custom`, what was asked for, or the last day where that is no span. */
export function spanOf(
  name: RangeName,
  asked: { readonly fromMs: number; readonly toMs: number },
  nowMs: number,
): Span {
  if (name === 'custom' && asked.toMs > asked.fromMs) return customSpan(asked, nowMs);
  const toMs = ceil(nowMs + 1, FRESH_MS);
  if (name === '30d') {
    return withBefore({ name, fromMs: daysAgo(29, nowMs), toMs, steps: 'DAY', sums: 'HOUR' }, nowMs);
  }
  const endMs = ceil(nowMs + 1, HOUR_MS);
  if (name === '7d') {
    return withBefore({ name, fromMs: endMs - 7 * DAY_MS, toMs, steps: 'HOUR', sums: 'HOUR' }, nowMs);
  }
  return withBefore(
    { name: name === 'custom' ? name : '24h', fromMs: endMs - DAY_MS, toMs, steps: 'HOUR', sums: 'MINUTE' },
    nowMs,
  );
}

function customSpan(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  nowMs: number,
): Span {
  const length = toMs - fromMs;
  const isKept = (steps: keyof typeof KEPT_MS) => fromMs >= nowMs - KEPT_MS[steps];
  const steps =
    length <= DRAWN_MS.MINUTE && isKept('MINUTE')
      ? 'MINUTE'
      : length <= DRAWN_MS.HOUR && isKept('HOUR')
        ? 'HOUR'
        : 'DAY';
  return withBefore({ name: 'custom', fromMs, toMs, steps, sums: steps }, nowMs);
}

function withBefore(span: Omit<Span, 'beforeMs' | 'compares' | 'isOpen'>, nowMs: number): Span {
  const { fromMs, toMs, sums } = span;
  const beforeMs = fromMs - (toMs - fromMs);
  return { ...span, beforeMs, compares: beforeMs >= nowMs - KEPT_MS[sums], isOpen: toMs > nowMs };
}

function ceil(ms: number, step: number): number {
  return Math.ceil(ms / step) * step;
}

/** The midnight of the viewer's clocks with which a day of the past began. */
function daysAgo(days: number, nowMs: number): number {
  const now = new Date(nowMs);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).getTime();
}
