import { revokeOtherSessions, revokeSession } from '../../actions/revoke-session.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf } from '../context.ts';
import { idOf } from '../ids.ts';

const SESSIONS_MAX = 100;

const sessionRef = builder.prismaObject('AccessToken', {
  variant: 'Session',
  description: 'A place where somebody is signed in.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'At most a minute behind; null: never since it was opened.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
    ip: t.exposeString('ip', { nullable: true, description: 'Where it was opened from.' }),
    userAgent: t.exposeString('userAgent', { nullable: true, description: 'What it was opened with.' }),
    current: t.boolean({
      description: 'The one that this request carries.',
      select: { id: true },
      resolve: ({ id }, _args, context) => id === accessOf(context).tokenId,
    }),
  }),
});

const revokeSessionSuccess = builder
  .objectRef<{ readonly sessionId: string }>('RevokeSessionSuccess')
  .implement({ fields: (t) => ({ sessionId: t.exposeID('sessionId') }) });

const revokeOtherSessionsSuccess = builder
  .objectRef<{ readonly endedSessions: number }>('RevokeOtherSessionsSuccess')
  .implement({ fields: (t) => ({ endedSessions: t.exposeInt('endedSessions') }) });

builder.queryField('sessions', (t) =>
  t.prismaField({
    type: [sessionRef],
    description: 'Where the signed-in person is signed in, the newest first; at most 100.',
    authScopes: { person: true },
    resolve: async (query, _root, _args, context) =>
      await context.db.accessToken.findMany({
        ...query,
        where: {
          kind: 'SESSION',
          userId: accessOf(context).userId,
          expiresAt: { gt: context.deps.now() },
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: SESSIONS_MAX,
      }),
  }),
);

builder.mutationFields((t) => ({
  revokeSession: t.field({
    description: 'Ends one of the signed-in person’s sessions.',
    type: revokeSessionSuccess,
    errors: {},
    authScopes: { person: true },
    args: {
      sessionId: t.arg.id({
        required: true,
        description: 'One of `sessions`; the one that the request carries signs out.',
      }),
    },
    resolve: async (_root, args, context) => {
      const sessionId = idOf(args.sessionId);
      await revokeSession(context.identity, actorOf(context), { sessionId });
      if (sessionId === accessOf(context).tokenId) context.keepSession(null);
      return { sessionId };
    },
  }),
  revokeOtherSessions: t.field({
    description: 'Ends all sessions of the signed-in person but the one that the request carries.',
    type: revokeOtherSessionsSuccess,
    errors: {},
    authScopes: { person: true },
    resolve: async (_root, _args, context) => await revokeOtherSessions(context.identity, actorOf(context)),
  }),
}));
