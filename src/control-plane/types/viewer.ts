import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { roleRef } from './workspace.ts';

const viewerWorkspaceRef = builder.prismaObject('Membership', {
  name: 'ViewerWorkspace',
  select: { workspaceId: true },
  fields: (t) => ({
    id: t.exposeID('workspaceId'),
    name: t.string({
      select: { workspace: { select: { name: true } } },
      resolve: ({ workspace }) => workspace.name,
    }),
    role: t.field({
      type: roleRef,
      description: 'An ADMIN token is an admin, whatever its maker is.',
      select: { role: true },
      resolve: ({ role }, _args, context) => (accessOf(context).kind === 'ADMIN' ? 'ADMIN' : role),
    }),
  }),
});

const viewerRef = builder.prismaObject('User', {
  variant: 'Viewer',
  description: 'Whoever asks.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    email: t.exposeString('email'),
    name: t.exposeString('name'),
    workspaces: t.relation('memberships', {
      type: viewerWorkspaceRef,
      query: (_args, context) => {
        const { workspaceId } = accessOf(context);
        return {
          ...(workspaceId === null ? {} : { where: { workspaceId } }),
          orderBy: [{ createdAt: 'asc' }, { workspaceId: 'asc' }],
        };
      },
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.prismaField({
    type: viewerRef,
    authScopes: { signedIn: true },
    resolve: async (query, _root, _args, context) =>
      await context.deps.storage.prisma.user.findUniqueOrThrow({
        ...query,
        where: { id: accessOf(context).userId },
      }),
  }),
);
