import { acceptInvitation, acceptInvitationAsNewUser, type Joined } from '../../actions/accept-invitation.ts';
import type { MailOutcome } from '../../actions/deps.ts';
import { inviteMember } from '../../actions/invite-member.ts';
import { withdrawInvitation } from '../../actions/withdraw-invitation.ts';
import { demandPowerToMake } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf, roledActorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { invitationRef } from './invitation.ts';
import { propagationRef } from './server.ts';
import { keep, type SignedIn, userRef } from './user.ts';
import { roleRef, workspaceRef } from './workspace.ts';

const mailOutcome = builder.enumType('MailOutcome', {
  description: 'What became of a mail.',
  values: {
    SENT: { description: 'The SMTP server took it.' },
    LOGGED: { description: 'No SMTP server is configured: hand the link over yourself.' },
    FAILED: { description: 'The SMTP server did not take it: hand the link over yourself.' },
  } as const,
});

const inviteMemberSuccess = builder
  .objectRef<{ readonly invitationId: string; readonly link: string; readonly mail: MailOutcome }>(
    'InviteMemberSuccess',
  )
  .implement({
    fields: (t) => ({
      invitation: t.prismaField({
        type: invitationRef,
        resolve: async (query, { invitationId }, _args, { db }) =>
          await db.invitation.findUniqueOrThrow({ ...query, where: { id: invitationId } }),
      }),
      link: t.exposeString('link', { description: 'Shown this once, and sent by mail.' }),
      mail: t.expose('mail', { type: mailOutcome }),
    }),
  });

const withdrawInvitationSuccess = builder
  .objectRef<{ readonly invitationId: string }>('WithdrawInvitationSuccess')
  .implement({ fields: (t) => ({ invitationId: t.exposeID('invitationId') }) });

const acceptInvitationSuccess = builder.objectRef<Joined>('AcceptInvitationSuccess').implement({
  fields: (t) => ({
    workspace: t.prismaField({
      type: workspaceRef,
      resolve: async (query, { workspaceId }, _args, { db }) =>
        await db.workspace.findUniqueOrThrow({ ...query, where: { id: workspaceId } }),
    }),
    role: t.expose('role', { type: roleRef }),
    propagation: t.expose('propagation', {
      type: propagationRef,
      description: 'Of the keys of somebody who had left and is back.',
    }),
  }),
});

const acceptInvitationAsNewUserSuccess = builder
  .objectRef<SignedIn & Joined>('AcceptInvitationAsNewUserSuccess')
  .implement({
    fields: (t) => ({
      user: t.prismaField({
        type: userRef,
        resolve: async (query, { userId }, _args, { identity }) =>
          await identity.storage.prisma.user.findUniqueOrThrow({ ...query, where: { id: userId } }),
      }),
      token: t.string({
        description: "The session's secret. Browsers get it as a cookie as well.",
        resolve: ({ session }) => session.secret,
      }),
      expiresAt: t.field({ type: 'DateTime', resolve: ({ session }) => session.expiresAt }),
      workspaceId: t.exposeID('workspaceId'),
      role: t.expose('role', { type: roleRef }),
    }),
  });

builder.mutationFields((t) => ({
  inviteMember: t.field({
    description:
      'Invites somebody for 7 days, in place of an earlier invitation for the address. Owners are invited by owners.',
    type: inviteMemberSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'people:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      email: t.arg.string({ required: true }),
      role: t.arg({
        type: roleRef,
        required: true,
        description: 'What they become by accepting. OWNER is refused with FORBIDDEN where no owner asks.',
      }),
    },
    resolve: async (_root, args, context) => {
      const workspaceId = idOf(args.workspaceId);
      const given = { ...args, workspaceId };
      demandPowerToMake(accessOf(context), args.role);
      return await inviteMember(context.deps, roledActorOf(context, workspaceId), given);
    },
  }),
  withdrawInvitation: t.field({
    description: 'Withdraws an invitation: its link is worth nothing any more.',
    type: withdrawInvitationSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'people:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      invitationId: t.arg.id({
        required: true,
        description: 'One of `invitations`; NOT_FOUND once it was accepted or withdrawn.',
      }),
    },
    resolve: async (_root, args, context) => {
      const workspaceId = idOf(args.workspaceId);
      return await withdrawInvitation(context.deps, roledActorOf(context, workspaceId), {
        workspaceId,
        invitationId: idOf(args.invitationId),
      });
    },
  }),
  acceptInvitation: t.field({
    description: 'Joins the workspace, as the signed-in person whose e-mail address is the invited one.',
    type: acceptInvitationSuccess,
    errors: {},
    authScopes: { person: true },
    args: {
      secret: t.arg.string({
        required: true,
        description:
          'What stands behind the `#` of the link. INVITATION_INVALID where it was used, withdrawn, has expired or is for another address.',
      }),
    },
    resolve: async (_root, args, context) => {
      const joined = await acceptInvitation(context.identity, actorOf(context), args);
      accessOf(context).roles.set(joined.workspaceId, joined.role);
      return joined;
    },
  }),
  acceptInvitationAsNewUser: t.field({
    description:
      'Makes an account for the invited address, also where sign-up is closed, signs in and joins.',
    type: acceptInvitationAsNewUserSuccess,
    errors: {},
    authScopes: { anybody: true },
    args: {
      secret: t.arg.string({
        required: true,
        description:
          'What stands behind the `#` of the link. EMAIL_TAKEN where the invited address has an account: sign in, then `acceptInvitation`.',
      }),
      name: t.arg.string({ required: true }),
      password: t.arg.string({ required: true, description: '12 to 1,024 characters.' }),
    },
    resolve: async (_root, args, context) => {
      const joined = await acceptInvitationAsNewUser(context.identity, context, args);
      return { ...joined, ...keep(context, joined) };
    },
  }),
}));
