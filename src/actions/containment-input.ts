import { z } from 'zod';
import { SEVERITIES } from '../core/alert.ts';
import { CONTAINMENT_STEPS, type ContainmentPolicy, DEFAULT_POLICY } from '../core/containment.ts';
import { scopesInput } from './parse-input.ts';

/** How long a containment lasts, in minutes; null: until somebody undoes it. A year at most. */
export const minutesInput = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(525_600, 'must be at most 525600, a year')
  .nullable();

const throttleInput = z
  .object({
    percent: z
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(99, 'must be at most 99')
      .nullish(),
    perMinute: z
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(1_000_000, 'must be at most 1000000')
      .nullish(),
  })
  .refine(
    ({ percent, perMinute }) => (percent == null) !== (perMinute == null),
    'must have either percent or perMinute',
  )
  .transform(({ percent, perMinute }) => (percent == null ? { perMinute: perMinute ?? 1 } : { percent }));

const readScopesInput = scopesInput.refine(
  (scopes) => !scopes.includes('*'),
  'must not have `*`, which also stands for what writes',
);

/** What may be said of a containment; left out, the default policy's. */
export const restrictionInput = {
  throttle: throttleInput.nullish(),
  readScopes: readScopesInput.nullish(),
};

const ruleInput = z.object({
  kinds: z
    .array(z.string().regex(/^[a-z][a-z_]{0,39}$/, 'must be a kind of alert, such as spike'))
    .max(30, 'must have at most 30')
    .default([]),
  severity: z.enum(SEVERITIES),
  score: z.number().min(0, 'must be at least 0').max(1e9, 'must be at most 1000000000').default(0),
  step: z.enum(CONTAINMENT_STEPS),
  automatic: z.boolean(),
  minutes: minutesInput.default(null),
});

/** A policy as clients give it. */
export const policyInput = z
  .object({
    rules: z.array(ruleInput).max(20, 'must have at most 20'),
    ...restrictionInput,
  })
  .transform(
    ({ rules, throttle, readScopes }): ContainmentPolicy => ({
      rules,
      throttle: throttle ?? DEFAULT_POLICY.throttle,
      readScopes: readScopes ?? [],
    }),
  );

export type PolicyInput = z.input<typeof policyInput>;
