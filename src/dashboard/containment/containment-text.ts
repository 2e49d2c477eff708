import type { AlertContainmentFragment, ContainmentStep, Restriction } from '../gql/graphql.ts';

/** What each step is called. */
export const STEP_TITLES: Readonly<Record<ContainmentStep, string>> = {
  NOTIFY: 'Only tell',
  THROTTLE: 'Throttle',
  READ_ONLY: 'Keep to reading',
  SUSPEND: 'Suspend',
};

/** What a step does to a key. */
export const STEP_HINTS: Readonly<Record<Restriction, string>> = {
  THROTTLE: 'Leaves a part of its limit. Clients get RATE_LIMITED above it.',
  READ_ONLY: 'Lets requests through whose scopes only read; those that name no scope do not pass.',
  SUSPEND: 'Lets nothing through. Clients get SUSPENDED and are not told why.',
};

/** `Throttled to 10% of its limit`. */
export function stepText({ step, throttle }: Pick<AlertContainmentFragment, 'step' | 'throttle'>): string {
  if (step === 'READ_ONLY') return 'Kept to reading';
  if (step === 'SUSPEND') return 'Suspended';
  if (typeof throttle?.percent === 'number') return `Throttled to ${String(throttle.percent)}% of its limit`;
  if (typeof throttle?.perMinute === 'number') {
    return `Throttled to ${String(throttle.perMinute)} requests a minute`;
  }
  return 'Throttled';
}

/** `by a policy`, `by Olga`. */
export function byText({ by, byUser }: Pick<AlertContainmentFragment, 'by' | 'byUser'>): string {
  if (by === 'POLICY') return 'by a policy';
  if (by === 'LINK') return 'through the link of the alert';
  if (by === 'LEAK') return 'because it was found in public';
  return `by ${byUser?.name ?? 'somebody'}`;
}
