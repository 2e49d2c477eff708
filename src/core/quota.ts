import { DAY_MS, HOUR_MS } from './usage/cell.ts';

/** When a quota is filled up again, by the UTC calendar. The position is a refill's number in Redis: only add at the end. */
export const QUOTA_REFILLS = ['NEVER', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY'] as const;

export type QuotaRefill = (typeof QUOTA_REFILLS)[number];

/** At most `limit` units of cost until the next refill. */
export interface Quota {
  readonly limit: number;
  readonly refill: QuotaRefill;
}

/** The half-open time span `[from, to)` in which one filling is used, in Unix milliseconds; it may have no end. */
export interface QuotaPeriod {
  readonly from: number;
  readonly to: number | null;
}

/** What is known to be used of one filling. */
export interface QuotaState {
  readonly refill: QuotaRefill;
  /** When the period began, in Unix milliseconds. */
  readonly from: number;
  /** Units of cost. */
  readonly used: number;
}

/** What is left of a quota. */
export interface QuotaView {
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds until it is filled up again; null: never. */
  readonly refillMs: number | null;
}

/** What a clock may be behind another one: a period that began further ahead of it was opened by a wrong clock. */
export const CLOCKS_APART_MS = 60_000;

/** 1970-01-01 was a Thursday; the Monday before it began three days earlier. */
const MONDAY_MS = -3 * DAY_MS;
const WEEK_MS = 7 * DAY_MS;

const PERIODS: Readonly<Record<QuotaRefill, (nowMs: number) => QuotaPeriod>> = {
  NEVER: () => ({ from: 0, to: null }),
  HOURLY: (nowMs) => stepOf(nowMs, HOUR_MS, 0),
  DAILY: (nowMs) => stepOf(nowMs, DAY_MS, 0),
  WEEKLY: (nowMs) => stepOf(nowMs, WEEK_MS, MONDAY_MS),
  MONTHLY: (nowMs) => monthOf(new Date(nowMs)),
};

/** The period of an instant: UTC hours, days, weeks from Monday and months, or all time. */
export function quotaPeriod(refill: QuotaRefill, nowMs: number): QuotaPeriod {
  return PERIODS[refill](nowMs);
}

/** Whether a state is of this period. */
export function isOfPeriod(state: QuotaState, period: Pick<QuotaState, 'refill' | 'from'>): boolean {
  return state.refill === period.refill && state.from === period.from;
}

/**
 * Takes `cost` from a quota at `nowMs`, or tells that it does not fit. `undefined` where what is used cannot be known from
 * the state: there is none, it is of another refill, or a wrong clock opened it; `usedAtLeast`, where given, then stands
 * for it. The same arithmetic as `decide-batch-n.lua`, kept here as plain numbers; a property test holds both together.
 */
export function takeFromQuota(
  state: QuotaState | undefined,
  quota: Quota,
  cost: number,
  at: { readonly nowMs: number; readonly usedAtLeast?: number | undefined },
): { allowed: boolean; state: QuotaState } | undefined {
  const { from } = quotaPeriod(quota.refill, at.nowMs);
  const moved = moveQuota(state, { refill: quota.refill, from, used: at.usedAtLeast }, at.nowMs);
  if (moved === undefined) return undefined;
  const allowed = moved.used + cost <= quota.limit;
  return { allowed, state: allowed ? { ...moved, used: moved.used + cost } : moved };
}

/** Tells what is left of a quota, for a state that takeFromQuota or Redis returned at `nowMs`. */
export function viewQuota(state: Pick<QuotaState, 'used'>, quota: Quota, nowMs: number): QuotaView {
  const { to } = quotaPeriod(quota.refill, nowMs);
  return {
    limit: quota.limit,
    remaining: Math.max(0, quota.limit - state.used),
    refillMs: to === null ? null : to - nowMs,
  };
}

/** A clock that is a little behind goes on in the newest period. */
function moveQuota(
  state: QuotaState | undefined,
  now: Pick<QuotaState, 'refill' | 'from'> & { readonly used: number | undefined },
  nowMs: number,
): QuotaState | undefined {
  const { refill, from, used } = now;
  if (state === undefined || state.refill !== refill || state.from > nowMs + CLOCKS_APART_MS) {
    return used === undefined ? undefined : { refill, from, used };
  }
  if (state.from > from) return state;
  return { refill, from, used: Math.max(state.from === from ? state.used : 0, used ?? 0) };
}

function stepOf(nowMs: number, stepMs: number, firstMs: number): QuotaPeriod {
  const from = Math.floor((nowMs - firstMs) / stepMs) * stepMs + firstMs;
  return { from, to: from + stepMs };
}

function monthOf(now: Date): QuotaPeriod {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return { from: Date.UTC(year, month), to: Date.UTC(year, month + 1) };
}
