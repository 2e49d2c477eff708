import { ALERT_STATES, SEVERITIES } from '../../core/alert.ts';
import { ALERT_RESOLUTIONS, ALERT_VERDICTS } from '../../core/alert-action.ts';
import { builder } from '../builder.ts';
import { keyRef } from './key.ts';
import { userRef } from './user.ts';

export const severityRef = builder.enumType('Severity', {
  description: 'How bad it is.',
  values: SEVERITIES,
});

export const alertStateRef = builder.enumType('AlertState', {
  description: 'Open until somebody takes care of it or it has been quiet.',
  values: ALERT_STATES,
});

export const alertVerdictRef = builder.enumType('AlertVerdict', {
  description: 'What people found an alert to be.',
  values: ALERT_VERDICTS,
});

const alertResolution = builder.enumType('AlertResolution', {
  description: 'Why an alert is resolved: quiet for half an hour, by a person, or its key was deleted.',
  values: ALERT_RESOLUTIONS,
});

export const alertRef = builder.prismaObject('Alert', {
  description:
    'One incident of one kind, of a key or of the workspace. Figures are those of its worst minute.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    key: t.relation('key', {
      type: keyRef,
      nullable: true,
      description:
        'What it is about, as it is now, also where it was deleted; null: the workspace as a whole.',
    }),
    kind: t.exposeString('kind', { description: 'One of `alertKinds`, such as `spike`.' }),
    topic: t.exposeString('topic', {
      description: 'Tells alerts of one key and kind apart, such as the threshold crossed; mostly empty.',
    }),
    severity: t.expose('severity', { type: severityRef }),
    state: t.expose('state', { type: alertStateRef }),
    observed: t.exposeFloat('observed'),
    expected: t.exposeFloat('expected'),
    lower: t.exposeFloat('lower'),
    upper: t.exposeFloat('upper'),
    score: t.exposeFloat('score'),
    sentence: t.exposeString('sentence', { description: 'Explains the alert in words.' }),
    since: t.expose('since', { type: 'DateTime' }),
    lastMinute: t.expose('lastMinute', { type: 'DateTime', description: 'The last minute with a finding.' }),
    openedAt: t.expose('openedAt', { type: 'DateTime' }),
    acknowledgedAt: t.expose('acknowledgedAt', { type: 'DateTime', nullable: true }),
    resolvedAt: t.expose('resolvedAt', { type: 'DateTime', nullable: true }),
    resolution: t.expose('resolution', {
      type: alertResolution,
      nullable: true,
      description: 'Why it is resolved; null while it is not.',
    }),
    verdict: t.expose('verdict', {
      type: alertVerdictRef,
      nullable: true,
      description: 'What somebody found it to be.',
    }),
    assignee: t.relation('assignee', {
      type: userRef,
      nullable: true,
      description: 'Who takes care of it.',
    }),
  }),
});
