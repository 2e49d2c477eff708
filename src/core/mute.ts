import { DAY_MS } from './usage/cell.ts';
import { parseTimeZone, type TimeZone, UTC } from './usage/time-zone.ts';

/** When alerts are opened but not told. Times are Unix milliseconds. */
export interface MuteSpan {
  readonly from: number;
  /** Itself not in it. */
  readonly until: number;
  /** Whether it comes back every week, at the same time of the clocks in `timeZone`. */
  readonly weekly: boolean;
  /** An IANA name, or an offset. */
  readonly timeZone: string;
  /** The last one of a weekly mute begins before this; null: it goes on. */
  readonly repeatsUntil: number | null;
  /** When somebody ended it; null: nobody did. */
  readonly endedAt: number | null;
}

const WEEK_MS = 7 * DAY_MS;

/** Tells whether a mute covers an instant (Unix milliseconds). */
export function isMutedAt(mute: MuteSpan, at: number): boolean {
  if (at < mute.from || (mute.endedAt !== null && at >= mute.endedAt)) return false;
  if (!mute.weekly) return at < mute.until;
  const zone = parseTimeZone(mute.timeZone) ?? UTC;
  const sinceStart = localTime(zone, at) - localTime(zone, mute.from);
  const intoWeek = sinceStart % WEEK_MS;
  const begun = at - intoWeek;
  return intoWeek < mute.until - mute.from && (mute.repeatsUntil === null || begun < mute.repeatsUntil);
}

/** Tells whether a mute may still cover an instant at or after `now`. */
export function isMuteOver(mute: MuteSpan, now: number): boolean {
  if (mute.endedAt !== null && mute.endedAt <= now) return true;
  if (!mute.weekly) return mute.until <= now;
  return mute.repeatsUntil !== null && mute.repeatsUntil + (mute.until - mute.from) <= now;
}

function localTime(zone: TimeZone, at: number): number {
  return at + zone(at);
}
