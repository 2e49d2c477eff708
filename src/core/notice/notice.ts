import { z } from 'zod';
import { SEVERITIES, type Severity } from '../alert.ts';

/** An event in words, for people: what the formats other than Standard Webhooks are written from. */
export interface Notice {
  readonly type: string;
  /** When it happened, ISO 8601. */
  readonly at: string;
  /** One line. */
  readonly title: string;
  readonly text: string;
  /** INFO where the event has none. */
  readonly severity: Severity;
  /** Null: it is about no alert. */
  readonly alertId: string | null;
  readonly workspaceId: string;
  /** The signed link that contains the key; null where there is nothing to contain. */
  readonly containUrl: string | null;
  /** Names and values, in the order in which they are read. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** What is read of an event; what it has besides is for machines. */
const eventSchema = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.looseObject({
    workspaceId: z.string(),
    alertId: z.string().optional(),
    sentence: z.string().optional(),
    containUrl: z.url({ protocol: /^https?$/ }).optional(),
    severity: z.enum(SEVERITIES).optional(),
    kind: z.string().optional(),
    since: z.string().optional(),
    observed: z.number().nullish(),
    expected: z.number().nullish(),
    expiresAt: z.string().nullish(),
    key: z.object({ id: z.string(), name: z.string(), prefix: z.string(), lastFour: z.string() }).nullish(),
    endpoint: z.object({ origin: z.string() }).optional(),
  }),
});

type EventData = z.infer<typeof eventSchema>['data'];

/** How the titles of types begin; of others, with the type itself. */
const TITLES: Readonly<Record<string, string>> = {
  'alert.opened': 'Alert',
  'alert.escalated': 'Escalated',
  'alert.acknowledged': 'Acknowledged',
  'alert.resolved': 'Resolved',
  'key.contained': 'A key was contained',
  'key.containment_ended': 'A containment is over',
  'containment.halted': 'Containment waits for a person',
  'key.leaked': 'A key leaked',
  'key.expiring': 'A key expires soon',
  'key.rotation_due': 'A key should be rotated',
  'webhook_endpoint.disabled': 'A webhook endpoint was disabled',
  'webhook_endpoint.test': 'Test',
};

/** What the link that contains a key is called. */
export const CONTAIN_LABEL = 'Contain this key';

/** Reads the body of an event. Throws where it is none. */
export function readNotice(payload: string): Notice {
  const { type, timestamp, data } = eventSchema.parse(JSON.parse(payload));
  return {
    type,
    at: timestamp,
    title: oneLine([TITLES[type] ?? type, subjectOf(data)].filter((part) => part !== '').join(': ')),
    text: data.sentence ?? sentenceOf(data),
    severity: data.severity ?? 'INFO',
    alertId: data.alertId ?? null,
    workspaceId: data.workspaceId,
    containUrl: data.containUrl ?? null,
    facts: factsOf(data),
  };
}

/** A text in at most so many UTF-16 units, with a mark where it was cut, and never within a character. */
export function shortened(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  return `${text
    .slice(0, lengthMax - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}

function subjectOf({ kind, key, endpoint }: EventData): string {
  const about = key?.name ?? endpoint?.origin ?? '';
  if (kind === undefined) return about;
  const words = kind.replaceAll('_', ' ');
  return about === '' ? words : `${words} of ${about}`;
}

function sentenceOf({ key, expiresAt }: EventData): string {
  if (key == null) return 'See the workspace in Keywatch.';
  return expiresAt == null
    ? `The key ${key.name} is due for another secret.`
    : `The key ${key.name} expires at ${expiresAt}.`;
}

function factsOf({ key, severity, since, observed, expected, expiresAt }: EventData) {
  const facts: [string, string | undefined][] = [
    ['Severity', severity],
    ['Key', key == null ? undefined : `${key.name} (${key.prefix}…${key.lastFour})`],
    ['Observed', figure(observed)],
    ['Expected', figure(expected)],
    ['Since', since],
    ['Expires', expiresAt ?? undefined],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, oneLine(value)] as const]));
}

function figure(value: number | null | undefined): string | undefined {
  return value == null ? undefined : String(Math.round(value * 100) / 100);
}

/** Line breaks and control characters would begin another header of a mail, or another block. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
