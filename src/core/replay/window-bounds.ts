import type { RateLimit } from '../key/record.ts';
import type { Bounds } from './bounds.ts';

/** Requests of a time span of which only the numbers are known: they may have come at any of its milliseconds. */
export interface Arrivals {
  /** Unix milliseconds, the end not in it. */
  readonly from: number;
  readonly to: number;
  /** Requests that may be taken away, all of which count if they are not. */
  readonly letThrough: number;
  /** How many of them something else rejects before the limit is asked. */
  readonly rejectedBefore: Bounds;
  /** Others that may come to the limit, or not. */
  readonly others: number;
}

/** What a limit does to the requests of a span that begins and ends with windows. */
export interface LimitedSpan {
  readonly from: number;
  readonly to: number;
  /** Requests of `letThrough` that this limit, or what comes before it, rejects. */
  readonly rejected: Bounds;
  /** The most that this limit adds to what others reject. */
  readonly byLimitAtMost: number;
}

/**
 * Bounds what a limit (core/window.ts, core/burst.ts) would have rejected, whatever the order of requests within each span;
 * each is taken to cost 1. Spans have to be sorted by time and may not overlap; before the first there is nothing.
 */
export function boundLimit(arrivals: readonly Arrivals[], limit: RateLimit): LimitedSpan[] {
  const windowMs = limit.windowSeconds * 1_000;
  const spans: LimitedSpan[] = [];
  let before: { end: number; taken: Bounds } | undefined;
  for (const block of blocksOf(arrivals, windowMs)) {
    const carried = before?.end === block.from ? before.taken : NOTHING;
    const { letThrough, others, rejectedBefore } = block;
    const windows = (block.to - block.from) / windowMs;
    const room = roomOf(limit, carried.atMost);
    const capacity = windows === 1 ? capacityOf(limit, windowMs, carried.atLeast) : windows * limit.limit;
    spans.push({
      from: block.from,
      to: block.to,
      rejected: {
        atLeast: Math.max(rejectedBefore.atLeast, letThrough - capacity),
        atMost: Math.min(letThrough, Math.max(rejectedBefore.atMost, letThrough + others - room)),
      },
      byLimitAtMost: Math.min(letThrough, Math.max(0, letThrough + others - room)),
    });
    const takenAtMost = Math.min(letThrough - rejectedBefore.atLeast + others, capacity, limit.limit);
    before = {
      end: block.to,
      taken: {
        atLeast: windows === 1 ? Math.min(letThrough - rejectedBefore.atMost, room) : 0,
        atMost: takenAtMost,
      },
    };
  }
  return spans;
}

const NOTHING: Bounds = { atLeast: 0, atMost: 0 };

/** So many requests in a row are let through whenever they come, where at most `carried` were in the window before. */
function roomOf({ limit, burst }: RateLimit, carried: number): number {
  const inWindow = Math.max(0, limit - carried);
  return burst == null ? inWindow : Math.min(inWindow, burst - Math.min(burst, carried));
}

/** At most so many are let through in a window, the last of them at its last millisecond. */
function capacityOf({ limit }: RateLimit, windowMs: number, carried: number): number {
  return Math.max(0, Math.floor(limit - carried / windowMs + ROUNDING));
}

const ROUNDING = 1e-6;

/** Joins spans until each begins and ends with a window. */
function blocksOf(arrivals: readonly Arrivals[], windowMs: number): Arrivals[] {
  const blocks: Arrivals[] = [];
  for (const each of arrivals) {
    const step = leastCommonMultiple(each.to - each.from, windowMs);
    const from = Math.floor(each.from / step) * step;
    const block = { ...each, from, to: from + step };
    const last = blocks.at(-1);
    if (last === undefined || last.to <= block.from) blocks.push(block);
    else blocks.splice(-1, 1, join(last, block));
  }
  return blocks;
}

function join(one: Arrivals, other: Arrivals): Arrivals {
  return {
    from: Math.min(one.from, other.from),
    to: Math.max(one.to, other.to),
    letThrough: one.letThrough + other.letThrough,
    others: one.others + other.others,
    rejectedBefore: {
      atLeast: one.rejectedBefore.atLeast + other.rejectedBefore.atLeast,
      atMost: one.rejectedBefore.atMost + other.rejectedBefore.atMost,
    },
  };
}

function leastCommonMultiple(one: number, other: number): number {
  let [divisor, rest] = [one, other];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (one / divisor) * other;
}
