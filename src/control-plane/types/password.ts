import { changePassword } from '../../actions/change-password.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';

const changePasswordSuccess = builder
  .objectRef<{ readonly endedSessions: number }>('ChangePasswordSuccess')
  .implement({ fields: (t) => ({ endedSessions: t.exposeInt('endedSessions') }) });

builder.mutationField('changePassword', (t) =>
  t.field({
    description: 'Changes the password and ends all other sessions. Tokens of machines go on.',
    type: changePasswordSuccess,
    errors: {},
    authScopes: { person: true },
    args: {
      currentPassword: t.arg.string({
        required: true,
        description:
          'That of before. Refused with SIGN_IN_FAILED, and after 10 failures in 15 minutes with SIGN_IN_THROTTLED.',
      }),
      newPassword: t.arg.string({ required: true, description: '12 to 1,024 characters.' }),
    },
    resolve: async (_root, args, context) => await changePassword(context.identity, actorOf(context), args),
  }),
);
