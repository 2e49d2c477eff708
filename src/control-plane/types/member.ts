import { queryFromInfo } from '@pothos/plugin-prisma';
import { builder } from '../builder.ts';
import { behind, readPageArgs, toConnection } from '../paging.ts';
import { serverRef } from './server.ts';
import { userRef } from './user.ts';
import { roleRef } from './workspace.ts';

export const memberRef = builder.prismaObject('Membership', {
  variant: 'Member',
  description: 'Somebody in a workspace.',
  select: { workspaceId: true, userId: true },
  fields: (t) => ({
    userId: t.exposeID('userId'),
    user: t.relation('user', { type: userRef }),
    role: t.expose('role', { type: roleRef }),
    allServers: t.exposeBoolean('allServers', {
      description: 'May open every server, also future ones. A key opens what its owner may open.',
    }),
    servers: t.field({
      type: [serverRef],
      description: 'The servers that the member may open now.',
      select: (_args, _context, nestedSelection) => ({
        allServers: true,
        servers: { select: { server: nestedSelection(true) }, orderBy: { serverId: 'asc' } },
        workspace: { select: { servers: nestedSelection({ orderBy: { id: 'asc' } }) } },
      }),
      resolve: (member) =>
        member.allServers ? member.workspace.servers : member.servers.map(({ server }) => server),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they first joined.' }),
  }),
});

const memberConnection = builder.connectionObject(
  { type: memberRef, name: 'MemberConnection' },
  { name: 'MemberEdge' },
);

builder.queryField('members', (t) =>
  t.field({
    type: memberConnection,
    description: 'The members of a workspace, those who joined last first. Who has left is not among them.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'people:read'] }),
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
        select: { workspaceId: true, userId: true, createdAt: true },
      });
      const rows = await context.db.membership.findMany({
        select,
        where: {
          workspaceId,
          removedAt: null,
          ...(after &&
            behind(
              after,
              (createdAt) => ({ createdAt }),
              (userId) => ({ userId }),
            )),
        },
        orderBy: [{ createdAt: 'desc' }, { userId: 'desc' }],
        take,
      });
      return toConnection(rows, args, ({ createdAt, userId }) => ({ at: createdAt, id: userId }));
    },
  }),
);
