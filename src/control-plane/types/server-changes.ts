import type { Propagation } from '../../actions/carry-versions.ts';
import { createServer } from '../../actions/create-server.ts';
import { deleteServer } from '../../actions/delete-server.ts';
import { updateServer } from '../../actions/update-server.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { errorDialectRef, propagationRef, serverRef, serverStatusRef } from './server.ts';

const SLUG =
  '1 to 64 lower case letters, digits and inner dashes, such as `crm`; SLUG_TAKEN where the workspace has it already.';

const scopeImplicationInput = builder.inputType('ScopeImplicationInput', {
  description: 'What a scope of a server implies directly.',
  fields: (t) => ({
    scope: t.string({
      required: true,
      description: 'One of the server or of the MCP, each once; any other is refused with UNKNOWN_SCOPE.',
    }),
    implies: t.stringList({
      required: true,
      description: 'What a key with `scope` may do as well, at most 100; of the server or of the MCP too.',
    }),
  }),
});

const deleteServerSuccess = builder
  .objectRef<{ readonly serverId: string; readonly propagation: Propagation }>('DeleteServerSuccess')
  .implement({
    fields: (t) => ({
      serverId: t.exposeID('serverId'),
      propagation: t.expose('propagation', { type: propagationRef }),
    }),
  });

const createServerSuccess = implementChanged('CreateServerSuccess');
const updateServerSuccess = implementChanged('UpdateServerSuccess');

builder.mutationFields((t) => {
  /** What may be chosen of a server besides its name. */
  const choices = () => ({
    description: t.arg.string(),
    status: t.arg({
      type: serverStatusRef,
      description:
        'ACTIVE where nothing was chosen. INACTIVE refuses verifications at once, with SERVER_INACTIVE.',
    }),
    upstream: t.arg.string({ description: 'An http or https URL: where a gateway finds it.' }),
    errorDialect: t.arg({
      type: errorDialectRef,
      description: 'How forward-auth words refusals; PROBLEM where nothing was chosen.',
    }),
    scopeImplications: t.arg({
      type: [scopeImplicationInput],
      description: 'What its scopes imply, besides what they imply everywhere; at most 100.',
    }),
    defaultScopes: t.arg.stringList({ description: 'The scopes of new keys for it that name none.' }),
    ratePerMinute: t.arg.int({
      description:
        'Requests per minute of keys without a limit of their own, 1 to 1,000,000; PLAN_LIMIT above what the plan allows.',
    }),
    burst: t.arg.int({
      description:
        'How many of `ratePerMinute` may come at once, 1 to `ratePerMinute`; those taken come back evenly over the minute.',
    }),
    keyFormat: t.arg.string({
      description: 'Template of the secrets of new keys for this server alone, such as `mcp_sk_{secret:32}`.',
    }),
    recoverableKeys: t.arg.boolean({
      description: 'Whether keys for it outside of production may be kept readable.',
    }),
  });
  return {
    createServer: t.field({
      description: 'Makes a server. Keys that open all servers open it at once.',
      type: createServerSuccess,
      errors: {},
      authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'servers:write'] }),
      args: {
        workspaceId: t.arg.id({ required: true }),
        slug: t.arg.string({ required: true, description: SLUG }),
        name: t.arg.string({ required: true }),
        environment: t.arg.string({ required: true, defaultValue: 'production' }),
        scopes: t.arg.stringList({
          required: true,
          defaultValue: [],
          description: 'The scopes that keys may be given besides those of the MCP, at most 100; none: any.',
        }),
        ...choices(),
      },
      resolve: async (_root, args, context) => await createServer(context.deps, actorOf(context), args),
    }),
    updateServer: t.field({
      description:
        'Changes a server. What is left out stays; null takes away description, upstream, ratePerMinute (and burst with it), burst or keyFormat.',
      type: updateServerSuccess,
      errors: {},
      authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'servers:write'] }),
      args: {
        workspaceId: t.arg.id({ required: true }),
        serverId: t.arg.id({ required: true }),
        slug: t.arg.string({ description: `${SLUG} Verifications have to name the new one at once.` }),
        name: t.arg.string(),
        environment: t.arg.string(),
        scopes: t.arg.stringList({
          description: 'All that keys may be given from then on, at most 100. Keys keep what they have.',
        }),
        ...choices(),
      },
      resolve: async (_root, { workspaceId, serverId, ...changes }, context) =>
        await updateServer(
          context.deps,
          actorOf(context),
          { workspaceId, serverId: idOf(serverId) },
          changes,
        ),
    }),
    deleteServer: t.field({
      description:
        'Deletes a server. Keys that were confined to it open nothing then. Usage that was counted stays.',
      type: deleteServerSuccess,
      errors: {},
      authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'servers:write'] }),
      args: {
        workspaceId: t.arg.id({ required: true }),
        serverId: t.arg.id({ required: true }),
        confirmSlug: t.arg.string({ required: true, description: 'The slug of the server, once more.' }),
      },
      resolve: async (_root, { serverId, ...args }, context) =>
        await deleteServer(context.deps, actorOf(context), { ...args, serverId: idOf(serverId) }),
    }),
  };
});

function implementChanged(name: 'CreateServerSuccess' | 'UpdateServerSuccess') {
  return builder.objectRef<{ readonly serverId: string; readonly propagation: Propagation }>(name).implement({
    fields: (t) => ({
      server: t.prismaField({
        type: serverRef,
        resolve: async (query, { serverId }, _args, { db }) =>
          await db.server.findUniqueOrThrow({ ...query, where: { id: serverId } }),
      }),
      propagation: t.expose('propagation', { type: propagationRef }),
    }),
  });
}
