import type { KindOf } from '../alert-kinds/use-alert-kinds.ts';
import type { PolicyFieldsFragment } from '../gql/graphql.ts';
import { many } from '../ui/figures.ts';
import { STEP_TITLES } from './containment-text.ts';

type Rule = PolicyFieldsFragment['rules'][number];

/** `Suspend for 60 minutes at critical alerts (Spike of requests) from score 10 on`. */
export function ruleText({ step, automatic, minutes, severity, kinds, score }: Rule, kindOf: KindOf): string {
  return [
    `${automatic ? '' : 'Propose: '}${STEP_TITLES[step]}`,
    minutes === null || step === 'NOTIFY' ? '' : `for ${many(minutes, 'minute')}`,
    SEVERITIES[severity],
    kinds.length === 0 ? '' : `(${kinds.map((kind) => kindOf(kind).title).join(', ')})`,
    score > 0 ? `from score ${String(score)} on` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const SEVERITIES: Readonly<Record<Rule['severity'], string>> = {
  INFO: 'at all alerts',
  WARNING: 'at warnings and critical alerts',
  CRITICAL: 'at critical alerts',
};
