import { type RotatedKey, rotateKey } from '../../actions/rotate-key.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { keyRef } from './key.ts';
import { KEY_WARNING, reachOf } from './key-changed.ts';
import { resolveKey } from './key-of.ts';
import { propagationRef } from './server.ts';

const rotateKeySuccess = builder.objectRef<RotatedKey>('RotateApiKeySuccess').implement({
  description: 'The key that replaces another one, with its secret.',
  fields: (t) => ({
    key: t.prismaField({
      type: keyRef,
      description: 'The new key.',
      resolve: resolveKey,
    }),
    secret: t.exposeString('secret', { description: 'Shown this once.' }),
    signingSecret: t.exposeString('signingSecret', {
      nullable: true,
      description: 'Another one than that of the old key, shown this once; null where that has none.',
    }),
    warning: t.string({ resolve: () => KEY_WARNING }),
    previous: t.prismaField({
      type: keyRef,
      description: 'The old key, which ends with the grace, or before where it expires before.',
      resolve: async (query, { previousKeyId }, _args, { db }) =>
        await db.key.findUniqueOrThrow({ ...query, where: { id: previousKeyId } }),
    }),
    propagation: t.expose('propagation', { type: propagationRef }),
  }),
});

builder.mutationField('rotateApiKey', (t) =>
  t.field({
    description:
      'Replaces an active key by one with another secret that is otherwise the same. The old one ends after the grace.',
    type: rotateKeySuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'keys:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      keyId: t.arg.id({ required: true }),
      graceSeconds: t.arg.int({
        required: true,
        defaultValue: 86_400,
        description: 'How long the old key goes on, 0 to 2,592,000 (30 days); 0: it is revoked at once.',
      }),
      expiresInDays: t.arg.int({
        description: 'The life of the new key, 1 to 3,650; left out: as long as that of the old one was.',
      }),
    },
    resolve: async (_root, { graceSeconds, expiresInDays, ...args }, context) =>
      await rotateKey(context.deps, actorOf(context), {
        ...reachOf(context, args),
        graceSeconds,
        expiresInDays,
      }),
  }),
);
