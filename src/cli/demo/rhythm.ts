import { HOUR_MS, MINUTE_MS } from '../../core/usage/cell.ts';

/** Requests per minute of a demo key at an instant: busier by day than by night, with a ripple, the same in every run. */
export function usualPerMinute(at: number, place: number): number {
  const hour = Math.floor(at / HOUR_MS) % 24;
  const day = 0.5 - 0.5 * Math.cos((2 * Math.PI * (hour - 3)) / 24);
  const ripple = ((Math.floor(at / MINUTE_MS) * 2_654_435_761 + place * 97) % 1_000) / 1_000;
  return Math.round((2 + 6 * day + place) * (0.7 + 0.6 * ripple));
}
