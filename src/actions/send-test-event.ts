import { endpointTestPayload } from '../core/endpoint-event.ts';
import { originOf } from '../core/webhook-format.ts';
import { insertDelivery } from '../storage/deliveries.ts';
import { changeWebhookEndpoint, checkEnabled, type EndpointReach } from './change-webhook-endpoint.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Sends an event to one endpoint, whatever its filters, on the way that all deliveries go: signed, retried and in the log of
 * attempts. Refused with NOT_FOUND or ENDPOINT_STATE.
 */
export async function sendTestEvent(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  reach: EndpointReach,
): Promise<{ deliveryId: string }> {
  let deliveryId = '';
  await changeWebhookEndpoint(deps, actor, reach, async (db, endpoint, at) => {
    checkEnabled(endpoint);
    const { workspaceId, endpointId } = reach;
    const { description, url } = endpoint;
    const subject = { workspaceId, endpointId, description, origin: originOf(url) };
    deliveryId = await insertDelivery(db, {
      workspaceId,
      endpointId,
      eventType: 'webhook_endpoint.test',
      payload: endpointTestPayload(subject, at),
      now: at,
    });
    return { action: 'webhook_endpoint.tested', detail: { deliveryId } };
  });
  return { deliveryId };
}
