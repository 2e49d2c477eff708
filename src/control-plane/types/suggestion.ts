import { SUGGESTION_KINDS, type Suggestion, suggest } from '../../actions/suggest.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { keyRef } from './key.ts';
import { resolveKey } from './key-of.ts';
import { serverRef } from './server.ts';

const kindRef = builder.enumType('SuggestionKind', {
  description: 'What a key holds and does not use.',
  values: SUGGESTION_KINDS,
});

const suggestionRef = builder.objectRef<Suggestion>('Suggestion').implement({
  description: 'What could be taken from an active key without anybody missing it.',
  fields: (t) => ({
    kind: t.expose('kind', { type: kindRef }),
    keyId: t.exposeID('keyId'),
    key: t.prismaField({
      type: keyRef,
      resolve: resolveKey,
    }),
    server: t.prismaField({
      type: serverRef,
      nullable: true,
      description: 'Of UNUSED_SERVER.',
      resolve: async (query, { serverId }, _args, { db }) =>
        serverId === null ? null : await db.server.findUnique({ ...query, where: { id: serverId } }),
    }),
    sentence: t.exposeString('sentence', { description: 'Why, and what to do.' }),
  }),
});

builder.queryField('suggestions', (t) =>
  t.field({
    type: [suggestionRef],
    description:
      'What active keys hold and have not used: keys themselves, servers that they list, and limits of their own of which ' +
      'the last 7 days took less than a fifth. At most 100 of each kind. Scopes are not among them: which ones requests ' +
      'asked for is not stored. Members are told of their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'usage:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      unusedDays: t.arg.int({
        required: true,
        defaultValue: 90,
        description: 'How long a key or server must not have been used, 1 to 3,650 days.',
      }),
    },
    resolve: async (_root, { workspaceId, unusedDays }, context) =>
      await suggest(context.db, context.deps, {
        workspaceId,
        unusedDays,
        ownerId: confinedOwner(accessOf(context), workspaceId),
      }),
  }),
);
