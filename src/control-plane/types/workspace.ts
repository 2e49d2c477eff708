import { createWorkspace } from '../../actions/create-workspace.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf } from '../context.ts';

export const roleRef = builder.enumType('Role', {
  description:
    'Members see and manage their own keys, admins and owners all of them; viewers see everything.',
  values: ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'] as const,
});

export const planRef = builder.enumType('Plan', {
  description: 'Requests per minute of each key.',
  values: {
    FREE: { description: '10.' },
    STANDARD: { description: '60.' },
    PROFESSIONAL: { description: '300.' },
    ENTERPRISE: { description: 'As agreed: `ratePerMinute` of the workspace, or no ceiling.' },
  } as const,
});

export const workspaceRef = builder.prismaObject('Workspace', {
  description: 'The tenant. Nothing crosses it.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    plan: t.expose('plan', { type: planRef }),
    ratePerMinute: t.exposeInt('ratePerMinute', {
      nullable: true,
      description: 'Requests per minute of each key that replace those of the plan; null: as planned.',
    }),
    keyFormat: t.exposeString('keyFormat', {
      nullable: true,
      description: 'Template of the secrets of new keys; null: Keywatch’s own.',
    }),
    memberCount: t.relationCount('memberships', { where: { removedAt: null } }),
    serverCount: t.relationCount('servers'),
    keyCount: t.relationCount('keys', {
      where: { deletedAt: null },
      description: 'Revoked ones included, deleted ones not.',
    }),
  }),
});

const createWorkspaceSuccess = builder
  .objectRef<{ readonly workspaceId: string }>('CreateWorkspaceSuccess')
  .implement({
    fields: (t) => ({
      workspace: t.prismaField({
        type: workspaceRef,
        resolve: async (query, { workspaceId }, _args, { db }) =>
          await db.workspace.findUniqueOrThrow({ ...query, where: { id: workspaceId } }),
      }),
    }),
  });

builder.queryField('workspace', (t) =>
  t.prismaField({
    description: 'A workspace that whoever asks is in.',
    type: workspaceRef,
    authScopes: (_root, { id }) => ({ member: [id, 'workspace:read'] }),
    args: { id: t.arg.id({ required: true }) },
    resolve: async (query, _root, { id }, { db }) =>
      await db.workspace.findUniqueOrThrow({ ...query, where: { id } }),
  }),
);

builder.mutationField('createWorkspace', (t) =>
  t.field({
    description: 'Makes a workspace that the signed-in person owns.',
    type: createWorkspaceSuccess,
    errors: {},
    authScopes: { person: true },
    args: { name: t.arg.string({ required: true }) },
    resolve: async (_root, args, context) => {
      const made = await createWorkspace(context.deps, actorOf(context), args);
      accessOf(context).roles.set(made.workspaceId, 'OWNER');
      return made;
    },
  }),
);
