import type { Propagation } from '../../actions/carry-versions.ts';
import { changeMemberRole } from '../../actions/change-member-role.ts';
import { removeMember } from '../../actions/remove-member.ts';
import { transferOwnership } from '../../actions/transfer-ownership.ts';
import { demandPowerToMake } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf, roledActorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { memberRef } from './member.ts';
import { propagationRef } from './server.ts';
import { roleRef } from './workspace.ts';

interface ChangedMember {
  readonly workspaceId: string;
  readonly userId: string;
  readonly propagation: Propagation;
}

function defineChanged(name: string) {
  return builder.objectRef<ChangedMember>(name).implement({
    fields: (t) => ({
      member: t.prismaField({
        type: memberRef,
        resolve: async (query, { workspaceId, userId }, _args, { db }) =>
          await db.membership.findUniqueOrThrow({
            ...query,
            where: { workspaceId_userId: { workspaceId, userId } },
          }),
      }),
      propagation: t.expose('propagation', { type: propagationRef }),
    }),
  });
}

function defineGone(name: string) {
  return builder.objectRef<ChangedMember>(name).implement({
    fields: (t) => ({
      userId: t.exposeID('userId'),
      propagation: t.expose('propagation', { type: propagationRef }),
    }),
  });
}

const changeMemberRoleSuccess = defineChanged('ChangeMemberRoleSuccess');
const transferOwnershipSuccess = defineChanged('TransferOwnershipSuccess');
const removeMemberSuccess = defineGone('RemoveMemberSuccess');
const leaveWorkspaceSuccess = defineGone('LeaveWorkspaceSuccess');

builder.mutationFields((t) => ({
  changeMemberRole: t.field({
    description:
      'Gives a member another role; owners are dealt with by owners. Who is no admin any more loses the ADMIN tokens and invitations that they made.',
    type: changeMemberRoleSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'people:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      userId: t.arg.id({ required: true }),
      role: t.arg({
        type: roleRef,
        required: true,
        description:
          'The role from then on. Refused with LAST_OWNER where the workspace would be without an owner.',
      }),
    },
    resolve: async (_root, args, context) => {
      const place = { workspaceId: idOf(args.workspaceId), userId: idOf(args.userId) };
      const actor = roledActorOf(context, place.workspaceId);
      demandPowerToMake(accessOf(context), args.role);
      const changed = await changeMemberRole(context.deps, actor, { ...place, role: args.role });
      const access = accessOf(context);
      if (access.kind === 'SESSION' && access.userId === place.userId) {
        access.roles.set(place.workspaceId, args.role);
      }
      return { ...place, ...changed };
    },
  }),
  removeMember: t.field({
    description:
      'Ends a membership. The member’s keys open nothing any more, and their ADMIN tokens are gone; GATEWAY tokens that they made stay, so that traffic does not stop. Owners are removed by owners.',
    type: removeMemberSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'people:write'] }),
    args: { workspaceId: t.arg.id({ required: true }), userId: t.arg.id({ required: true }) },
    resolve: async (_root, args, context) => {
      const place = { workspaceId: idOf(args.workspaceId), userId: idOf(args.userId) };
      const removed = await removeMember(context.deps, roledActorOf(context, place.workspaceId), place);
      if (accessOf(context).userId === place.userId) accessOf(context).roles.delete(place.workspaceId);
      return { ...place, ...removed };
    },
  }),
  leaveWorkspace: t.field({
    description: 'Ends one’s own membership, with the same effects as `removeMember`.',
    type: leaveWorkspaceSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({
      $all: { person: true, member: [workspaceId, 'people:write'] },
    }),
    args: { workspaceId: t.arg.id({ required: true }) },
    resolve: async (_root, args, context) => {
      const place = { workspaceId: idOf(args.workspaceId), userId: accessOf(context).userId };
      const left = await removeMember(context.deps, roledActorOf(context, place.workspaceId), place);
      accessOf(context).roles.delete(place.workspaceId);
      return { ...place, ...left };
    },
  }),
  transferOwnership: t.field({
    description: 'Makes another member an owner, and oneself an admin.',
    type: transferOwnershipSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ owner: [workspaceId, 'people:write'] }),
    args: { workspaceId: t.arg.id({ required: true }), userId: t.arg.id({ required: true }) },
    resolve: async (_root, args, context) => {
      const place = { workspaceId: idOf(args.workspaceId), userId: idOf(args.userId) };
      const transferred = await transferOwnership(context.deps, actorOf(context), place);
      accessOf(context).roles.set(place.workspaceId, 'ADMIN');
      return { ...place, ...transferred };
    },
  }),
}));
