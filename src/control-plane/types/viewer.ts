import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { roleRef } from './workspace.ts';

const viewerWorkspaceRef = builder.prismaObject('Membership', {
  name: 'ViewerWorkspace',
  description: 'A workspace that whoever asks is in.',
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
    operator: t.boolean({
      description: 'Runs the installation; never so for a machine.',
      resolve: (_user, _args, context) => accessOf(context).operator,
    }),
    secondFactor: t.boolean({
      description: 'Whether signing in takes a code of an authenticator.',
      select: { totpSince: true },
      resolve: ({ totpSince }) => totpSince !== null,
    }),
    recoveryCodesLeft: t.relationCount('recoveryCodes', {
      description: 'Each opens the account once where the authenticator is lost.',
    }),
    workspaces: t.relation('memberships', {
      type: viewerWorkspaceRef,
      query: (_args, context) => {
        const { workspaceId } = accessOf(context);
        return {
          where: {
            removedAt: null,
            workspace: { deletedAt: null },
            ...(workspaceId === null ? {} : { workspaceId }),
          },
          orderBy: [{ createdAt: 'asc' }, { workspaceId: 'asc' }],
        };
      },
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.prismaField({
    description: 'Whoever asks, with their workspaces.',
    type: viewerRef,
    authScopes: { signedIn: true },
    resolve: async (query, _root, _args, context) =>
      await context.db.user.findUniqueOrThrow({
        ...query,
        where: { id: accessOf(context).userId },
      }),
  }),
);
