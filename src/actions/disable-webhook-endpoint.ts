import { failDeliveriesOf } from '../storage/deliveries.ts';
import { updateWebhookEndpointRow } from '../storage/webhook-endpoints.ts';
import { changeWebhookEndpoint, checkEnabled, type EndpointReach } from './change-webhook-endpoint.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Has nothing delivered to an endpoint any more: what waits fails, and events are not kept for it. Refused with NOT_FOUND or
 * ENDPOINT_STATE.
 */
export async function disableWebhookEndpoint(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  reach: EndpointReach,
): Promise<{ endpointId: string }> {
  return await changeWebhookEndpoint(deps, actor, reach, async (db, endpoint, at) => {
    checkEnabled(endpoint);
    await updateWebhookEndpointRow(db, reach.endpointId, { disabledAt: at, disabledBy: 'PERSON' });
    const failedDeliveries = await failDeliveriesOf(db, reach.endpointId);
    return { action: 'webhook_endpoint.disabled', detail: { disabledBy: 'PERSON', failedDeliveries } };
  });
}
