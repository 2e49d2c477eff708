import { hourMemory } from './clock-memory.ts';
import { seasonAt, seasonStrength } from './season.ts';
import { AT, type DetectorState, read, WHEN, when } from './state.ts';

const HALF_HOUR_MINUTES = 30;
const TREND_MIN = 0.7;
const MEAN_MIN = 0.02;
const MEAN_SHARE = 0.25;

/**
 * Brings what is expected of a minute into the state, where the rules read it. All of it changes with the half hour only, so
 * most minutes find it there.
 */
export function refreshExpectation(state: DetectorState, minute: number): void {
  const { single, minutes } = state;
  const halfHour = Math.floor(minute / HALF_HOUR_MINUTES);
  if (when(minutes, WHEN.expectedFor) === halfHour) return;
  minutes[WHEN.expectedFor] = halfHour;
  const strength = seasonStrength(state);
  single[AT.strength] = strength;
  single[AT.hourMemory] = hourMemory(state, Math.floor(halfHour / 2));
  single[AT.expected] = expectedIn(state, halfHour, strength);
}

/** Makes the next reading look at the expectation anew, after the state was changed by hand. */
export function forgetExpectation({ minutes }: DetectorState): void {
  minutes[WHEN.expectedFor] = 0;
}

/** Requests per minute: of this hour or the nearest other one, whichever is busier, by the recent trend. */
function expectedIn(state: DetectorState, halfHour: number, strength: number): number {
  const { single } = state;
  const hour = Math.floor(halfHour / 2);
  const mean = Math.max(read(single, AT.mean), MEAN_MIN);
  const here = seasonAt(state, hour);
  if (here === undefined) return mean;
  const beside = seasonAt(state, halfHour % 2 === 1 ? hour + 1 : hour - 1) ?? 0;
  const seasonal = Math.max(here, beside) * Math.max(read(single, AT.trend), TREND_MIN);
  return Math.max(seasonal, MEAN_SHARE * mean * (1 - strength));
}
