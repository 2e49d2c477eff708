import { queryFromInfo } from '@pothos/plugin-prisma';
import { Refusal } from '../../core/errors.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { behind, byId, readPageArgs, toConnection } from '../paging.ts';
import { alertRef, alertStateRef, severityRef } from './alert.ts';
import { alertFilterInput, alertWhere } from './alert-filter.ts';

const alertConnection = builder.connectionObject(
  { type: alertRef, name: 'AlertConnection' },
  { name: 'AlertEdge' },
);

const countRef = builder
  .objectRef<{
    readonly state: typeof alertStateRef.$inferType;
    readonly severity: typeof severityRef.$inferType;
    readonly count: number;
  }>('AlertCount')
  .implement({
    description: 'How many alerts there are of a state and severity.',
    fields: (t) => ({
      state: t.expose('state', { type: alertStateRef }),
      severity: t.expose('severity', { type: severityRef }),
      count: t.exposeInt('count'),
    }),
  });

builder.queryFields((t) => ({
  alerts: t.field({
    type: alertConnection,
    description: 'Alerts, the newest first. Members see those of their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'alerts:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      state: t.arg({ type: alertStateRef, description: 'Left out: all states.' }),
      filter: t.arg({ type: alertFilterInput, description: 'Left out: all alerts.' }),
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
          ...alertWhere({ workspaceId, ownerId }, args.filter),
          ...(state == null ? {} : { state }),
          ...(after && behind(after, (openedAt) => ({ openedAt }), byId)),
        },
        orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
        take,
      });
      return toConnection(rows, args, ({ openedAt, id }) => ({ at: openedAt, id }));
    },
  }),
  alert: t.prismaField({
    type: alertRef,
    description: 'One alert. Members see those of their own keys. Refused with NOT_FOUND.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'alerts:read'] }),
    args: { workspaceId: t.arg.id({ required: true }), id: t.arg.id({ required: true }) },
    resolve: async (query, _root, { workspaceId, id }, context) => {
      const ownerId = confinedOwner(accessOf(context), workspaceId);
      const where = { AND: [{ id: idOf(id) }, alertWhere({ workspaceId, ownerId }, undefined)] };
      const found = await context.db.alert.findFirst({ ...query, where });
      if (found === null) throw new Refusal('NOT_FOUND', 'There is no such alert in this workspace.');
      return found;
    },
  }),
  alertCounts: t.field({
    type: [countRef],
    description: 'How many alerts fit a filter, by state and severity; what there is none of is left out.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'alerts:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      filter: t.arg({ type: alertFilterInput, description: 'Left out: all alerts.' }),
    },
    resolve: async (_root, { workspaceId, filter }, context) => {
      const ownerId = confinedOwner(accessOf(context), workspaceId);
      const rows = await context.db.alert.groupBy({
        by: ['state', 'severity'],
        where: alertWhere({ workspaceId, ownerId }, filter),
        orderBy: [{ state: 'asc' }, { severity: 'desc' }],
        _count: true,
      });
      return rows.map(({ state, severity, _count: count }) => ({ state, severity, count }));
    },
  }),
}));
