import { seasonStrength } from './season.ts';
import { AT, approach, CLOCK, type DetectorState, read } from './state.ts';
import { HOUR_MINUTES, hourOf, hourOfWeek } from './week-clock.ts';

/** Steps per doubling: levels from 0 to 2^31 fit into 8 bits. */
const STEPS = 8;
const CODE_MAX = 255;
const LEVELS = Float64Array.from({ length: CODE_MAX + 1 }, (_, code) => 2 ** (code / STEPS) - 1);

/** How much of the way to a new maximum one occurrence goes: by hour, by minute and overall; less under an incident. */
const HOUR_FILL = 0.6;
const MINUTE_FILL = 0.5;
const PEAK_FILL = 0.7;
const INCIDENT_FILL = 0.35;

/** A step down every four days is about 2 % a day. */
const FADE_HOURS = 96;
const PEAK_KEPT = 0.9993;
const MINUTES_AROUND = 3;

/**
 * The highest level known of this time of the clock, in requests per minute: a burst that comes at this hour of the day
 * or week, at this minute of the hour, is no news. What has no season is measured by its peak as well.
 */
export function clockMemory(state: DetectorState, minute: number): number {
  const { clock, single } = state;
  const hour = hourOf(minute);
  const byHour = Math.max(
    read(clock, CLOCK.hourOfWeek + hourOfWeek(hour)),
    read(clock, CLOCK.hourOfDay + ((hour + 23) % 24)),
    read(clock, CLOCK.hourOfDay + (hour % 24)),
    read(clock, CLOCK.hourOfDay + ((hour + 1) % 24)),
  );
  const code = Math.min(byHour, byMinute(clock, minute));
  return Math.max(LEVELS[code] ?? 0, (1 - seasonStrength(state)) * read(single, AT.peak));
}

function byMinute(clock: Uint8Array, minute: number): number {
  let highest = 0;
  for (let off = -MINUTES_AROUND; off <= MINUTES_AROUND; off++) {
    const at = CLOCK.minute + ((minute + off + HOUR_MINUTES) % HOUR_MINUTES);
    highest = Math.max(highest, read(clock, at));
  }
  return highest;
}

/** Remembers the level of a minute. Even an incident is remembered, but slowly: what recurs stops alarming. */
export function rememberMinute({ clock, single }: DetectorState, minute: number, incident: boolean): void {
  const share = incident ? INCIDENT_FILL : MINUTE_FILL;
  fill(clock, CLOCK.minute + (minute % HOUR_MINUTES), read(single, AT.level), share);
}

/** Remembers the highest level of a Unix hour that ended, and lets older ones fade. */
export function rememberHour({ clock, single }: DetectorState, hour: number, incident: boolean): void {
  const highest = read(single, AT.hourPeak);
  const share = incident ? INCIDENT_FILL : HOUR_FILL;
  fill(clock, CLOCK.hourOfDay + (hour % 24), highest, share);
  fill(clock, CLOCK.hourOfWeek + hourOfWeek(hour), highest, share);
  if (highest > read(single, AT.peak))
    approach(single, AT.peak, highest, incident ? INCIDENT_FILL : PEAK_FILL);
  else single[AT.peak] = read(single, AT.peak) * PEAK_KEPT;
  if (hour % FADE_HOURS !== 0) return;
  for (let at = 0; at < CLOCK.end; at++) clock[at] = Math.max(0, read(clock, at) - 1);
}

function fill(clock: Uint8Array, at: number, level: number, share: number): void {
  const known = LEVELS[read(clock, at)] ?? 0;
  if (level <= known) return;
  clock[at] = Math.min(CODE_MAX, Math.round(STEPS * Math.log2(1 + known + share * (level - known))));
}
