import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { originOf, WEBHOOK_FORMATS } from '../core/webhook-format.ts';
import { insertAudit } from '../storage/audit.ts';
import { countWebhookEndpoints, insertWebhookEndpoint } from '../storage/webhook-endpoints.ts';
import { lockWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { parseInput } from './parse-input.ts';
import { checkRoutingKey, checkUrl, endpointInput, requireServers } from './webhook-input.ts';
import { makeWebhookSecrets, sealForEndpoint } from './webhook-secrets.ts';

const fields = endpointInput.shape;

/** What is left out, or null, is as wide as can be. */
const schema = z.object({
  url: fields.url,
  format: z.enum(WEBHOOK_FORMATS).nullish(),
  description: fields.description.nullish(),
  ordered: fields.ordered.nullish(),
  eventTypes: fields.eventTypes.nullish(),
  alertKinds: fields.alertKinds.nullish(),
  severityMin: fields.severityMin.nullish(),
  serverIds: fields.serverIds.nullish(),
  metadata: fields.metadata.nullish(),
  routingKey: fields.routingKey.nullish(),
});

/** Each event is written once for each endpoint that wants it. */
const ENDPOINTS_MAX = 100;

/**
 * Makes a webhook endpoint. The signing secret is returned this once and stored sealed. Which addresses a URL may lead to
 * is checked when it is connected to, not here. PagerDuty gets events in order unless it is told otherwise: one that
 * resolves must not come before the one that triggers. Refused with URL_NOT_ALLOWED, NOT_FOUND (a server),
 * TOO_MANY_ENDPOINTS or INVALID_INPUT.
 */
export async function createWebhookEndpoint(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'randomBytes' | 'encryptionKey'>,
  actor: Actor,
  input: z.input<typeof schema> & { workspaceId: string },
): Promise<{ endpointId: string; secret: string }> {
  const { workspaceId, ...given } = input;
  const chosen = parseInput(schema, given);
  const format = chosen.format ?? 'STANDARD';
  const { url, routingKey } = chosen;
  checkUrl(url, format);
  checkRoutingKey(format, routingKey != null);
  const { secret, ...secrets } = makeWebhookSecrets(deps);
  const row = {
    workspaceId,
    url,
    format,
    description: chosen.description ?? null,
    ordered: chosen.ordered ?? format === 'PAGERDUTY',
    eventTypes: chosen.eventTypes ?? [],
    alertKinds: chosen.alertKinds ?? [],
    severityMin: chosen.severityMin ?? null,
    serverIds: chosen.serverIds ?? [],
    metadata: chosen.metadata ?? {},
    sealedRoutingKey: routingKey == null ? null : sealForEndpoint(routingKey, deps),
    ...secrets,
  };
  return await deps.storage.transaction(async (db) => {
    const at = deps.now();
    await lockWorkspace(db, workspaceId);
    await requireServers(db, workspaceId, row.serverIds);
    if ((await countWebhookEndpoints(db, workspaceId)) >= ENDPOINTS_MAX) throw tooMany();
    const endpoint = await insertWebhookEndpoint(db, { ...row, createdAt: at });
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'webhook_endpoint.created',
      targetId: endpoint.id,
      detail: { origin: originOf(url), format },
      at,
    });
    return { endpointId: endpoint.id, secret };
  });
}

function tooMany(): Refusal {
  return new Refusal(
    'TOO_MANY_ENDPOINTS',
    `The workspace has ${ENDPOINTS_MAX} webhook endpoints; delete one that nobody needs.`,
  );
}
