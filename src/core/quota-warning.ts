import type { AlertFinding, Severity } from './alert.ts';
import { type Quota, quotaPeriod } from './quota.ts';

/** The shares of a quota that are told, the highest first. */
const STEPS: readonly { readonly share: number; readonly severity: Severity }[] = [
  { share: 0.95, severity: 'CRITICAL' },
  { share: 0.9, severity: 'WARNING' },
  { share: 0.8, severity: 'INFO' },
];

const LOWEST = 0.8;

/**
 * Warns of a quota of which 80, 90 or 95 % are used, undefined below. One incident for each period: its severity rises
 * with use, and use never falls before the next one, so that nothing is told twice. The score is the share used.
 */
export function warnOfQuota(quota: Quota, used: number, at: number): AlertFinding | undefined {
  const share = quota.limit > 0 ? used / quota.limit : 1;
  const step = STEPS.find((each) => share >= each.share);
  if (step === undefined) return undefined;
  const { from, to } = quotaPeriod(quota.refill, at);
  const until = to === null ? 'it is not filled up again' : `filled up again ${new Date(to).toISOString()}`;
  return {
    kind: 'quota',
    topic: to === null ? '' : new Date(from).toISOString(),
    severity: step.severity,
    since: at,
    observed: used,
    expected: LOWEST * quota.limit,
    lower: 0,
    upper: quota.limit,
    score: share,
    sentence: `${Math.floor(100 * share)}% of the quota of ${quota.limit} are used; ${until}`,
  };
}
