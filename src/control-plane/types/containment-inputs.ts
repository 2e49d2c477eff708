import type { PolicyInput } from '../../actions/containment-input.ts';
import { builder } from '../builder.ts';
import { severityRef } from './alert.ts';
import { stepRef } from './containment.ts';

export const READ_SCOPES =
  'Scopes that count as reading besides those that end in `read`, `list` or `get` or are implied by such; `crm:reports:*` is one as well.';

export const throttleInput = builder.inputType('ContainmentThrottleInput', {
  description: 'Either a share of the key’s own limit, or so many requests per minute.',
  isOneOf: true,
  fields: (t) => ({
    percent: t.int({ description: '1 to 99.' }),
    perMinute: t.int({ description: '1 to 1,000,000; a stricter limit of the key stays.' }),
  }),
});

const ruleInput = builder.inputType('ContainmentRuleInput', {
  description:
    'Which alerts are answered with which step. Of several rules that an alert meets, the strictest counts.',
  fields: (t) => ({
    kinds: t.stringList({ description: 'Such as `spike`; left out or empty: every kind.' }),
    severity: t.field({
      type: severityRef,
      required: true,
      defaultValue: 'CRITICAL',
      description: 'Alerts from this severity on.',
    }),
    score: t.float({ required: true, defaultValue: 0, description: 'Alerts from this score on.' }),
    step: t.field({ type: stepRef, required: true, description: 'What is done about them.' }),
    automatic: t.boolean({
      required: true,
      defaultValue: true,
      description: 'False: the step is what the alert’s link proposes to a person.',
    }),
    minutes: t.int({ description: 'How long it lasts, up to a year; left out: until somebody undoes it.' }),
  }),
});

export const policyInputRef = builder.inputType('ContainmentPolicyInput', {
  description: 'What is done about alerts.',
  fields: (t) => ({
    rules: t.field({ type: [ruleInput], required: true, description: 'At most 20.' }),
    throttle: t.field({ type: throttleInput, description: 'Of the step THROTTLE; left out: 10 per cent.' }),
    readScopes: t.stringList({ description: READ_SCOPES }),
  }),
});

/** A policy as GraphQL gives it, as the action takes it. */
export function readPolicy(given: typeof policyInputRef.$inferInput): PolicyInput {
  return {
    ...given,
    rules: given.rules.map(({ kinds, minutes, ...rule }) => ({
      ...rule,
      kinds: kinds ?? [],
      minutes: minutes ?? null,
    })),
  };
}
