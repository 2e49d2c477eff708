import { createAccessToken } from '../../actions/create-access-token.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { SECRET_WARNING } from './webhook-endpoint.ts';

const accessTokenKind = builder.enumType('AccessTokenKind', {
  values: {
    ADMIN: { description: 'Opens GraphQL as an admin of its workspace, and takes backfills.' },
    GATEWAY: { description: 'Opens the data plane: verifications and usage.' },
  } as const,
});

const accessTokenRef = builder.prismaObject('AccessToken', {
  description: 'What a machine holds to call Keywatch.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.field({
      type: accessTokenKind,
      select: { kind: true },
      resolve: ({ kind }) => {
        if (kind === 'SESSION') throw new Error('A session is no token of a workspace.');
        return kind;
      },
    }),
    name: t.exposeString('name'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true, description: 'Null: never.' }),
  }),
});

const createAccessTokenSuccess = builder
  .objectRef<{ readonly accessTokenId: string; readonly secret: string }>('CreateAccessTokenSuccess')
  .implement({
    fields: (t) => ({
      accessToken: t.prismaField({
        type: accessTokenRef,
        resolve: async (query, { accessTokenId }, _args, { deps }) =>
          await deps.storage.prisma.accessToken.findUniqueOrThrow({ ...query, where: { id: accessTokenId } }),
      }),
      secret: t.exposeString('secret', { description: 'Shown this once.' }),
      warning: t.string({ resolve: () => SECRET_WARNING }),
    }),
  });

builder.mutationField('createAccessToken', (t) =>
  t.field({
    type: createAccessTokenSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: workspaceId }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      kind: t.arg({ type: accessTokenKind, required: true }),
      name: t.arg.string({ required: true }),
      expiresInDays: t.arg.int({ description: 'Left out: never expires.' }),
    },
    resolve: async (_root, args, context) => await createAccessToken(context.deps, actorOf(context), args),
  }),
);
