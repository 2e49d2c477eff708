import type {
  ContainmentPolicyInput,
  ContainmentStep,
  PolicyFieldsFragment,
  Severity,
} from '../gql/graphql.ts';
import { listOf, numberOf, textOf } from '../ui/lists.ts';
import { type ThrottleEntry, throttleOf, USUAL_THROTTLE } from './throttle-fields.tsx';

/** A rule as people write it. */
export interface RuleEntry {
  readonly step: ContainmentStep;
  readonly severity: Severity;
  /** Empty: all. */
  readonly kinds: readonly string[];
  readonly score: string;
  /** Empty: until somebody undoes it. */
  readonly minutes: string;
  readonly automatic: boolean;
}

/** A policy as people write it. */
export interface PolicyEntry extends ThrottleEntry {
  readonly rules: readonly RuleEntry[];
  readonly readScopes: string;
}

/** What a new rule begins with: the mildest that does something. */
export const NEW_RULE: RuleEntry = {
  step: 'THROTTLE',
  severity: 'CRITICAL',
  kinds: [],
  score: '0',
  minutes: '60',
  automatic: true,
};

/** The policy as people change it; without one, nothing is done without a person. */
export function entryOf(policy: PolicyFieldsFragment | undefined): PolicyEntry {
  if (policy === undefined) return { ...USUAL_THROTTLE, rules: [], readScopes: '' };
  const { percent, perMinute } = policy.throttle;
  return {
    rules: policy.rules.map(({ step, severity, kinds, score, minutes, automatic }) => ({
      step,
      severity,
      kinds,
      score: String(score),
      minutes: minutes === null ? '' : String(minutes),
      automatic,
    })),
    throttle: perMinute === null ? 'percent' : 'perMinute',
    throttleValue: String(perMinute ?? percent ?? 10),
    readScopes: textOf(policy.readScopes),
  };
}

/** The policy as Keywatch takes it. */
export function policyOf(entry: PolicyEntry): ContainmentPolicyInput {
  return {
    rules: entry.rules.map(({ step, severity, kinds, score, minutes, automatic }) => ({
      step,
      severity,
      kinds: [...kinds],
      score: Number(score),
      automatic,
      ...(numberOf(minutes) === null ? {} : { minutes: Number(minutes) }),
    })),
    throttle: throttleOf(entry),
    readScopes: listOf(entry.readScopes),
  };
}
