import { EVENT_TYPES, type EventTypeEntry } from '../../core/event-catalogue.ts';
import { builder } from '../builder.ts';

const webhookEventType = builder.objectRef<EventTypeEntry>('WebhookEventType').implement({
  description: 'What webhooks are told of.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The `type` of the body, such as `alert.opened`.' }),
    description: t.exposeString('description'),
    schema: t.expose('schema', {
      type: 'Json',
      description: 'JSON Schema (draft 2020-12) of the body. Names may be added to it.',
    }),
  }),
});

builder.queryField('webhookEventTypes', (t) =>
  t.field({
    type: [webhookEventType],
    description: 'All types of events that webhooks are told of, by name.',
    authScopes: { signedIn: true },
    resolve: () => EVENT_TYPES,
  }),
);
