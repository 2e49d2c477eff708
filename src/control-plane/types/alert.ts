import { queryFromInfo } from '@pothos/plugin-prisma';
import { SEVERITIES } from '../../core/alert.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { behind, byId, readPageArgs, toConnection } from '../paging.ts';
import { keyRef } from './key.ts';

export const severityRef = builder.enumType('Severity', {
  description: 'How bad it is.',
  values: SEVERITIES,
});

const alertState = builder.enumType('AlertState', {
  description: 'Open until somebody takes care of it or it has been quiet.',
  values: ['OPEN', 'ACKNOWLEDGED', 'RESOLVED'] as const,
});

const alertRef = builder.prismaObject('Alert', {
  description:
    'What the detector opened: one incident of one key and kind. Figures are those of its worst minute.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    key: t.relation('key', { type: keyRef }),
    kind: t.exposeString('kind'),
    severity: t.expose('severity', { type: severityRef }),
    state: t.expose('state', { type: alertState }),
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
  }),
});

const alertConnection = builder.connectionObject(
  { type: alertRef, name: 'AlertConnection' },
  { name: 'AlertEdge' },
);

builder.queryField('alerts', (t) =>
  t.field({
    type: alertConnection,
    description: 'Alerts, the newest first. Members see those of their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'alerts:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      state: t.arg({ type: alertState, description: 'Left out: all states.' }),
      first: t.arg.int({ description: 'At most 100; 50 where left out.' }),
      after: t.arg.string(),
    },
    resolve: async (_root, args, context, info) => {
      const { take, after } = readPageArgs(args);
      const { workspaceId, state } = args;
      const ownerId = confinedOwner(accessOf(context), workspaceId);
      const { select } = queryFromInfo({
        context,
        info,
        path: ['edges', 'node'],
        select: { id: true, openedAt: true },
      });
      const rows = await context.db.alert.findMany({
        select,
        where: {
          workspaceId,
          ...(state == null ? {} : { state }),
          ...(ownerId === undefined ? {} : { key: { ownerId } }),
          ...(after && behind(after, (openedAt) => ({ openedAt }), byId)),
        },
        orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
        take,
      });
      return toConnection(rows, args, ({ openedAt, id }) => ({ at: openedAt, id }));
    },
  }),
);
