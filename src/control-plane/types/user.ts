import type { OpenedSession } from '../../actions/open-session.ts';
import { signIn } from '../../actions/sign-in.ts';
import { signOut } from '../../actions/sign-out.ts';
import { signUp } from '../../actions/sign-up.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf, type GraphqlContext } from '../context.ts';

/** A person as others of a workspace see them: it leads nowhere else. */
export const userRef = builder.prismaObject('User', {
  description: 'A person as others of a workspace see them.',
  select: { id: true, name: true, email: true },
  fields: (t) => ({ id: t.exposeID('id'), email: t.exposeString('email'), name: t.exposeString('name') }),
});

/** Somebody who just signed in. */
export interface SignedIn {
  readonly userId: string;
  readonly session: OpenedSession;
}

function defineSuccess(name: string) {
  return builder.objectRef<SignedIn>(name).implement({
    fields: (t) => ({
      user: t.prismaField({
        type: userRef,
        resolve: async (query, { userId }, _args, { identity }) =>
          await identity.storage.prisma.user.findUniqueOrThrow({ ...query, where: { id: userId } }),
      }),
      token: t.string({
        description:
          "The session's secret, for `Authorization: Bearer`. Browsers get it as a cookie as well.",
        resolve: ({ session }) => session.secret,
      }),
      expiresAt: t.field({ type: 'DateTime', resolve: ({ session }) => session.expiresAt }),
    }),
  });
}

const signUpSuccess = defineSuccess('SignUpSuccess');
const signInSuccess = defineSuccess('SignInSuccess');
const signOutSuccess = builder.objectRef<{ readonly signedOut: boolean }>('SignOutSuccess').implement({
  fields: (t) => ({ signedOut: t.exposeBoolean('signedOut') }),
});

/** Gives a browser its session. */
export function keep(
  context: GraphqlContext,
  signedIn: { user: { id: string }; session: OpenedSession },
): SignedIn {
  context.keepSession(signedIn.session);
  return { userId: signedIn.user.id, session: signedIn.session };
}

builder.mutationFields((t) => ({
  signUp: t.field({
    description: 'Makes an account and signs in.',
    type: signUpSuccess,
    errors: {},
    authScopes: { anybody: true },
    args: {
      email: t.arg.string({ required: true }),
      name: t.arg.string({ required: true }),
      password: t.arg.string({ required: true, description: '12 to 1,024 characters.' }),
    },
    resolve: async (_root, args, context) => keep(context, await signUp(context.identity, context, args)),
  }),
  signIn: t.field({
    description: 'Opens a session.',
    type: signInSuccess,
    errors: {},
    authScopes: { anybody: true },
    args: {
      email: t.arg.string({ required: true }),
      password: t.arg.string({ required: true, description: 'That of the account.' }),
      code: t.arg.string({
        description:
          'Where there is a second factor: the six digits of the authenticator, or a recovery code.',
      }),
    },
    resolve: async (_root, args, context) => keep(context, await signIn(context.identity, context, args)),
  }),
  signOut: t.field({
    description: 'Ends the session that the request carries.',
    type: signOutSuccess,
    errors: {},
    authScopes: { person: true },
    resolve: async (_root, _args, context) => {
      await signOut(context.identity, actorOf(context), { tokenId: accessOf(context).tokenId });
      context.keepSession(null);
      return { signedOut: true };
    },
  }),
}));
