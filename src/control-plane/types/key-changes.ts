import type { Propagation } from '../../actions/carry-versions.ts';
import { createKey } from '../../actions/create-key.ts';
import { revokeKey } from '../../actions/revoke-key.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { keyRef } from './key.ts';
import { propagationRef } from './server.ts';

/** The seed's words. */
const KEY_WARNING = 'Save this key now - it will not be shown again!';

const createKeySuccess = builder
  .objectRef<{ readonly keyId: string; readonly secret: string }>('CreateKeySuccess')
  .implement({
    fields: (t) => ({
      key: t.prismaField({
        type: keyRef,
        resolve: async (query, { keyId }, _args, { deps }) =>
          await deps.storage.prisma.key.findUniqueOrThrow({ ...query, where: { id: keyId } }),
      }),
      secret: t.exposeString('secret', { description: 'Shown this once.' }),
      warning: t.string({ resolve: () => KEY_WARNING }),
    }),
  });

const revokeKeySuccess = builder
  .objectRef<{ readonly keyId: string; readonly propagation: Propagation }>('RevokeKeySuccess')
  .implement({
    fields: (t) => ({
      key: t.prismaField({
        type: keyRef,
        resolve: async (query, { keyId }, _args, { deps }) =>
          await deps.storage.prisma.key.findUniqueOrThrow({ ...query, where: { id: keyId } }),
      }),
      propagation: t.expose('propagation', { type: propagationRef }),
    }),
  });

const rateLimitInput = builder.inputType('RateLimitInput', {
  fields: (t) => ({
    limit: t.int({ required: true }),
    windowSeconds: t.int({ required: true, defaultValue: 60 }),
  }),
});

builder.mutationFields((t) => ({
  createKey: t.field({
    description: 'Makes a key that the signed-in person owns.',
    type: createKeySuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: workspaceId }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      name: t.arg.string({ required: true }),
      description: t.arg.string(),
      environment: t.arg.string({ required: true, defaultValue: 'production' }),
      serverIds: t.arg.idList({ description: 'The only servers it opens; left out: all, also future ones.' }),
      scopes: t.arg.stringList({ required: true, defaultValue: ['mcp:read'] }),
      expiresAt: t.arg({ type: 'DateTime' }),
      expiresInDays: t.arg.int({ description: 'Days of exactly 86,400 seconds.' }),
      rateLimit: t.arg({ type: rateLimitInput }),
      metadata: t.arg({ type: 'Json', description: 'An object of at most 4,096 characters.' }),
    },
    resolve: async (_root, args, context) => {
      const { serverIds, ...rest } = args;
      return await createKey(context.deps, actorOf(context), {
        ...rest,
        ...(serverIds == null ? {} : { serverIds: serverIds.map(idOf) }),
      });
    },
  }),
  revokeKey: t.field({
    description:
      'Revokes a key for good. When it answers DONE, no verifier anywhere accepts the key any more.',
    type: revokeKeySuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: workspaceId }),
    args: { workspaceId: t.arg.id({ required: true }), keyId: t.arg.id({ required: true }) },
    resolve: async (_root, { workspaceId, keyId }, context) =>
      await revokeKey(context.deps, actorOf(context), {
        workspaceId,
        keyId: idOf(keyId),
        ownerId: await confinedOwner(accessOf(context), workspaceId),
      }),
  }),
}));
