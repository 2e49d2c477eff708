import { createThreshold } from '../../actions/create-threshold.ts';
import { deleteThreshold } from '../../actions/delete-threshold.ts';
import type { ThresholdMetric } from '../../core/threshold.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { severityRef } from './alert.ts';
import { keyRef } from './key.ts';
import { serverRef } from './server.ts';

export const thresholdMetricRef = builder.enumType('ThresholdMetric', {
  description: 'What a threshold looks at, of a key’s minute.',
  values: {
    REQUESTS: { description: 'Requests, also denied ones.' },
    DENIED: { description: 'Denied requests.' },
    ERROR_SHARE: { description: 'The share of requests that failed, from 0 to 1.' },
  } satisfies Record<ThresholdMetric, object>,
});

export const thresholdRef = builder.prismaObject('Threshold', {
  description:
    'A limit on minutes: crossed, it opens an alert of the kind `threshold`, whose topic is its id.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    key: t.relation('key', {
      type: keyRef,
      nullable: true,
      description: 'Whose minutes; null: not of one key.',
    }),
    server: t.relation('server', {
      type: serverRef,
      nullable: true,
      description: 'Each key’s requests to this server. Null, without a key: all requests of each key.',
    }),
    metric: t.expose('metric', { type: thresholdMetricRef }),
    limit: t.exposeFloat('limit', { description: 'Crossed by more than this.' }),
    requestsMin: t.exposeInt('requestsMin', { description: 'Minutes with fewer requests are not judged.' }),
    severity: t.expose('severity', { type: severityRef }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

builder.queryField('thresholds', (t) =>
  t.prismaField({
    type: [thresholdRef],
    description:
      'The thresholds of a workspace, at most 200, the newest first. Members see those of their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'alerts:read'] }),
    args: { workspaceId: t.arg.id({ required: true }) },
    resolve: async (query, _root, { workspaceId }, context) => {
      const ownerId = confinedOwner(accessOf(context), workspaceId);
      return await context.db.threshold.findMany({
        ...query,
        where: { workspaceId, ...(ownerId === undefined ? {} : { key: { ownerId } }) },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      });
    },
  }),
);

const createSuccess = builder
  .objectRef<{ readonly thresholdId: string }>('CreateThresholdSuccess')
  .implement({
    description: 'The new threshold.',
    fields: (t) => ({
      threshold: t.prismaField({
        type: thresholdRef,
        resolve: async (query, { thresholdId }, _args, { db }) =>
          await db.threshold.findUniqueOrThrow({ ...query, where: { id: thresholdId } }),
      }),
    }),
  });

const deleteSuccess = builder
  .objectRef<{ readonly thresholdId: string }>('DeleteThresholdSuccess')
  .implement({
    description: 'A threshold that is gone.',
    fields: (t) => ({ deletedThresholdId: t.exposeID('thresholdId') }),
  });

builder.mutationFields((t) => ({
  createThreshold: t.field({
    description:
      'Has an alert opened where a key’s minute has more than a limit, whatever the detector expects. Members do so for ' +
      'their own keys.',
    type: createSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'alerts:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      keyId: t.arg.id({ description: 'Of this key.' }),
      serverId: t.arg.id({ description: 'Of each key’s requests to this server. Neither: of each key.' }),
      name: t.arg.string({ required: true, description: '1 to 80 characters, shown in the alert.' }),
      metric: t.arg({ type: thresholdMetricRef, required: true, description: 'What is looked at.' }),
      limit: t.arg.float({
        required: true,
        description: 'Crossed by more than this; a share is less than 1.',
      }),
      requestsMin: t.arg.int({
        description: 'Minutes with fewer requests are not judged; left out: 1, of ERROR_SHARE 20.',
      }),
      severity: t.arg({ type: severityRef, description: 'Left out: WARNING.' }),
    },
    resolve: async (_root, { keyId, serverId, severity, ...args }, context) =>
      await createThreshold(context.deps, actorOf(context), {
        ...args,
        keyId: keyId == null ? null : idOf(keyId),
        serverId: serverId == null ? null : idOf(serverId),
        severity: severity ?? 'WARNING',
        ownerId: confinedOwner(accessOf(context), args.workspaceId),
      }),
  }),
  deleteThreshold: t.field({
    description: 'Deletes a threshold. What it has opened ends when it was quiet.',
    type: deleteSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'alerts:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      thresholdId: t.arg.id({ required: true, description: 'Of `thresholds`.' }),
    },
    resolve: async (_root, { workspaceId, thresholdId }, context) =>
      await deleteThreshold(context.deps, actorOf(context), {
        workspaceId,
        thresholdId: idOf(thresholdId),
        ownerId: confinedOwner(accessOf(context), workspaceId),
      }),
  }),
}));
