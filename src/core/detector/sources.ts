import type { Reading } from './reading.ts';
import { AT, approach, BYTE, byteAt, type DetectorState, read, VOLUME_CLASSES } from './state.ts';

/** A class is known once it has so many minutes. */
const KNOWN_MINUTES = 20;
const MINUTES_MAX = 255;

/** How fast the mean follows at least, and the most: quickly while little known, and how fast that fades. */
const MEAN_RATE = 0.002;
const MOST_RATE = 0.2;
const MOST_KNOWN_MINUTES = 50;
const MOST_FADE = 0.0004;
const RISING_SHARE = 0.1;

/** The class of a minute's volume: exact below eight requests, half octaves above. */
export function volumeClass(requests: number): number {
  if (requests < 8) return Math.max(0, Math.ceil(requests) - 1);
  return Math.min(VOLUME_CLASSES - 1, 7 + Math.floor(2 * (Math.log2(requests) - 3)));
}

/** Whether so many minutes of the class were seen that its mean says something. */
export function isKnownClass({ bytes }: DetectorState, at: number): boolean {
  return minutesOf(bytes, at) >= KNOWN_MINUTES;
}

/** How many distinct sources a minute of a class usually has. */
export function usualSources({ single }: DetectorState, at: number): number {
  return read(single, AT.sourceMean + at);
}

/**
 * The most sources that are known of minutes of a class. A class that was hardly seen is bounded by those around it; where
 * nothing is known at all, whatever comes is no news.
 */
export function mostSources({ single, bytes }: DetectorState, at: number, distinct: number): number {
  let most = mostOf(single, at);
  if (at > 0) most = Math.max(most, mostOf(single, at - 1));
  if (at < VOLUME_CLASSES - 1 && minutesOf(bytes, at + 1) >= KNOWN_MINUTES) {
    most = Math.max(most, Math.min(mostOf(single, at + 1), 1.5 * most + 1));
  }
  if (minutesOf(bytes, at) >= KNOWN_MINUTES) return most;
  let below = at;
  while (below > 0 && minutesOf(bytes, below) < KNOWN_MINUTES) below--;
  let above = at;
  while (above < VOLUME_CLASSES - 1 && minutesOf(bytes, above) < KNOWN_MINUTES) above++;
  const isBelowKnown = minutesOf(bytes, below) >= KNOWN_MINUTES;
  const isAboveKnown = minutesOf(bytes, above) >= KNOWN_MINUTES;
  const top = isBelowKnown ? mostOf(single, below) : 0;
  if (!isBelowKnown) return Math.max(most, isAboveKnown ? mostOf(single, above) : distinct);
  most = Math.max(most, Math.min(top * 2 ** ((at - below) / 2), 3 * top + 4));
  return isAboveKnown ? Math.min(Math.max(most, top), mostOf(single, above)) : most;
}

/** Learns the sources of a usual minute; slowly while a slow rise may be under way. */
export function learnSources(
  { single, bytes }: DetectorState,
  at: number,
  { distinctIps }: Reading,
  rising: boolean,
): void {
  const seen = minutesOf(bytes, at);
  const rate = seen < MINUTES_MAX ? 1 / (seen + 1) : MEAN_RATE;
  approach(single, AT.sourceMean + at, distinctIps, rising ? RISING_SHARE * rate : rate);
  const higher = seen < MOST_KNOWN_MINUTES ? 1 : MOST_RATE;
  approach(single, AT.sourceMost + at, distinctIps, distinctIps > mostOf(single, at) ? higher : MOST_FADE);
  if (seen < MINUTES_MAX) bytes[BYTE.sourceMinutes + at] = seen + 1;
}

function mostOf(single: Float32Array, at: number): number {
  return read(single, AT.sourceMost + at);
}

function minutesOf(bytes: Uint8Array, at: number): number {
  return byteAt(bytes, BYTE.sourceMinutes + at);
}
