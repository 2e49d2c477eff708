import type { Propagation } from '../../actions/carry-versions.ts';
import { deleteWorkspace } from '../../actions/delete-workspace.ts';
import { setWorkspacePlan } from '../../actions/set-workspace-plan.ts';
import { updateWorkspace } from '../../actions/update-workspace.ts';
import type { Plan } from '../../core/limit.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { propagationRef } from './server.ts';
import { planRef, workspaceRef } from './workspace.ts';

const updateWorkspaceSuccess = builder
  .objectRef<{ readonly workspaceId: string }>('UpdateWorkspaceSuccess')
  .implement({
    fields: (t) => ({
      workspace: t.prismaField({
        type: workspaceRef,
        resolve: async (query, { workspaceId }, _args, { db }) =>
          await db.workspace.findUniqueOrThrow({ ...query, where: { id: workspaceId } }),
      }),
    }),
  });

const deleteWorkspaceSuccess = builder
  .objectRef<{ readonly workspaceId: string; readonly propagation: Propagation }>('DeleteWorkspaceSuccess')
  .implement({
    fields: (t) => ({
      workspaceId: t.exposeID('workspaceId'),
      propagation: t.expose('propagation', { type: propagationRef }),
    }),
  });

const setWorkspacePlanSuccess = builder
  .objectRef<{
    readonly workspaceId: string;
    readonly name: string;
    readonly plan: Plan;
    readonly ratePerMinute: number | null;
    readonly propagation: Propagation;
  }>('SetWorkspacePlanSuccess')
  .implement({
    description: 'As much of the workspace as an operator may see, who need not be in it.',
    fields: (t) => ({
      workspaceId: t.exposeID('workspaceId'),
      name: t.exposeString('name'),
      plan: t.expose('plan', { type: planRef }),
      ratePerMinute: t.exposeInt('ratePerMinute', { nullable: true, description: 'Null: as planned.' }),
      propagation: t.expose('propagation', { type: propagationRef }),
    }),
  });

builder.mutationFields((t) => ({
  updateWorkspace: t.field({
    description: 'Changes what is given of a workspace.',
    type: updateWorkspaceSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'workspace:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      name: t.arg.string(),
      keyFormat: t.arg.string({
        description:
          'Template of the secrets of new keys, such as `acme_{env}_{secret}`; null: Keywatch’s own.',
      }),
    },
    resolve: async (_root, { workspaceId, name, keyFormat }, context) =>
      await updateWorkspace(context.deps, actorOf(context), {
        workspaceId: idOf(workspaceId),
        ...(name == null ? {} : { name }),
        keyFormat,
      }),
  }),
  deleteWorkspace: t.field({
    description:
      'Deletes a workspace: its keys are revoked, its tokens and invitations deleted, its webhooks disabled. Its rows are removed for good 30 days later.',
    type: deleteWorkspaceSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ owner: [workspaceId, 'workspace:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      confirmName: t.arg.string({ required: true, description: 'The exact name of the workspace.' }),
    },
    resolve: async (_root, args, context) => {
      const workspaceId = idOf(args.workspaceId);
      const deleted = await deleteWorkspace(context.deps, actorOf(context), { ...args, workspaceId });
      accessOf(context).roles.delete(workspaceId);
      return deleted;
    },
  }),
  setWorkspacePlan: t.field({
    description: 'Puts any workspace of the installation on a plan. For operators.',
    type: setWorkspacePlanSuccess,
    errors: {},
    authScopes: { operator: true },
    args: {
      workspaceId: t.arg.id({ required: true }),
      plan: t.arg({
        type: planRef,
        required: true,
        description: 'What no key of the workspace exceeds from then on, whatever its own limit is.',
      }),
      ratePerMinute: t.arg.int({
        description: 'Replaces the number of the plan, 1 to 1,000,000; left out or null: as planned.',
      }),
    },
    resolve: async (_root, { workspaceId, plan, ratePerMinute }, context) =>
      await setWorkspacePlan(context.deps, actorOf(context), {
        workspaceId: idOf(workspaceId),
        plan,
        ratePerMinute: ratePerMinute ?? null,
      }),
  }),
}));
