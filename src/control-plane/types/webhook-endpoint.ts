import { WEBHOOK_FORMATS } from '../../core/webhook-format.ts';
import { builder } from '../builder.ts';
import { severityRef } from './alert.ts';

export const SECRET_WARNING = 'Save this secret now - it will not be shown again!';

export const webhookFormat = builder.enumType('WebhookFormat', {
  description:
    'How what is delivered is written. STANDARD: Standard Webhooks, signed. SLACK: for an incoming webhook. TEAMS: an Adaptive Card for a Workflows webhook. PAGERDUTY: Events API v2, alerts only. EMAIL: over SMTP.',
  values: WEBHOOK_FORMATS,
});

const webhookDisabledBy = builder.enumType('WebhookDisabledBy', {
  description: 'PERSON: somebody. GONE: it answered 410. FAILING: every attempt of five days failed.',
  values: ['PERSON', 'GONE', 'FAILING'] as const,
});

export const webhookEndpointRef = builder.prismaObject('WebhookEndpoint', {
  description: 'Where alerts are told, signed after Standard Webhooks.',
  select: { id: true },
  fields: (t) => ({
    id: t.exposeID('id'),
    url: t.exposeString('url'),
    format: t.expose('format', { type: webhookFormat, description: 'Stays as it was made.' }),
    description: t.exposeString('description', { nullable: true }),
    ordered: t.exposeBoolean('ordered', {
      description:
        'Events come one at a time in their order: one that is tried again holds up all behind it, for 75 hours at most.',
    }),
    eventTypes: t.exposeStringList('eventTypes', {
      description: 'Which of `webhookEventTypes` it is told of; none: all.',
    }),
    alertKinds: t.exposeStringList('alertKinds', {
      description: 'Which kinds of alerts it is told of; none: all. Other events are not held back by it.',
    }),
    severityMin: t.expose('severityMin', {
      type: severityRef,
      nullable: true,
      description:
        'The least severe alerts that it is told of; null: all. Other events are not held back by it.',
    }),
    serverIds: t.exposeIDList('serverIds', {
      description:
        'It is told only of what is about keys that open one of these servers; none: of everything.',
    }),
    metadata: t.expose('metadata', {
      type: 'Json',
      description: 'It is told only of what is about keys whose metadata holds this; `{}`: of everything.',
    }),
    publicKey: t.exposeString('publicKey', {
      nullable: true,
      description:
        'Verifies signatures of scheme v1a: `whpk_…`. Null where it was made before there were any; rotate its secret.',
    }),
    previousPublicKey: t.exposeString('previousPublicKey', {
      nullable: true,
      description: 'What was rotated out, until `previousUntil`.',
    }),
    previousUntil: t.expose('previousUntil', {
      type: 'DateTime',
      nullable: true,
      description:
        'Until then, deliveries are signed with the secret and the key before the rotation as well.',
    }),
    disabledAt: t.expose('disabledAt', { type: 'DateTime', nullable: true }),
    disabledBy: t.expose('disabledBy', {
      type: webhookDisabledBy,
      nullable: true,
      description: 'Null where it is enabled, or its workspace was deleted.',
    }),
    failingSince: t.expose('failingSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when every attempt has failed; after five days, it is disabled.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
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
