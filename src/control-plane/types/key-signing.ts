import { type SigningKey, setSigningSecret } from '../../actions/set-signing-secret.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { keyRef } from './key.ts';
import { reachOf } from './key-changed.ts';
import { resolveKey } from './key-of.ts';
import { propagationRef } from './server.ts';

const setSigningSecretSuccess = builder.objectRef<SigningKey>('SetSigningSecretSuccess').implement({
  description: 'The key as it is now, with its new signing secret.',
  fields: (t) => ({
    key: t.prismaField({
      type: keyRef,
      resolve: resolveKey,
    }),
    signingSecret: t.exposeString('signingSecret', {
      nullable: true,
      description: 'Shown this once; null where it was taken away.',
    }),
    propagation: t.expose('propagation', { type: propagationRef }),
  }),
});

builder.mutationField('setSigningSecret', (t) =>
  t.field({
    description:
      'Gives a key a signing secret, or another one: its requests have to be signed with that from then on. Or takes it away.',
    type: setSigningSecretSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'keys:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      keyId: t.arg.id({ required: true }),
      present: t.arg.boolean({
        required: true,
        defaultValue: true,
        description: 'False: takes it away, so that requests are signed with the key.',
      }),
    },
    resolve: async (_root, { present, ...args }, context) =>
      await setSigningSecret(context.deps, actorOf(context), { ...reachOf(context, args), present }),
  }),
);
