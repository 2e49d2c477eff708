import { AT, type DetectorState, read } from './state.ts';
import { HOUR_MINUTES } from './week-clock.ts';

/** From its opening an incident keeps the baselines from learning for this long, and after each finding for that. */
const OPENED_MINUTES = 90;
const FINDING_MINUTES = 30;

/** Keeps the key's baselines from learning what an incident brings. */
export function freezeLearning({ single }: DetectorState, minute: number, opened: boolean): void {
  const until = minute + (opened ? OPENED_MINUTES : FINDING_MINUTES);
  single[AT.frozenUntil] = Math.max(read(single, AT.frozenUntil), until);
}

/** Whether the baselines must not learn from a minute. */
export function isFrozen({ single }: DetectorState, minute: number): boolean {
  return read(single, AT.frozenUntil) > minute;
}

/** Whether they must not learn from a Unix hour: frozen for at least half of it. */
export function isFrozenInHour(state: DetectorState, hour: number): boolean {
  return isFrozen(state, hour * HOUR_MINUTES + HOUR_MINUTES / 2);
}
