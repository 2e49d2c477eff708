import { createWebhookEndpoint } from '../../actions/create-webhook-endpoint.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';

export const SECRET_WARNING = 'Save this secret now - it will not be shown again!';

const webhookEndpointRef = builder.prismaObject('WebhookEndpoint', {
  description: 'Where alerts are told, signed after Standard Webhooks.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    url: t.exposeString('url'),
    description: t.exposeString('description', { nullable: true }),
    disabledAt: t.expose('disabledAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

const createWebhookEndpointSuccess = builder
  .objectRef<{ readonly endpointId: string; readonly secret: string }>('CreateWebhookEndpointSuccess')
  .implement({
    fields: (t) => ({
      endpoint: t.prismaField({
        type: webhookEndpointRef,
        resolve: async (query, { endpointId }, _args, { db }) =>
          await db.webhookEndpoint.findUniqueOrThrow({
            ...query,
            where: { id: endpointId },
          }),
      }),
      secret: t.exposeString('secret', { description: 'Signs the deliveries. Shown this once.' }),
      warning: t.string({ resolve: () => SECRET_WARNING }),
    }),
  });

builder.queryField('webhookEndpoints', (t) =>
  t.prismaField({
    type: [webhookEndpointRef],
    description: 'Where a workspace has its events delivered, the oldest first.',
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'webhooks:read'] }),
    args: { workspaceId: t.arg.id({ required: true }) },
    resolve: async (query, _root, { workspaceId }, { db }) =>
      await db.webhookEndpoint.findMany({
        ...query,
        where: { workspaceId },
        orderBy: { id: 'asc' },
      }),
  }),
);

builder.mutationField('createWebhookEndpoint', (t) =>
  t.field({
    type: createWebhookEndpointSuccess,
    description: 'Has the events of a workspace delivered to an address.',
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'webhooks:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      url: t.arg.string({ required: true }),
      description: t.arg.string(),
    },
    resolve: async (_root, args, context) =>
      await createWebhookEndpoint(context.deps, actorOf(context), args),
  }),
);
