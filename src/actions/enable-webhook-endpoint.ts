import { Refusal } from '../core/errors.ts';
import { updateWebhookEndpointRow } from '../storage/webhook-endpoints.ts';
import { changeWebhookEndpoint, type EndpointReach } from './change-webhook-endpoint.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Has events delivered to an endpoint again, new ones only: what failed meanwhile is delivered when it is asked for. Refused
 * with NOT_FOUND or ENDPOINT_STATE.
 */
export async function enableWebhookEndpoint(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  reach: EndpointReach,
): Promise<{ endpointId: string }> {
  return await changeWebhookEndpoint(deps, actor, reach, async (db, { disabledAt, disabledBy }) => {
    if (disabledAt === null) throw new Refusal('ENDPOINT_STATE', 'The webhook endpoint is enabled already.');
    await updateWebhookEndpointRow(db, reach.endpointId, {
      disabledAt: null,
      disabledBy: null,
      noticeDueAt: null,
      failingSince: null,
      failedAt: null,
    });
    return {
      action: 'webhook_endpoint.enabled',
      detail: { disabledAt: disabledAt.toISOString(), disabledBy },
    };
  });
}
