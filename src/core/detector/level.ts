import { keptShares } from './kept.ts';
import type { Reading } from './reading.ts';
import { AT, type DetectorState, read } from './state.ts';

/** The level follows about three minutes: enough to tell a burst from one odd minute. */
export const LEVEL_MINUTES = 3;

const kept = keptShares(1 - 1 / LEVEL_MINUTES);

/** What is left of a level after silent minutes. */
export function fadedLevel(level: number, silentMinutes: number): number {
  return level * kept(silentMinutes);
}

/** Moves the level, and the sums of the hour under way, past silent minutes and this reading. */
export function followLevel({ single }: DetectorState, { requests }: Reading, silentMinutes: number): void {
  const faded = fadedLevel(read(single, AT.level), silentMinutes);
  const level = faded + (requests - faded) / LEVEL_MINUTES;
  single[AT.level] = level;
  if (requests === 0) return;
  single[AT.hourRequests] = read(single, AT.hourRequests) + requests;
  if (level > read(single, AT.hourPeak)) single[AT.hourPeak] = level;
}
