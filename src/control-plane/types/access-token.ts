import { queryFromInfo } from '@pothos/plugin-prisma';
import { createAccessToken } from '../../actions/create-access-token.ts';
import { revokeAccessToken } from '../../actions/revoke-access-token.ts';
import { MACHINE_TOKEN_KINDS, type MachineTokenKind, TOKEN_SCOPES_OF } from '../../core/token-scope.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf, roledActorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { behind, byId, readPageArgs, toConnection } from '../paging.ts';
import { userRef } from './user.ts';
import { SECRET_WARNING } from './webhook-endpoint.ts';

export const accessTokenKind = builder.enumType('AccessTokenKind', {
  description: 'What a token is for.',
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
    name: t.exposeString('name', { description: 'What people call it.' }),
    scopes: t.stringList({
      description: 'What it may do. A scope that ends in `:write` covers the one that ends in `:read`.',
      select: { kind: true, scopes: true },
      resolve: ({ kind, scopes }) =>
        scopes.length > 0 || kind === 'SESSION' ? scopes : [...TOKEN_SCOPES_OF[kind]],
    }),
    restricted: t.boolean({
      description:
        'Whether it has scopes of its own; otherwise it has all of its kind, also those that are added.',
      select: { scopes: true },
      resolve: ({ scopes }) => scopes.length > 0,
    }),
    createdBy: t.relation('user', { type: userRef, description: 'Who made it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true, description: 'Null: never.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'At most a minute behind; null: never used.',
    }),
  }),
});

const createAccessTokenSuccess = builder
  .objectRef<{ readonly accessTokenId: string; readonly secret: string }>('CreateAccessTokenSuccess')
  .implement({
    description: 'The new token, with its secret.',
    fields: (t) => ({
      accessToken: t.prismaField({
        type: accessTokenRef,
        resolve: async (query, { accessTokenId }, _args, { db }) =>
          await db.accessToken.findUniqueOrThrow({ ...query, where: { id: accessTokenId } }),
      }),
      secret: t.exposeString('secret', { description: 'Shown this once.' }),
      warning: t.string({
        description: 'Says that the secret has to be kept now.',
        resolve: () => SECRET_WARNING,
      }),
    }),
  });

const revokeAccessTokenSuccess = builder
  .objectRef<{ readonly accessTokenId: string }>('RevokeAccessTokenSuccess')
  .implement({
    description: 'The token opens nothing any more.',
    fields: (t) => ({
      accessTokenId: t.exposeID('accessTokenId', { description: 'The token that was revoked.' }),
    }),
  });

const accessTokenConnection = builder.connectionObject(
  { type: accessTokenRef, name: 'AccessTokenConnection' },
  { name: 'AccessTokenEdge' },
);

builder.queryField('accessTokens', (t) =>
  t.field({
    type: accessTokenConnection,
    description: "The machines' tokens of a workspace, expired ones too, the newest first.",
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'tokens:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      first: t.arg.int({ description: 'At most 100; 50 where left out.' }),
      after: t.arg.string({ description: 'The `endCursor` of the page before.' }),
    },
    resolve: async (_root, args, context, info) => {
      const { take, after } = readPageArgs(args);
      const { select } = queryFromInfo({
        context,
        info,
        path: ['edges', 'node'],
        select: { id: true, createdAt: true },
      });
      const rows = await context.db.accessToken.findMany({
        select,
        where: {
          workspaceId: args.workspaceId,
          kind: { not: 'SESSION' },
          ...(after && behind(after, (createdAt) => ({ createdAt }), byId)),
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
      });
      return toConnection(rows, args, ({ createdAt, id }) => ({ at: createdAt, id }));
    },
  }),
);

builder.mutationFields((t) => ({
  createAccessToken: t.field({
    description:
      'Makes a token for a machine. An ADMIN token that is restricted gives none but its own scopes.',
    type: createAccessTokenSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'tokens:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      kind: t.arg({ type: accessTokenKind, required: true, description: 'What it is for.' }),
      name: t.arg.string({ required: true }),
      scopes: t.arg.stringList({
        description: `Left out: all of its kind. ${MACHINE_TOKEN_KINDS.map(listScopes).join(' ')}`,
      }),
      expiresAt: t.arg({ type: 'DateTime', description: 'Left out, as `expiresInDays`: never expires.' }),
      expiresInDays: t.arg.int({ description: 'Days of exactly 86,400 seconds, instead of `expiresAt`.' }),
    },
    resolve: async (_root, args, context) =>
      await createAccessToken(context.deps, roledActorOf(context, args.workspaceId), {
        ...args,
        mayGrant: (scope) => accessOf(context).grants(scope),
      }),
  }),
  revokeAccessToken: t.field({
    description: 'Revokes the token of a machine for good. Gateways notice within a second.',
    type: revokeAccessTokenSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'tokens:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      accessTokenId: t.arg.id({ required: true, description: 'A token of `accessTokens`; never a session.' }),
    },
    resolve: async (_root, { workspaceId, accessTokenId }, context) =>
      await revokeAccessToken(context.deps, actorOf(context), {
        workspaceId,
        accessTokenId: idOf(accessTokenId),
      }),
  }),
}));

function listScopes(kind: MachineTokenKind): string {
  return `${kind}: ${TOKEN_SCOPES_OF[kind].map((scope) => `\`${scope}\``).join(', ')}.`;
}
