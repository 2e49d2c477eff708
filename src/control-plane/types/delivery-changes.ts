import { redeliver } from '../../actions/redeliver.ts';
import { redeliverFailed } from '../../actions/redeliver-failed.ts';
import { sendTestEvent } from '../../actions/send-test-event.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { deliveryRef } from './delivery.ts';

const redeliverSuccess = implementDelivery('RedeliverSuccess');
const sendTestEventSuccess = implementDelivery('SendTestEventSuccess');

const redeliverFailedSuccess = builder
  .objectRef<{ readonly endpointId: string; readonly deliveries: number }>('RedeliverFailedSuccess')
  .implement({
    fields: (t) => ({
      deliveries: t.exposeInt('deliveries', { description: 'How many are attempted again.' }),
    }),
  });

builder.mutationFields((t) => ({
  sendTestEvent: t.field({
    type: sendTestEventSuccess,
    description: 'Sends `webhook_endpoint.test` to one endpoint, whatever its filters.',
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'webhooks:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      endpointId: t.arg.id({ required: true, description: 'One of `webhookEndpoints`.' }),
    },
    resolve: async (_root, { workspaceId, endpointId }, context) =>
      await sendTestEvent(context.deps, actorOf(context), { workspaceId, endpointId: idOf(endpointId) }),
  }),
  redeliver: t.field({
    type: redeliverSuccess,
    description:
      'Has a delivery attempted again at once, under the same id, with all ten attempts before it. Also one that had arrived.',
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'webhooks:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      deliveryId: t.arg.id({ required: true, description: 'One of `deliveries`.' }),
    },
    resolve: async (_root, { workspaceId, deliveryId }, context) =>
      await redeliver(context.deps, actorOf(context), { workspaceId, deliveryId: idOf(deliveryId) }),
  }),
  redeliverFailed: t.field({
    type: redeliverFailedSuccess,
    description: 'Has everything that failed for an endpoint attempted again, under the same ids.',
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'webhooks:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      endpointId: t.arg.id({ required: true, description: 'One of `webhookEndpoints`.' }),
      since: t.arg({ type: 'DateTime', required: true, description: 'The first instant of `createdAt`.' }),
    },
    resolve: async (_root, { endpointId, ...args }, context) =>
      await redeliverFailed(context.deps, actorOf(context), { ...args, endpointId: idOf(endpointId) }),
  }),
}));

function implementDelivery(name: 'RedeliverSuccess' | 'SendTestEventSuccess') {
  return builder.objectRef<{ readonly deliveryId: string }>(name).implement({
    fields: (t) => ({
      delivery: t.prismaField({
        type: deliveryRef,
        resolve: async (query, { deliveryId }, _args, { db }) =>
          await db.delivery.findUniqueOrThrow({ ...query, where: { id: deliveryId } }),
      }),
    }),
  });
}
