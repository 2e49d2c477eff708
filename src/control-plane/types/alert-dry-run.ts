import { type AlertDryRun, dryRunAlerts } from '../../actions/dry-run-alerts.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { severityRef } from './alert.ts';
import { DETECTOR_PHASES, detectorPhaseRef } from './detector-dry-run.ts';
import { keyRef } from './key.ts';
import { resolveKey } from './key-of.ts';
import { sensitivityRef } from './sensitivity.ts';
import { thresholdMetricRef } from './threshold.ts';

type KeyRun = AlertDryRun['keys'][number];

const DAYS = 14;

const thresholdRule = builder.inputType('ThresholdRuleInput', {
  description: 'A threshold that is tried on each key’s minutes.',
  fields: (t) => ({
    name: t.string({ required: true, description: '1 to 80 characters, shown in the alert.' }),
    metric: t.field({ type: thresholdMetricRef, required: true, description: 'What is looked at.' }),
    limit: t.float({ required: true, description: 'Crossed by more than this; a share is less than 1.' }),
    requestsMin: t.int({
      description: 'Minutes with fewer requests are not judged; left out: 1, of ERROR_SHARE 20.',
    }),
    severity: t.field({ type: severityRef, description: 'Left out: WARNING.' }),
  }),
});

const alertRef = builder.objectRef<KeyRun['alerts'][number]>('AlertDryRunAlert').implement({
  description: 'An alert that would have been opened, with the figures of its worst minute.',
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'Such as `spike`.' }),
    threshold: t.int({
      nullable: true,
      description: 'The place, from 0, of the threshold that was crossed; null: none.',
      resolve: ({ topic }) => (topic === '' ? null : Number(topic)),
    }),
    severity: t.expose('severity', { type: severityRef }),
    since: t.field({ type: 'DateTime', resolve: ({ since }) => new Date(since) }),
    lastMinute: t.field({ type: 'DateTime', resolve: ({ lastMinute }) => new Date(lastMinute) }),
    minutes: t.exposeInt('minutes', { description: 'Minutes in which something was found.' }),
    observed: t.exposeFloat('observed'),
    expected: t.exposeFloat('expected'),
    lower: t.exposeFloat('lower'),
    upper: t.exposeFloat('upper'),
    score: t.exposeFloat('score'),
    sentence: t.exposeString('sentence', { description: 'Explains it in words.' }),
  }),
});

const keyRunRef = builder.objectRef<KeyRun>('AlertDryRunKey').implement({
  description: 'What would have been raised about one key.',
  fields: (t) => ({
    keyId: t.exposeID('keyId'),
    key: t.prismaField({
      type: keyRef,
      resolve: resolveKey,
    }),
    sensitivity: t.expose('sensitivity', { type: sensitivityRef, description: 'The one that was tried.' }),
    phase: t.field({ type: detectorPhaseRef, resolve: ({ knowledge }) => DETECTOR_PHASES[knowledge] }),
    judgedFrom: t.expose('judgedFrom', {
      type: 'DateTime',
      nullable: true,
      description:
        'The detector, which begins from nothing, tells nothing of the minutes before: it learns for a day. Thresholds hold ' +
        'there too. Null: it would still learn.',
    }),
    alerts: t.field({
      type: [alertRef],
      description: 'At most 100, the oldest first.',
      resolve: ({ alerts }) => [...alerts],
    }),
    alertsLeftOut: t.exposeInt('alertsLeftOut'),
  }),
});

const dryRunRef = builder.objectRef<AlertDryRun>('AlertDryRun').implement({
  description: 'What other settings would have raised.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'Where the minutes begin that were judged.' }),
    to: t.expose('to', { type: 'DateTime', description: 'Where they end, itself not in it.' }),
    exact: t.exposeBoolean('exact', {
      description:
        'False where some of the days are not stored by the minute any more (these are kept for 7 days), or keys are left out.',
    }),
    keys: t.field({ type: [keyRunRef], resolve: ({ keys }) => [...keys] }),
    keysLeftOut: t.exposeInt('keysLeftOut', {
      description: 'Keys that were too many for one dry run (300,000 minutes): name them in another one.',
    }),
  }),
});

builder.queryField('alertDryRun', (t) =>
  t.field({
    type: dryRunRef,
    description:
      'Which alerts a sensitivity and thresholds would have raised in the last days, with nobody at work on them. Nothing is ' +
      'written, mutes are not looked at, and each key is judged by itself. Members see their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'usage:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      days: t.arg.int({ description: 'How many days back, at most 14; left out: 14.' }),
      sensitivity: t.arg({
        type: sensitivityRef,
        description: 'Tried on all of the keys; left out: what holds for each of them now.',
      }),
      thresholds: t.arg({ type: [thresholdRule], description: 'At most 10; left out: none.' }),
      keyIds: t.arg.idList({ description: 'At most 100; left out: the newest 100.' }),
    },
    resolve: async (_root, { workspaceId, days, sensitivity, thresholds, keyIds }, context) =>
      await dryRunAlerts(context.db, context.deps, {
        workspaceId,
        days: days ?? DAYS,
        sensitivity,
        thresholds: (thresholds ?? []).map((each) => ({ ...each, severity: each.severity ?? 'WARNING' })),
        keyIds: keyIds?.map(idOf),
        ownerId: confinedOwner(accessOf(context), workspaceId),
      }),
  }),
);
