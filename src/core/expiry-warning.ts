import type { AlertFinding, Severity } from './alert.ts';
import { DAY_MS } from './usage/cell.ts';

/** How long before its expiry a key is warned of, the nearest first. */
const STEPS: readonly { readonly days: number; readonly severity: Severity }[] = [
  { days: 1, severity: 'CRITICAL' },
  { days: 7, severity: 'WARNING' },
  { days: 30, severity: 'INFO' },
];

/** Keys that expire later are not warned of. */
export const EXPIRY_WARNING_MS = 30 * DAY_MS;

/** A key is warned of where it lives at least so many times the warning's time: short-lived keys are meant to expire. */
const LIFETIMES = 2;

/**
 * Warns of a key that expires in at most 30, 7 or 1 days, undefined for others and where it has expired. Times are Unix
 * milliseconds. One incident for each expiry, whose severity rises. The score is 0: nothing is uncertain about it.
 */
export function warnOfExpiry(
  key: { readonly createdAt: number; readonly expiresAt: number },
  now: number,
): AlertFinding | undefined {
  const { createdAt, expiresAt } = key;
  const left = expiresAt - now;
  if (left <= 0) return undefined;
  const step = STEPS.find(
    ({ days }) => left <= days * DAY_MS && expiresAt - createdAt >= LIFETIMES * days * DAY_MS,
  );
  if (step === undefined) return undefined;
  const at = new Date(expiresAt).toISOString();
  return {
    kind: 'expiry',
    topic: at,
    severity: step.severity,
    since: now,
    observed: left / DAY_MS,
    expected: step.days,
    lower: 0,
    upper: step.days,
    score: 0,
    sentence: `The key expires ${at}, in at most ${step.days} ${step.days === 1 ? 'day' : 'days'}; rotate or extend it`,
  };
}
