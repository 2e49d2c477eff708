import { MINUTE_MS } from '../core/usage/cell.ts';

/** Something that is remembered of this and of the last minute, each apart. */
export interface LastMinutes<T> {
  /** What is remembered of the minute of a time, undefined for other minutes. Both in Unix milliseconds. */
  of(atMs: number, nowMs: number): T | undefined;
}

/** This one and the last. */
const MINUTES_MAX = 2;

/** Begins with none; `open` makes what a minute begins with. */
export function createLastMinutes<T>(open: () => T): LastMinutes<T> {
  let minutes: readonly { readonly at: number; readonly value: T }[] = [];
  return {
    of: (atMs, nowMs) => {
      const minute = Math.floor(atMs / MINUTE_MS);
      for (const known of minutes) if (known.at === minute) return known.value;
      const newest = Math.floor(nowMs / MINUTE_MS);
      if (minute !== newest && minute !== newest - 1) return undefined;
      const value = open();
      const kept = minutes.filter(({ at }) => at >= newest - 1);
      minutes = [{ at: minute, value }, ...kept].slice(0, MINUTES_MAX);
      return value;
    },
  };
}
