import { updateKey } from '../../actions/update-key.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { defineKeyChanged, reachOf } from './key-changed.ts';
import { metadataAtInput, quotaInput, rateLimitInput } from './key-inputs.ts';

const updateKeySuccess = defineKeyChanged('UpdateApiKeySuccess');

builder.mutationField('updateApiKey', (t) =>
  t.field({
    description:
      'Changes what is given of a key; what is left out stays. The environment and the owner are fixed.',
    type: updateKeySuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ keyOwner: [workspaceId, 'keys:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      keyId: t.arg.id({ required: true }),
      name: t.arg.string({ description: '1 to 80 characters.' }),
      description: t.arg.string({ description: 'At most 500 characters; null: none.' }),
      scopes: t.arg.stringList({
        description:
          'All scopes that it has from then on, at most 100. Refused with UNKNOWN_SCOPE where no server that it opens knows a new one.',
      }),
      serverIds: t.arg.idList({ description: 'The only servers it opens from now on.' }),
      allServers: t.arg.boolean({ description: 'True: it opens every server, also future ones.' }),
      expiresAt: t.arg({ type: 'DateTime', description: 'Null: never.' }),
      expiresInDays: t.arg.int({ description: 'Days of exactly 86,400 seconds from now, 1 to 3,650.' }),
      rateLimit: t.arg({ type: rateLimitInput, description: 'Null: none of its own.' }),
      quota: t.arg({
        type: quotaInput,
        description: 'Null: none. What was used in this period of the same refill stays used.',
      }),
      concurrencyLimit: t.arg.int({ description: 'Leases at the same time, 1 to 10,000; null: any number.' }),
      allowCidrs: t.arg.stringList({ description: 'At most 100; an empty list allows all addresses.' }),
      requiresSignature: t.arg.boolean({
        description: 'Requests have to be signed, with the key or its signing secret.',
      }),
      metadata: t.arg({ type: 'Json', description: 'Replaces all metadata.' }),
      setMetadata: t.arg({
        type: [metadataAtInput],
        description: 'Sets values by path, after `unsetMetadata`. Not together with `metadata`.',
      }),
      unsetMetadata: t.arg({
        type: t.arg.listRef(t.arg.listRef('String')),
        description: 'Paths that are taken out. Not together with `metadata`.',
      }),
    },
    resolve: async (_root, args, context) => {
      const { workspaceId, keyId, ...given } = args;
      const changes = Object.fromEntries(
        Object.entries(given).filter(([name, value]) => value !== null || CLEARED_BY_NULL.has(name)),
      );
      return await updateKey(context.deps, actorOf(context), {
        ...changes,
        ...(given.serverIds == null ? {} : { serverIds: given.serverIds.map(idOf) }),
        ...reachOf(context, { workspaceId, keyId }),
      });
    },
  }),
);

/** Of all others, null is as good as left out. */
const CLEARED_BY_NULL: ReadonlySet<string> = new Set([
  'description',
  'expiresAt',
  'rateLimit',
  'quota',
  'concurrencyLimit',
]);
