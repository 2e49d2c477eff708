import { type DryRun, dryRunDetector } from '../../actions/dry-run-detector.ts';
import type { Knowledge } from '../../core/detector/reading.ts';
import { MINUTE_MS } from '../../core/usage/cell.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { severityRef } from './alert.ts';
import { keyRef } from './key.ts';
import { resolveKey } from './key-of.ts';

/** What the API calls how far the detector knows a key. */
export const DETECTOR_PHASES = {
  learning: 'LEARNING',
  cautious: 'CAUTIOUS',
  full: 'FULL',
} as const satisfies Record<Knowledge, string>;

export const detectorPhaseRef = builder.enumType('DetectorPhase', {
  description: 'How far the detector knows a key.',
  values: {
    LEARNING: { description: 'The first day: nothing is told.' },
    CAUTIOUS: { description: 'Until the end of the third day: with wider limits.' },
    FULL: {},
  } as const,
});

const findingRef = builder.objectRef<DryRun['findings'][number]>('DetectorFinding').implement({
  description: 'What the detector would have found in a minute, and why.',
  fields: (t) => ({
    kind: t.exposeString('kind'),
    severity: t.expose('severity', { type: severityRef }),
    since: t.field({ type: 'DateTime', resolve: ({ since }) => new Date(since * MINUTE_MS) }),
    minute: t.field({ type: 'DateTime', resolve: ({ minute }) => new Date(minute * MINUTE_MS) }),
    observed: t.exposeFloat('observed'),
    expected: t.exposeFloat('expected'),
    lower: t.exposeFloat('lower'),
    upper: t.exposeFloat('upper'),
    score: t.exposeFloat('score'),
    sentence: t.exposeString('sentence', { description: 'Explains the finding in words.' }),
  }),
});

const dryRunRef = builder.objectRef<DryRun>('DetectorDryRun').implement({
  description: 'What the detector would have said of one key.',
  fields: (t) => ({
    keyId: t.exposeID('keyId'),
    key: t.prismaField({
      type: keyRef,
      resolve: resolveKey,
    }),
    phase: t.field({ type: detectorPhaseRef, resolve: ({ knowledge }) => DETECTOR_PHASES[knowledge] }),
    findings: t.expose('findings', { type: [findingRef], description: 'At most 500, the oldest first.' }),
    findingsLeftOut: t.exposeInt('findingsLeftOut'),
  }),
});

builder.queryField('detectorDryRun', (t) =>
  t.field({
    type: [dryRunRef],
    description:
      'What the detector, started from nothing, would tell of the minutes stored in `[from, to)`, at most 7 days. Nothing ' +
      'is written. Members see their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'usage:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      from: t.arg({ type: 'DateTime', required: true, description: 'Where the span begins.' }),
      to: t.arg({ type: 'DateTime', required: true, description: 'Where it ends, itself not in it.' }),
      keyIds: t.arg.idList({ description: 'At most 100; left out: the newest 100.' }),
    },
    resolve: async (_root, { keyIds, ...args }, context) =>
      await dryRunDetector(context.db, context.deps, {
        ...args,
        keyIds: keyIds?.map(idOf),
        ownerId: confinedOwner(accessOf(context), args.workspaceId),
      }),
  }),
);
