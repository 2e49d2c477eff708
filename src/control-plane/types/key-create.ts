import { type CreatedKey, createKey } from '../../actions/create-key.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf, actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { keyRef } from './key.ts';
import { KEY_WARNING } from './key-changed.ts';
import { quotaInput, rateLimitInput } from './key-inputs.ts';
import { resolveKey } from './key-of.ts';

const createKeySuccess = builder.objectRef<CreatedKey>('CreateApiKeySuccess').implement({
  description: 'A new key, with its secret.',
  fields: (t) => ({
    key: t.prismaField({
      type: keyRef,
      resolve: resolveKey,
    }),
    secret: t.exposeString('secret', { description: 'Shown this once.' }),
    signingSecret: t.exposeString('signingSecret', {
      nullable: true,
      description: 'Shown this once. Null unless it was asked for.',
    }),
    warning: t.string({ resolve: () => KEY_WARNING }),
    warnings: t.stringList({
      description: 'What is risky about the key, and what to do instead; none where nothing is.',
      resolve: ({ warnings }) => [...warnings],
    }),
  }),
});

builder.mutationField('createApiKey', (t) =>
  t.field({
    description: 'Makes a key that the signed-in person owns, or another member.',
    type: createKeySuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'keys:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      name: t.arg.string({ required: true, description: '1 to 80 characters.' }),
      description: t.arg.string({ description: 'At most 500 characters.' }),
      ownerId: t.arg.id({ description: 'Another member, for admins; left out: who asks.' }),
      environment: t.arg.string({ required: true, defaultValue: 'production' }),
      serverIds: t.arg.idList({ description: 'The only servers it opens; left out: all, also future ones.' }),
      scopes: t.arg.stringList({
        description:
          'Left out: the default scopes of the listed servers, or `mcp:read` where they have none.',
      }),
      expiresAt: t.arg({ type: 'DateTime', description: 'Left out, and no days given: never.' }),
      expiresInDays: t.arg.int({ description: 'Days of exactly 86,400 seconds, 1 to 3,650.' }),
      rateLimit: t.arg({ type: rateLimitInput, description: 'Not above what the plan allows.' }),
      quota: t.arg({ type: quotaInput, description: 'Left out: none.' }),
      concurrencyLimit: t.arg.int({
        description: 'Leases at the same time, 1 to 10,000; left out: any number.',
      }),
      allowCidrs: t.arg.stringList({
        description: 'At most 100 addresses and ranges that it may be used from; left out: all.',
      }),
      requiresSignature: t.arg.boolean({
        description:
          'Requests have to be signed, with the key or its signing secret. Left out: where it has a signing secret.',
      }),
      signingSecret: t.arg.boolean({
        description:
          'Makes a secret of its own to sign requests with, which is never sent; left out: they are signed with the key.',
      }),
      recoverable: t.arg.boolean({
        description:
          'Keeps the secret readable. Not in production, and only for listed servers that allow it.',
      }),
      format: t.arg.string({
        description:
          'KEYWATCH, MCP, MCP_SK, OCTOLANE, OBOT, or a template such as `acme_{env}_{secret}`; left out: that of its only server, or of the workspace.',
      }),
      metadata: t.arg({ type: 'Json', description: 'An object of at most 8,192 bytes.' }),
    },
    resolve: async (_root, args, context) => {
      const { serverIds, ownerId, scopes, allowCidrs, requiresSignature, ...rest } = args;
      return await createKey(context.deps, actorOf(context), {
        ...rest,
        serverIds: serverIds?.map(idOf),
        ownerId: ownerId == null ? undefined : idOf(ownerId),
        scopes: scopes ?? undefined,
        allowCidrs: allowCidrs ?? undefined,
        requiresSignature: requiresSignature ?? undefined,
        recoverable: args.recoverable ?? undefined,
        signingSecret: args.signingSecret ?? undefined,
        confinedTo: confinedOwner(accessOf(context), args.workspaceId),
      });
    },
  }),
);
