import { updateProfile } from '../../actions/update-profile.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { userRef } from './user.ts';

const updateProfileSuccess = builder
  .objectRef<{ readonly userId: string }>('UpdateProfileSuccess')
  .implement({
    fields: (t) => ({
      user: t.prismaField({
        type: userRef,
        resolve: async (query, { userId }, _args, { identity }) =>
          await identity.storage.prisma.user.findUniqueOrThrow({ ...query, where: { id: userId } }),
      }),
    }),
  });

builder.mutationField('updateProfile', (t) =>
  t.field({
    description: 'Changes what others see of whoever asks, in all workspaces.',
    type: updateProfileSuccess,
    errors: {},
    authScopes: { person: true },
    args: { name: t.arg.string({ required: true }) },
    resolve: async (_root, args, context) => await updateProfile(context.identity, actorOf(context), args),
  }),
);
