import type { Reading } from './reading.ts';
import { AT, approach, type DetectorState, read } from './state.ts';

/** A minute of fewer requests says nothing about shares, nor an hour of fewer such minutes. */
const REQUESTS_MIN = 10;
const MINUTES_MIN = 5;
const ERROR_MIN = 0.04;

/** Adds the logarithm of the busiest source's share of a minute to the hour under way. */
export function followTopSource({ single }: DetectorState, { requests, topIpRequests }: Reading): void {
  if (topIpRequests === undefined || requests < REQUESTS_MIN) return;
  const share = Math.log((topIpRequests + 0.5) / (requests + 0.5));
  single[AT.topShare] = read(single, AT.topShare) + Math.min(0, share);
  single[AT.topMinutes] = read(single, AT.topMinutes) + 1;
}

/** How many standard errors the hour's share is off what is usual, in either direction: a thief takes a share, or becomes the top. */
export function topSourceShift({ single }: DetectorState): number {
  const hours = read(single, AT.topUsual);
  if (hours === 0 || read(single, AT.topMinutes) < MINUTES_MIN) return 0;
  return (
    Math.abs(hourShare(single) - usualShare(single)) / Math.max(ERROR_MIN, 1.25 * read(single, AT.topError))
  );
}

/** Learns the share of an hour that ended. */
export function learnTopSource({ single }: DetectorState, rate: number): void {
  if (read(single, AT.topMinutes) < MINUTES_MIN) return;
  const share = hourShare(single);
  const known = read(single, AT.topUsual) < 0;
  const error = known
    ? Math.min(Math.abs(share - usualShare(single)), 4 * read(single, AT.topError))
    : FIRST_ERROR;
  if (known) approach(single, AT.topError, error, Math.max(rate, 0.02));
  single[AT.topUsual] = known
    ? read(single, AT.topUsual) + 0.05 * (share - usualShare(single))
    : share - NEVER_ZERO;
}

/** The stored logarithm is below zero once it is known: a share of all requests is zero, which is told from nothing by this. */
const NEVER_ZERO = 1e-3;
const FIRST_ERROR = 0.3;

function usualShare(single: Float32Array): number {
  return Math.min(0, read(single, AT.topUsual) + NEVER_ZERO);
}

function hourShare(single: Float32Array): number {
  return read(single, AT.topShare) / read(single, AT.topMinutes);
}
