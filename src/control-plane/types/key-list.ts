import { queryFromInfo } from '@pothos/plugin-prisma';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { type Place, readPageArgs, toConnection } from '../paging.ts';
import { keyRef } from './key.ts';

const keyConnection = builder.connectionObject({ type: keyRef, name: 'KeyConnection' }, { name: 'KeyEdge' });

builder.queryField('keys', (t) =>
  t.field({
    type: keyConnection,
    description: 'Keys, the newest first. Members see their own ones.',
    authScopes: (_root, { workspaceId }) => ({ member: workspaceId }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      first: t.arg.int({ description: 'At most 100; 50 where left out.' }),
      after: t.arg.string(),
    },
    resolve: async (_root, args, context, info) => {
      const { take, after } = readPageArgs(args);
      const { workspaceId } = args;
      const ownerId = await confinedOwner(accessOf(context), workspaceId);
      const { select } = queryFromInfo({
        context,
        info,
        path: ['edges', 'node'],
        select: { id: true, createdAt: true },
      });
      const rows = await context.deps.storage.prisma.key.findMany({
        select,
        where: { workspaceId, ...(ownerId === undefined ? {} : { ownerId }), ...(after && olderThan(after)) },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
      });
      return toConnection(rows, args, ({ createdAt, id }) => ({ at: createdAt, id }));
    },
  }),
);

/** The first condition lets the index (workspace, created, id) begin at the place. */
function olderThan({ at, id }: Place) {
  return { createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { id: { lt: id } }] };
}
