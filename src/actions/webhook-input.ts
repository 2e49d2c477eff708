import { z } from 'zod';
import { SEVERITIES } from '../core/alert.ts';
import { Refusal } from '../core/errors.ts';
import { EVENT_TYPE_NAMES } from '../core/event-catalogue.ts';
import { recipientsOf, type WebhookFormat } from '../core/webhook-format.ts';
import { findServersOfWorkspace } from '../storage/servers.ts';
import type { Db } from '../storage/tenancy.ts';
import { descriptionInput, idInput, metadataInput, textInput } from './parse-input.ts';

const LIST_MAX = 100;
const RECIPIENTS_MAX = 20;

const eventTypeInput = z.string().refine((name) => EVENT_TYPE_NAMES.includes(name), {
  error: ({ input }) =>
    `\`${String(input).slice(0, 40)}\` is no type of event; choose from ${EVENT_TYPE_NAMES.join(', ')}`,
});

function listInput<Entry extends z.ZodType<string>>(entry: Entry) {
  return z
    .array(entry)
    .max(LIST_MAX, `must have at most ${LIST_MAX}`)
    .transform((entries) => [...new Set(entries)]);
}

/** All that may be chosen of an endpoint besides its format. Null takes away what need not be. */
export const endpointInput = z.object({
  url: textInput.pipe(
    z
      .url({ error: 'must be an absolute URL', normalize: true })
      .max(2_048, 'must have at most 2048 characters'),
  ),
  description: descriptionInput.nullable(),
  ordered: z.boolean(),
  eventTypes: listInput(eventTypeInput),
  alertKinds: listInput(
    z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be lower case words, such as spike or error_rate'),
  ),
  severityMin: z.enum(SEVERITIES).nullable(),
  serverIds: listInput(idInput),
  metadata: metadataInput,
  routingKey: z
    .string()
    .regex(/^[A-Za-z0-9]{32}$/, 'must be the 32 letters and digits of an Events API v2 integration'),
});

/** Keeps an address to what its format can be delivered to. Refused with URL_NOT_ALLOWED. */
export function checkUrl(text: string, format: WebhookFormat): void {
  const url = new URL(text);
  if (format === 'EMAIL') checkMailto(url);
  else if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Refusal('URL_NOT_ALLOWED', 'url: must begin with https:// or http://.');
  } else if (url.username !== '' || url.password !== '') {
    throw new Refusal(
      'URL_NOT_ALLOWED',
      'url: must not hold a user name or password; deliveries are signed.',
    );
  }
}

/** Keeps `routingKey` to the one format that has one. Refused with INVALID_INPUT. */
export function checkRoutingKey(format: WebhookFormat, isGiven: boolean): void {
  if (isGiven === (format === 'PAGERDUTY')) return;
  throw new Refusal(
    'INVALID_INPUT',
    isGiven
      ? 'routingKey: belongs to endpoints of the format PAGERDUTY only; leave it out.'
      : 'routingKey: must be given for PAGERDUTY: the integration key of an Events API v2 integration.',
  );
}

/** Refused with NOT_FOUND where the workspace lacks one of the servers. */
export async function requireServers(
  db: Db,
  workspaceId: string,
  serverIds: readonly string[],
): Promise<void> {
  if (serverIds.length === 0) return;
  const found = await findServersOfWorkspace(db, workspaceId, serverIds);
  if (found.length === new Set(serverIds.map((id) => id.toLowerCase())).size) return;
  throw new Refusal(
    'NOT_FOUND',
    'serverIds: this workspace lacks one of these servers; list its servers for their ids.',
  );
}

function checkMailto(url: URL): void {
  const recipients = url.protocol === 'mailto:' ? mailRecipients(url.href) : [];
  const isFit =
    recipients.length > 0 &&
    recipients.length <= RECIPIENTS_MAX &&
    url.search === '' &&
    url.hash === '' &&
    recipients.every((address) => z.email().safeParse(address).success);
  if (isFit) return;
  throw new Refusal(
    'URL_NOT_ALLOWED',
    `url: must be mailto: with 1 to ${RECIPIENTS_MAX} addresses and nothing else, such as mailto:ops@example.com,on-call@example.com.`,
  );
}

function mailRecipients(url: string): string[] {
  try {
    return recipientsOf(url);
  } catch (error) {
    if (error instanceof URIError) return [];
    throw error;
  }
}
