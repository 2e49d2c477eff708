import { createWebhookEndpoint } from '../../actions/create-webhook-endpoint.ts';
import { rotateWebhookSecret } from '../../actions/rotate-webhook-secret.ts';
import { updateWebhookEndpoint } from '../../actions/update-webhook-endpoint.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { severityRef } from './alert.ts';
import { SECRET_WARNING, webhookEndpointRef, webhookFormat } from './webhook-endpoint.ts';

const createWebhookEndpointSuccess = implementSecret('CreateWebhookEndpointSuccess');
const rotateWebhookSecretSuccess = implementSecret('RotateWebhookSecretSuccess');

const updateWebhookEndpointSuccess = builder
  .objectRef<{ readonly endpointId: string }>('UpdateWebhookEndpointSuccess')
  .implement({
    fields: (t) => ({
      endpoint: t.prismaField({
        type: webhookEndpointRef,
        resolve: async (query, { endpointId }, _args, { db }) =>
          await db.webhookEndpoint.findUniqueOrThrow({ ...query, where: { id: endpointId } }),
      }),
    }),
  });

builder.mutationFields((t) => {
  /** What may be chosen of an endpoint besides its address and format. */
  const choices = () => ({
    description: t.arg.string(),
    ordered: t.arg.boolean({
      description:
        'Whether events come one at a time in their order. Left out when it is made: for PAGERDUTY, else not.',
    }),
    eventTypes: t.arg.stringList({ description: 'Names of `webhookEventTypes`, at most 100; none: all.' }),
    alertKinds: t.arg.stringList({
      description: 'Kinds of alerts, such as `spike`, at most 100; none: all.',
    }),
    severityMin: t.arg({ type: severityRef, description: 'Null: alerts of all severities.' }),
    serverIds: t.arg.idList({ description: 'At most 100; none: whatever servers a key opens.' }),
    metadata: t.arg({ type: 'Json', description: 'An object that the metadata of a key must hold.' }),
    routingKey: t.arg.string({
      description: 'PAGERDUTY only: the integration key, 32 letters and digits. Never shown again.',
    }),
  });
  return {
    createWebhookEndpoint: t.field({
      type: createWebhookEndpointSuccess,
      description: 'Has the events of a workspace delivered to an address.',
      errors: {},
      authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'webhooks:write'] }),
      args: {
        workspaceId: t.arg.id({ required: true }),
        url: t.arg.string({
          required: true,
          description:
            'For PAGERDUTY, `https://events.pagerduty.com/v2/enqueue` or `https://events.eu.pagerduty.com/v2/enqueue`; for EMAIL, `mailto:` and 1 to 20 addresses, separated by commas.',
        }),
        format: t.arg({ type: webhookFormat, description: 'Left out: STANDARD.' }),
        ...choices(),
      },
      resolve: async (_root, args, context) =>
        await createWebhookEndpoint(context.deps, actorOf(context), args),
    }),
    updateWebhookEndpoint: t.field({
      type: updateWebhookEndpointSuccess,
      description:
        'Changes an endpoint. What is left out stays; null takes away description or severityMin. What waits goes to the new address; filters hold for new events.',
      errors: {},
      authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'webhooks:write'] }),
      args: {
        workspaceId: t.arg.id({ required: true }),
        endpointId: t.arg.id({ required: true, description: 'One of `webhookEndpoints`.' }),
        url: t.arg.string(),
        ...choices(),
      },
      resolve: async (_root, { endpointId, ...args }, context) =>
        await updateWebhookEndpoint(context.deps, actorOf(context), {
          ...args,
          endpointId: idOf(endpointId),
        }),
    }),
    rotateWebhookSecret: t.field({
      type: rotateWebhookSecretSuccess,
      description:
        'Gives an endpoint another secret and another key pair. For the grace, deliveries are signed with those before as well.',
      errors: {},
      authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'webhooks:write'] }),
      args: {
        workspaceId: t.arg.id({ required: true }),
        endpointId: t.arg.id({ required: true, description: 'One of `webhookEndpoints`.' }),
        graceHours: t.arg.int({
          required: true,
          defaultValue: 24,
          description: '0 to 168; 0 ends the old secret at once.',
        }),
      },
      resolve: async (_root, { endpointId, ...args }, context) =>
        await rotateWebhookSecret(context.deps, actorOf(context), { ...args, endpointId: idOf(endpointId) }),
    }),
  };
});

function implementSecret(name: 'CreateWebhookEndpointSuccess' | 'RotateWebhookSecretSuccess') {
  return builder.objectRef<{ readonly endpointId: string; readonly secret: string }>(name).implement({
    fields: (t) => ({
      endpoint: t.prismaField({
        type: webhookEndpointRef,
        resolve: async (query, { endpointId }, _args, { db }) =>
          await db.webhookEndpoint.findUniqueOrThrow({ ...query, where: { id: endpointId } }),
      }),
      secret: t.exposeString('secret', { description: 'Signs the deliveries. Shown this once.' }),
      warning: t.string({ resolve: () => SECRET_WARNING }),
    }),
  });
}
