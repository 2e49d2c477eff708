import type { Propagation } from '../../actions/carry-versions.ts';
import { previewRevocation, type RevocationPreview, revokeKeys } from '../../actions/revoke-keys.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { keyRef, keyStatus } from './key.ts';
import { metadataAtInput } from './key-inputs.ts';
import { propagationRef } from './server.ts';

const SAMPLE_MAX = 20;

const filterInput = builder.inputType('KeyRevocationFilter', {
  description: 'Keys that fit all that is given, and of a list one entry. Something has to be given.',
  fields: (t) => ({
    keyIds: t.idList({ description: 'These keys; 1 to 1,000.' }),
    ownerIds: t.idList({ description: 'Keys that one of these users owns; 1 to 1,000.' }),
    serverIds: t.idList({
      description: 'Keys that open one of these servers, also by opening all; 1 to 1,000.',
    }),
    environment: t.string({ description: 'One of them; not together with `environments`.' }),
    environments: t.stringList({ description: 'Such as `production`; 1 to 100.' }),
    statuses: t.field({ type: [keyStatus], description: 'As the keys are now; REVOKED fits none.' }),
    scopes: t.stringList({
      description: 'Keys that were given one of these; what other scopes imply is not looked at. 1 to 100.',
    }),
    createdBefore: t.field({ type: 'DateTime', description: 'Keys that are older than this instant.' }),
    lastUsedBefore: t.field({
      type: 'DateTime',
      description: 'Keys that were never used count from when they were made.',
    }),
    expiresBefore: t.field({
      type: 'DateTime',
      description: 'Keys that have expired or will before this instant; none that never expire.',
    }),
    text: t.string({
      description:
        'Part of the name, description, prefix or last four characters, in any case; 1 to 200 characters.',
    }),
    nameContains: t.string({ description: '1 to 80 characters, in upper or lower case.' }),
    metadata: t.field({
      type: metadataAtInput,
      description: 'Keys that have this value there; of an object or a list, a part will do.',
    }),
  }),
});

const previewRef = builder.objectRef<RevocationPreview>('RevocationPreview').implement({
  description: 'What a bulk revocation would revoke.',
  fields: (t) => ({
    count: t.int({ resolve: ({ keyIds }) => keyIds.length }),
    sample: t.prismaField({
      type: [keyRef],
      description: 'At most 20 of the keys, the oldest first.',
      resolve: async (query, { keyIds }, _args, { db }) =>
        await db.key.findMany({
          ...query,
          where: { id: { in: keyIds.slice(0, SAMPLE_MAX) } },
          orderBy: { id: 'asc' },
        }),
    }),
    token: t.exposeString('token', { description: 'Stands for exactly these keys.' }),
  }),
});

const revokeKeysSuccess = builder
  .objectRef<{ readonly keyIds: readonly string[]; readonly propagation: Propagation }>(
    'RevokeApiKeysSuccess',
  )
  .implement({
    description: 'The keys that were revoked.',
    fields: (t) => ({
      count: t.int({ resolve: ({ keyIds }) => keyIds.length }),
      keyIds: t.idList({ resolve: ({ keyIds }) => [...keyIds] }),
      propagation: t.expose('propagation', { type: propagationRef }),
    }),
  });

builder.queryField('apiKeysToRevoke', (t) =>
  t.field({
    description:
      'Looks at what `revokeApiKeys` would revoke. Refused with INVALID_INPUT where more than 10,000 keys fit.',
    type: previewRef,
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'keys:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      filter: t.arg({
        type: filterInput,
        required: true,
        description: 'The one that `revokeApiKeys` will get. Revoked keys never fit.',
      }),
    },
    resolve: async (_root, { workspaceId, filter }, { db, deps }) =>
      await previewRevocation({ db, now: deps.now }, { workspaceId, filter: withIds(filter) }),
  }),
);

builder.mutationField('revokeApiKeys', (t) =>
  t.field({
    description:
      'Revokes all keys that fit, for good, at most 10,000 at once. Look at `apiKeysToRevoke` first.',
    type: revokeKeysSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'keys:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      filter: t.arg({ type: filterInput, required: true, description: 'The one of the preview.' }),
      expectedCount: t.arg.int({
        required: true,
        description:
          'The `count` of the preview. Refused with PREVIEW_OUTDATED where another number fits now.',
      }),
      token: t.arg.string({
        description: 'The `token` of the preview: refuses other keys in the same number.',
      }),
    },
    resolve: async (_root, { filter, ...args }, context) =>
      await revokeKeys(context.deps, actorOf(context), { ...args, filter: withIds(filter) }),
  }),
);

function withIds(filter: typeof filterInput.$inferInput) {
  const { keyIds, ownerIds, serverIds, ...rest } = filter;
  return {
    ...rest,
    ...(keyIds == null ? {} : { keyIds: keyIds.map(idOf) }),
    ...(ownerIds == null ? {} : { ownerIds: ownerIds.map(idOf) }),
    ...(serverIds == null ? {} : { serverIds: serverIds.map(idOf) }),
  };
}
