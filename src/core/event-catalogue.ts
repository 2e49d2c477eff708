import { z } from 'zod';
import { ALERT_STATES, SEVERITIES } from './alert.ts';
import { ALERT_RESOLUTIONS, ALERT_VERDICTS } from './alert-action.ts';
import type { AlertEventType } from './alert-event.ts';
import { CONTAINMENT_STEPS } from './containment.ts';
import type { ContainmentEventType } from './containment-event.ts';
import type { EndpointEventType } from './endpoint-event.ts';
import type { KeyEventType } from './key-event.ts';
import { REMINDERS } from './reminder.ts';

/** Every type of event that webhooks are told of. */
export type WebhookEventType =
  | AlertEventType
  | KeyEventType
  | EndpointEventType
  | ContainmentEventType
  | 'key.leaked';

const instant = z.iso.datetime().describe('ISO 8601, in UTC.');

const key = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().describe('How the secret begins, for display.'),
    lastFour: z.string().describe('How the secret ends, for display.'),
    ownerId: z.uuid(),
  })
  .describe('The key that it is about, as it was when it happened.');

const alert = z.object({
  alertId: z.uuid().describe('The same over the life of an alert.'),
  workspaceId: z.uuid(),
  key: key.nullable().describe('Null: the alert is about the workspace as a whole.'),
  kind: z.string().describe('What was found, such as `spike`.'),
  topic: z.string().describe('Tells alerts of one key and kind apart, such as by threshold; mostly empty.'),
  state: z.enum(ALERT_STATES),
  severity: z.enum(SEVERITIES),
  since: instant,
  observed: z.number(),
  expected: z.number(),
  lower: z.number().describe('From here to `upper`, it would have been no surprise.'),
  upper: z.number(),
  score: z.number(),
  sentence: z.string().describe('Explains the alert in words.'),
  resolution: z.enum(ALERT_RESOLUTIONS).nullable().describe('What ended it; null: it goes on.'),
  verdict: z.enum(ALERT_VERDICTS).nullable().describe('What a person says that it was.'),
  actorId: z.uuid().nullable().describe('The person who did it; null: Keywatch itself.'),
  containUrl: z
    .url()
    .optional()
    .describe('Behind it, a person contains the key. Of opened alerts; for a day.'),
});

const containment = z.object({
  containmentId: z.uuid(),
  workspaceId: z.uuid(),
  key,
  step: z.enum(CONTAINMENT_STEPS).describe('What it is kept from.'),
  since: instant,
  until: instant.nullable().describe('Null: until somebody undoes it.'),
  reason: z.string().nullable(),
  by: z.enum(['POLICY', 'PERSON', 'LINK', 'LEAK']),
  alertId: z.uuid().nullable(),
});

const keyCare = z.object({
  workspaceId: z.uuid(),
  key,
  reminder: z.enum(REMINDERS),
  createdAt: instant,
  expiresAt: instant.nullable().describe('Null: never.'),
});

const endpoint = z
  .object({ id: z.uuid(), description: z.string().nullable(), origin: z.string() })
  .describe('The endpoint; `origin` is the scheme and host of its address.');

/** What each type of event means, and the shape of its `data`. */
const CATALOGUE = {
  'alert.opened': { description: 'An alert was opened, or opened again.', data: alert },
  'alert.escalated': { description: 'An open alert has become more severe.', data: alert },
  'alert.acknowledged': { description: 'A person takes care of an alert.', data: alert },
  'alert.resolved': { description: 'An alert was resolved, by itself or by a person.', data: alert },
  'containment.halted': {
    description: 'Policies would contain too many keys within an hour, and wait for a person.',
    data: z.object({
      haltId: z.uuid(),
      workspaceId: z.uuid(),
      containedKeys: z.int(),
      keysMax: z.int(),
      activeKeys: z.int(),
      keyId: z.uuid().describe('The key that would have been one too many.'),
    }),
  },
  'key.contained': { description: 'A key was throttled, kept to reading or suspended.', data: containment },
  'key.containment_ended': {
    description: 'A containment was undone, or is over.',
    data: containment.extend({ end: z.enum(['UNDONE', 'EXPIRED']) }),
  },
  'key.leaked': {
    description: 'A key was found where others can read it.',
    data: z.object({
      workspaceId: z.uuid(),
      key,
      reporter: z.enum(['GITHUB', 'TOKEN', 'HOLDER']),
      source: z.string(),
      url: z.string().nullable(),
      action: z.enum(['SUSPEND', 'REVOKE']).nullable().describe('Null: it was dead already.'),
      alertId: z.uuid().nullable(),
    }),
  },
  'key.expiring': { description: 'A key expires within 7 days or within 24 hours.', data: keyCare },
  'key.rotation_due': {
    description: 'A key has been in use so long that it should be rotated.',
    data: keyCare,
  },
  'webhook_endpoint.disabled': {
    description: 'Keywatch disabled another endpoint of the workspace.',
    data: z.object({
      workspaceId: z.uuid(),
      endpoint,
      disabledBy: z.enum(['GONE', 'FAILING']),
      failingSince: instant.nullable(),
      sentence: z.string(),
    }),
  },
  'webhook_endpoint.test': {
    description: 'Somebody tries the endpoint. Sent to that one only, whatever its filters.',
    data: z.object({ workspaceId: z.uuid(), endpoint, sentence: z.string() }),
  },
} as const satisfies Record<WebhookEventType, { description: string; data: z.ZodType }>;

/** A type of event as receivers read of it. */
export interface EventTypeEntry {
  readonly name: string;
  readonly description: string;
  /** JSON Schema, draft 2020-12, of the whole body. Receivers must let pass names that it does not have. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** All types of events with the schemas of their bodies, in the order of their names. */
export const EVENT_TYPES: readonly EventTypeEntry[] = Object.entries(CATALOGUE)
  .map(([name, { description, data }]) => ({
    name,
    description,
    schema: z.toJSONSchema(
      z.object({
        type: z.literal(name),
        timestamp: instant.describe('When it happened; `webhook-timestamp` is that of the attempt.'),
        data,
      }),
      { io: 'input' },
    ),
  }))
  .sort((one, other) => (one.name < other.name ? -1 : 1));

/** Their names. */
export const EVENT_TYPE_NAMES: readonly string[] = EVENT_TYPES.map(({ name }) => name);
