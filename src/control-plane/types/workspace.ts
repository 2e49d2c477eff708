import { createWorkspace } from '../../actions/create-workspace.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';

export const roleRef = builder.enumType('Role', {
  description:
    'Members see and manage their own keys, admins and owners all of them; viewers see everything.',
  values: ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const,
});

const workspaceRef = builder.prismaObject('Workspace', {
  description: 'The tenant. Nothing crosses it.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

const createWorkspaceSuccess = builder
  .objectRef<{ readonly workspaceId: string }>('CreateWorkspaceSuccess')
  .implement({
    fields: (t) => ({
      workspace: t.prismaField({
        type: workspaceRef,
        resolve: async (query, { workspaceId }, _args, { deps }) =>
          await deps.storage.prisma.workspace.findUniqueOrThrow({ ...query, where: { id: workspaceId } }),
      }),
    }),
  });

builder.queryField('workspace', (t) =>
  t.prismaField({
    type: workspaceRef,
    authScopes: (_root, { id }) => ({ member: id }),
    args: { id: t.arg.id({ required: true }) },
    resolve: async (query, _root, { id }, { deps }) =>
      await deps.storage.prisma.workspace.findUniqueOrThrow({ ...query, where: { id } }),
  }),
);

builder.mutationField('createWorkspace', (t) =>
  t.field({
    description: 'Makes a workspace that the signed-in person owns.',
    type: createWorkspaceSuccess,
    errors: {},
    authScopes: { person: true },
    args: { name: t.arg.string({ required: true }) },
    resolve: async (_root, args, context) => await createWorkspace(context.deps, actorOf(context), args),
  }),
);
