import { type ExpectedUsage, readExpectedUsage } from '../../actions/read-expected-usage.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { DETECTOR_PHASES, detectorPhaseRef } from './detector-dry-run.ts';
import { keyRef } from './key.ts';
import { resolveKey } from './key-of.ts';
import { sensitivityRef } from './sensitivity.ts';

const pointRef = builder.objectRef<ExpectedUsage['minutes'][number]>('ExpectedUsagePoint').implement({
  description:
    'A minute of a key beside what was expected of it; the bounds are null while it was still learnt.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime' }),
    requests: t.expose('requests', { type: 'Count' }),
    errors: t.expose('errors', { type: 'Count' }),
    denied: t.expose('denied', { type: 'Count' }),
    expected: t.float({
      nullable: true,
      description: 'Requests a minute.',
      resolve: ({ bands }) => bands?.requests.expected,
    }),
    lower: t.float({
      nullable: true,
      description: 'Usually no less; nothing is told of less.',
      resolve: ({ bands }) => bands?.requests.lower,
    }),
    upper: t.float({
      nullable: true,
      description: 'The detector compares the requests of about three minutes with it.',
      resolve: ({ bands }) => bands?.requests.upper,
    }),
  }),
});

const expectedUsageRef = builder.objectRef<ExpectedUsage>('ExpectedUsage').implement({
  description: 'What a key did by the minute, and what the detector expects of it.',
  fields: (t) => ({
    keyId: t.exposeID('keyId'),
    key: t.prismaField({
      type: keyRef,
      resolve: resolveKey,
    }),
    from: t.expose('from', { type: 'DateTime' }),
    to: t.expose('to', {
      type: 'DateTime',
      description: 'As asked for, widened to whole minutes; at most where the current minute begins.',
    }),
    completeThrough: t.expose('completeThrough', {
      type: 'DateTime',
      nullable: true,
      description: 'Minutes that end later may grow; null: nothing was rolled up yet.',
    }),
    sensitivity: t.expose('sensitivity', {
      type: sensitivityRef,
      description: 'What holds for the key now, and the bounds are of. OFF: those of NORMAL.',
    }),
    phase: t.field({
      type: detectorPhaseRef,
      description: 'How far the key was known in the end.',
      resolve: ({ knowledge }) => DETECTOR_PHASES[knowledge],
    }),
    points: t.field({
      type: [pointRef],
      description: 'Each minute of `[from, to)`, also those without requests.',
      resolve: ({ minutes }) => [...minutes],
    }),
  }),
});

builder.queryField('expectedUsage', (t) =>
  t.field({
    type: expectedUsageRef,
    description:
      'What a key did in each minute of `[from, to)`, at most 7 days, and what the detector expects of it: judged by all ' +
      'stored minutes before, from nothing, and by this key alone. Minutes are kept for 7 days; those of the first day are ' +
      'learnt from. Members see their own keys. Refused with INVALID_INPUT, RANGE_TOO_LONG, RANGE_NOT_KEPT or NOT_FOUND.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'usage:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      keyId: t.arg.id({ required: true, description: 'The key that is drawn.' }),
      from: t.arg({ type: 'DateTime', required: true, description: 'Where the span begins.' }),
      to: t.arg({ type: 'DateTime', required: true, description: 'Where it ends, itself not in it.' }),
    },
    resolve: async (_root, { workspaceId, keyId, from, to }, context) =>
      await readExpectedUsage(context.db, context.deps, {
        workspaceId,
        keyId: idOf(keyId),
        from,
        to,
        ownerId: confinedOwner(accessOf(context), workspaceId),
      }),
  }),
);
