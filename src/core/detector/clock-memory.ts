import { AT, approach, BYTE, byteAt, type DetectorState, read } from './state.ts';
import { HOUR_MINUTES, hourOfWeek } from './week-clock.ts';

/** Steps per doubling: levels from 0 to 2^31 fit into 8 bits. */
const STEPS = 8;
const CODE_MAX = 255;
const LEVELS = Float64Array.from({ length: CODE_MAX + 1 }, (_, code) => 2 ** (code / STEPS) - 1);

/** How much of the way to a new maximum one occurrence goes: by hour, by minute and overall; less under an incident. */
const HOUR_FILL = 0.6;
const MINUTE_FILL = 0.5;
const PEAK_FILL = 0.7;
const INCIDENT_FILL = 0.3;
const INCIDENT_PEAK_FILL = 0.15;

/** A step down every four days is about 2 % a day. */
const FADE_HOURS = 96;
const PEAK_KEPT = 0.9993;
const MINUTES_AROUND = 3;

/** The highest level known around a Unix hour, by hour of day and of week. */
export function hourMemory({ bytes }: DetectorState, hour: number): number {
  const code = Math.max(
    byteAt(bytes, BYTE.hourOfWeek + hourOfWeek(hour)),
    byteAt(bytes, BYTE.hourOfDay + ((hour + 23) % 24)),
    byteAt(bytes, BYTE.hourOfDay + (hour % 24)),
    byteAt(bytes, BYTE.hourOfDay + ((hour + 1) % 24)),
  );
  return LEVELS[code] ?? 0;
}

/**
 * The highest level known of this time of the clock, in requests per minute: a burst that comes at this hour of the day
 * or week, at this minute of the hour, is no news. What has no season is measured by its peak as well.
 */
export function clockMemory({ bytes, single }: DetectorState, minute: number): number {
  let highest = 0;
  for (let off = -MINUTES_AROUND; off <= MINUTES_AROUND; off++) {
    const code = byteAt(bytes, BYTE.minute + ((minute + off + HOUR_MINUTES) % HOUR_MINUTES));
    if (code > highest) highest = code;
  }
  const atThisTime = Math.min(read(single, AT.hourMemory), LEVELS[highest] ?? 0);
  return Math.max(atThisTime, (1 - read(single, AT.strength)) * read(single, AT.peak));
}

/** Remembers the level of a minute. Even an incident is remembered, but slowly: what recurs stops alarming. */
export function rememberMinute({ bytes, single }: DetectorState, minute: number, incident: boolean): void {
  const share = incident ? INCIDENT_FILL : MINUTE_FILL;
  fill(bytes, BYTE.minute + (minute % HOUR_MINUTES), read(single, AT.level), share);
}

/** Remembers the highest level of a Unix hour that ended, and lets older ones fade. */
export function rememberHour({ bytes, single }: DetectorState, hour: number, incident: boolean): void {
  const highest = read(single, AT.hourPeak);
  const share = incident ? INCIDENT_FILL : HOUR_FILL;
  fill(bytes, BYTE.hourOfDay + (hour % 24), highest, share);
  fill(bytes, BYTE.hourOfWeek + hourOfWeek(hour), highest, share);
  if (highest > read(single, AT.peak))
    approach(single, AT.peak, highest, incident ? INCIDENT_PEAK_FILL : PEAK_FILL);
  else single[AT.peak] = read(single, AT.peak) * PEAK_KEPT;
  if (hour % FADE_HOURS !== 0) return;
  for (let at: number = BYTE.hourOfDay; at < BYTE.clockEnd; at++)
    bytes[at] = Math.max(0, byteAt(bytes, at) - 1);
}

/** The code of a level, for who sets the memory by hand (feedback.ts). */
export function toClockCode(level: number): number {
  return Math.min(CODE_MAX, Math.round(STEPS * Math.log2(1 + level)));
}

function fill(bytes: Uint8Array, at: number, level: number, share: number): void {
  const known = LEVELS[byteAt(bytes, at)] ?? 0;
  if (level > known) bytes[at] = toClockCode(known + share * (level - known));
}
