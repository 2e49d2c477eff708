import { updateThreshold } from '../../actions/update-threshold.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { severityRef } from './alert.ts';
import { thresholdRef } from './threshold.ts';

const success = builder.objectRef<{ readonly thresholdId: string }>('UpdateThresholdSuccess').implement({
  description: 'The threshold as it is now.',
  fields: (t) => ({
    threshold: t.prismaField({
      type: thresholdRef,
      resolve: async (query, { thresholdId }, _args, { db }) =>
        await db.threshold.findUniqueOrThrow({ ...query, where: { id: thresholdId } }),
    }),
  }),
});

builder.mutationField('updateThreshold', (t) =>
  t.field({
    description:
      'Changes a threshold from the next minute on; what it looks at, and of what, stays. Members change those of their own keys.',
    type: success,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'alerts:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      thresholdId: t.arg.id({ required: true, description: 'Of `thresholds`.' }),
      name: t.arg.string({ description: '1 to 80 characters; left out: as it is.' }),
      limit: t.arg.float({ description: 'Crossed by more than this; left out: as it is.' }),
      requestsMin: t.arg.int({
        description: 'Minutes with fewer requests are not judged; left out: as it is.',
      }),
      severity: t.arg({ type: severityRef, description: 'Left out: as it is.' }),
    },
    resolve: async (_root, { workspaceId, thresholdId, ...changes }, context) =>
      await updateThreshold(context.deps, actorOf(context), {
        ...changes,
        workspaceId,
        thresholdId: idOf(thresholdId),
        ownerId: confinedOwner(accessOf(context), workspaceId),
      }),
  }),
);
