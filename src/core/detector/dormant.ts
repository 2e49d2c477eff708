import type { Judgement } from './finding.ts';
import type { DetectorSettings } from './settings.ts';
import { type DetectorState, WHEN, when } from './state.ts';
import { DAY_MINUTES } from './week-clock.ts';

/** A key sleeps after so long without requests, and twice as long as it ever did. */
const DORMANT_DAYS = 14;
const LONGEST_RATIO = 2;
/** It had been used for that long before. */
const USED_DAYS = 3;

/** Judges the silence that a reading with requests ends, in days; undefined where the key did not sleep. */
export function judgeDormant(
  { minutes }: DetectorState,
  minute: number,
  { sensitivity }: DetectorSettings,
): Judgement | undefined {
  const active = when(minutes, WHEN.active);
  const silentMinutes = minute - active - 1;
  if (silentMinutes < (DORMANT_DAYS / sensitivity) * DAY_MINUTES) return undefined;
  if (active - when(minutes, WHEN.first) < USED_DAYS * DAY_MINUTES) return undefined;
  const expected = when(minutes, WHEN.longestSilence) / DAY_MINUTES;
  const upper = Math.max(DORMANT_DAYS, LONGEST_RATIO * expected) / sensitivity;
  const observed = silentMinutes / DAY_MINUTES;
  const bound = upper * sensitivity === DORMANT_DAYS ? 'floor' : 'usual';
  return { observed, expected, lower: 0, upper, score: observed / upper, bound, found: observed > upper };
}

/** Remembers that the key was used, and how long it had not been. */
export function followActivity({ minutes }: DetectorState, minute: number): void {
  const silentMinutes = minute - when(minutes, WHEN.active) - 1;
  minutes[WHEN.active] = minute;
  if (silentMinutes > when(minutes, WHEN.longestSilence)) minutes[WHEN.longestSilence] = silentMinutes;
}
