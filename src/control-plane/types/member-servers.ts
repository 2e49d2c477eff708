import type { Propagation } from '../../actions/carry-versions.ts';
import { setMemberServers } from '../../actions/set-member-servers.ts';
import { Refusal } from '../../core/errors.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { memberRef } from './member.ts';
import { propagationRef } from './server.ts';

const setMemberServersSuccess = builder
  .objectRef<{
    readonly workspaceId: string;
    readonly userId: string;
    readonly propagation: Propagation;
  }>('SetMemberServersSuccess')
  .implement({
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

builder.mutationField('setMemberServers', (t) =>
  t.field({
    description: 'Says which servers a member may open, and with them the keys that the member owns.',
    type: setMemberServersSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'people:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      userId: t.arg.id({ required: true }),
      serverIds: t.arg.idList({
        description:
          'The only servers that the member may open, at most 1,000; none where empty. Null: all, also future ones; it has to be said.',
      }),
    },
    resolve: async (_root, { workspaceId, userId, serverIds }, context) =>
      await setMemberServers(context.deps, actorOf(context), {
        workspaceId,
        userId: idOf(userId),
        serverIds: chosen(serverIds)?.map(idOf) ?? null,
      }),
  }),
);

/** A variable that was forgotten must not open everything. */
function chosen(serverIds: readonly string[] | null | undefined): readonly string[] | null {
  if (serverIds !== undefined) return serverIds;
  throw new Refusal('INVALID_INPUT', 'serverIds: must list servers, or be null for all of them.');
}
