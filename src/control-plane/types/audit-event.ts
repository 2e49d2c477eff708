import { queryFromInfo } from '@pothos/plugin-prisma';
import { builder } from '../builder.ts';
import { type Place, readPageArgs, toConnection } from '../paging.ts';

const auditEventRef = builder.prismaObject('AuditEvent', {
  description: 'What somebody did. Written in the transaction of what it tells of.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    at: t.expose('at', { type: 'DateTime' }),
    action: t.exposeString('action', { description: 'Such as `key.revoked`.' }),
    actorId: t.exposeID('actorId', { nullable: true, description: 'The user; null: Keywatch itself.' }),
    targetType: t.exposeString('targetType'),
    targetId: t.exposeID('targetId'),
    ip: t.exposeString('ip', { nullable: true }),
    detail: t.expose('detail', { type: 'Json' }),
  }),
});

const auditConnection = builder.connectionObject(
  { type: auditEventRef, name: 'AuditEventConnection' },
  { name: 'AuditEventEdge' },
);

builder.queryField('auditLog', (t) =>
  t.field({
    type: auditConnection,
    description: 'The audit log of a workspace, the newest first.',
    authScopes: (_root, { workspaceId }) => ({ admin: workspaceId }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      first: t.arg.int({ description: 'At most 100; 50 where left out.' }),
      after: t.arg.string(),
    },
    resolve: async (_root, args, context, info) => {
      const { take, after } = readPageArgs(args);
      const { workspaceId } = args;
      const { select } = queryFromInfo({
        context,
        info,
        path: ['edges', 'node'],
        select: { id: true, at: true },
      });
      const rows = await context.deps.storage.prisma.auditEvent.findMany({
        select,
        where: { workspaceId, ...(after && olderThan(after)) },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take,
      });
      return toConnection(rows, args, ({ at, id }) => ({ at, id }));
    },
  }),
);

function olderThan({ at, id }: Place) {
  return { at: { lte: at }, OR: [{ at: { lt: at } }, { id: { lt: id } }] };
}
