import { deleteWebhookEndpoint } from '../../actions/delete-webhook-endpoint.ts';
import { disableWebhookEndpoint } from '../../actions/disable-webhook-endpoint.ts';
import { enableWebhookEndpoint } from '../../actions/enable-webhook-endpoint.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { webhookEndpointRef } from './webhook-endpoint.ts';

const enableWebhookEndpointSuccess = implementSwitched('EnableWebhookEndpointSuccess');
const disableWebhookEndpointSuccess = implementSwitched('DisableWebhookEndpointSuccess');

const deleteWebhookEndpointSuccess = builder
  .objectRef<{ readonly endpointId: string }>('DeleteWebhookEndpointSuccess')
  .implement({ fields: (t) => ({ endpointId: t.exposeID('endpointId') }) });

builder.mutationFields((t) => {
  const args = () => ({
    workspaceId: t.arg.id({ required: true }),
    endpointId: t.arg.id({ required: true, description: 'One of `webhookEndpoints`.' }),
  });
  return {
    enableWebhookEndpoint: t.field({
      type: enableWebhookEndpointSuccess,
      description:
        'Has new events delivered to a disabled endpoint again. What failed is delivered by `redeliverFailed`.',
      errors: {},
      authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'webhooks:write'] }),
      args: args(),
      resolve: async (_root, { workspaceId, endpointId }, context) =>
        await enableWebhookEndpoint(context.deps, actorOf(context), {
          workspaceId,
          endpointId: idOf(endpointId),
        }),
    }),
    disableWebhookEndpoint: t.field({
      type: disableWebhookEndpointSuccess,
      description: 'Has nothing delivered to an endpoint: what waits fails, and events are not kept for it.',
      errors: {},
      authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'webhooks:write'] }),
      args: args(),
      resolve: async (_root, { workspaceId, endpointId }, context) =>
        await disableWebhookEndpoint(context.deps, actorOf(context), {
          workspaceId,
          endpointId: idOf(endpointId),
        }),
    }),
    deleteWebhookEndpoint: t.field({
      type: deleteWebhookEndpointSuccess,
      description: 'Deletes an endpoint with its deliveries. An attempt that is under way may still arrive.',
      errors: {},
      authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'webhooks:write'] }),
      args: args(),
      resolve: async (_root, { workspaceId, endpointId }, context) =>
        await deleteWebhookEndpoint(context.deps, actorOf(context), {
          workspaceId,
          endpointId: idOf(endpointId),
        }),
    }),
  };
});

function implementSwitched(name: 'EnableWebhookEndpointSuccess' | 'DisableWebhookEndpointSuccess') {
  return builder.objectRef<{ readonly endpointId: string }>(name).implement({
    fields: (t) => ({
      endpoint: t.prismaField({
        type: webhookEndpointRef,
        resolve: async (query, { endpointId }, _args, { db }) =>
          await db.webhookEndpoint.findUniqueOrThrow({ ...query, where: { id: endpointId } }),
      }),
    }),
  });
}
