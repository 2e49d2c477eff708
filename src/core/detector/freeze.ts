import type { FindingKind } from './finding.ts';
import { type DetectorState, WHEN, when } from './state.ts';
import { HOUR_MINUTES } from './week-clock.ts';

/** From its opening an incident keeps the baselines from learning for this long, and after each finding for that. */
const OPENED_MINUTES = 90;
const RISE_MINUTES = 720;
const FINDING_MINUTES = 30;

/** Keeps the key's baselines from learning what an incident brings. */
export function freezeLearning(
  { minutes }: DetectorState,
  { kind, minute, opened }: { readonly kind: FindingKind; readonly minute: number; readonly opened: boolean },
): void {
  const openedMinutes = kind === 'sustained' ? RISE_MINUTES : OPENED_MINUTES;
  const until = minute + (opened ? openedMinutes : FINDING_MINUTES);
  minutes[WHEN.frozenUntil] = Math.max(when(minutes, WHEN.frozenUntil), until);
}

/** Whether the baselines must not learn from a minute. */
export function isFrozen({ minutes }: DetectorState, minute: number): boolean {
  return when(minutes, WHEN.frozenUntil) > minute;
}

/** Whether they must not learn from a Unix hour: frozen for at least half of it. */
export function isFrozenInHour(state: DetectorState, hour: number): boolean {
  return isFrozen(state, hour * HOUR_MINUTES + HOUR_MINUTES / 2);
}
