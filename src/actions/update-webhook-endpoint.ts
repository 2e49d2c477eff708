import { z } from 'zod';
import { changesOf } from '../core/record-change.ts';
import { originOf } from '../core/webhook-format.ts';
import { updateWebhookEndpointRow } from '../storage/webhook-endpoints.ts';
import { changeWebhookEndpoint, type EndpointReach, type LockedEndpoint } from './change-webhook-endpoint.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { parseInput } from './parse-input.ts';
import { checkRoutingKey, checkUrl, endpointInput, requireServers } from './webhook-input.ts';
import { sealForEndpoint } from './webhook-secrets.ts';

const fields = endpointInput.shape;

/** What is left out stays. Null takes away a description and a severity; of the others, it is as if left out. */
const schema = z.object({
  url: fields.url.nullish(),
  description: fields.description.optional(),
  ordered: fields.ordered.nullish(),
  eventTypes: fields.eventTypes.nullish(),
  alertKinds: fields.alertKinds.nullish(),
  severityMin: fields.severityMin.optional(),
  serverIds: fields.serverIds.nullish(),
  metadata: fields.metadata.nullish(),
  routingKey: fields.routingKey.nullish(),
});

/**
 * Changes an endpoint; deliveries that wait go where and how it says from then on, its filters hold for new events. Refused
 * with NOT_FOUND, URL_NOT_ALLOWED or INVALID_INPUT.
 */
export async function updateWebhookEndpoint(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'randomBytes' | 'encryptionKey'>,
  actor: Actor,
  input: EndpointReach & z.input<typeof schema>,
): Promise<{ endpointId: string }> {
  const { workspaceId, endpointId, ...given } = input;
  const { routingKey, description, severityMin, ...rest } = parseInput(schema, given);
  const columns = {
    ...(description === undefined ? {} : { description }),
    ...(severityMin === undefined ? {} : { severityMin }),
    ...presentOf(rest),
  };
  return await changeWebhookEndpoint(deps, actor, { workspaceId, endpointId }, async (db, endpoint) => {
    if (columns.url !== undefined) checkUrl(columns.url, endpoint.format);
    if (routingKey != null) checkRoutingKey(endpoint.format, true);
    await requireServers(db, workspaceId, columns.serverIds ?? []);
    const change = changesOf(only(endpoint, columns), columns);
    if (Object.keys(change.after).length === 0 && routingKey == null) return undefined;
    await updateWebhookEndpointRow(db, endpointId, {
      ...columns,
      ...(routingKey == null ? {} : { sealedRoutingKey: sealForEndpoint(routingKey, deps) }),
    });
    return {
      action: 'webhook_endpoint.updated',
      detail: routingKey == null ? {} : { routingKey: 'changed' },
      change: { before: shownOf(change.before), after: shownOf(change.after) },
    };
  });
}

type Present<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

function presentOf<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as Present<Fields>;
}

/** The fields of an endpoint that a change names. */
function only(endpoint: LockedEndpoint, columns: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(endpoint).filter(([name]) => name in columns));
}

/** The path of an address may be a secret, which is nothing for the audit log. */
function shownOf(fields: Record<string, unknown>): Record<string, unknown> {
  return typeof fields.url === 'string' ? { ...fields, url: originOf(fields.url) } : fields;
}
