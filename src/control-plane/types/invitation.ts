import { queryFromInfo } from '@pothos/plugin-prisma';
import { invalidInvitation } from '../../actions/accept-invitation.ts';
import { hashSecret } from '../../core/key/digest.ts';
import { findOffer, type Offer } from '../../storage/invitations.ts';
import { builder } from '../builder.ts';
import { behind, byId, readPageArgs, toConnection } from '../paging.ts';
import { userRef } from './user.ts';
import { roleRef } from './workspace.ts';

export const invitationRef = builder.prismaObject('Invitation', {
  description: 'An open offer to join a workspace. Accepted and withdrawn ones are gone.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    email: t.exposeString('email'),
    role: t.expose('role', { type: roleRef }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    invitedBy: t.relation('invitedBy', { type: userRef }),
  }),
});

const offerRef = builder.objectRef<Offer>('InvitationOffer').implement({
  description: 'What an invitation offers to whoever holds its secret.',
  fields: (t) => ({
    workspaceName: t.exposeString('workspaceName'),
    role: t.expose('role', { type: roleRef }),
    email: t.exposeString('email', { description: 'The only address that may accept.' }),
    inviterName: t.exposeString('inviterName'),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
  }),
});

const invitationConnection = builder.connectionObject(
  { type: invitationRef, name: 'InvitationConnection' },
  { name: 'InvitationEdge' },
);

builder.queryFields((t) => ({
  invitation: t.field({
    type: offerRef,
    description: 'The offer behind the secret of an invitation’s link. Refused with INVITATION_INVALID.',
    authScopes: { anybody: true },
    args: {
      secret: t.arg.string({
        required: true,
        description: 'What stands behind the `#` of the link: `kwt_inv_…`.',
      }),
    },
    resolve: async (_root, { secret }, { db, deps }) => {
      const offer = await findOffer(db, hashSecret(secret), deps.now());
      if (offer === null) throw invalidInvitation();
      return offer;
    },
  }),
  invitations: t.field({
    type: invitationConnection,
    description:
      'The open invitations of a workspace, the newest first. Those that have expired are among them until the next hour.',
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'people:read'] }),
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
        select: { id: true, createdAt: true },
      });
      const rows = await context.db.invitation.findMany({
        select,
        where: { workspaceId, ...(after && behind(after, (createdAt) => ({ createdAt }), byId)) },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
      });
      return toConnection(rows, args, ({ createdAt, id }) => ({ at: createdAt, id }));
    },
  }),
}));
