import { originOf } from '../core/webhook-format.ts';
import { countPending, deleteWebhookEndpointRow } from '../storage/webhook-endpoints.ts';
import { changeWebhookEndpoint, type EndpointReach } from './change-webhook-endpoint.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Deletes an endpoint with all its deliveries. What waits is not sent any more; an attempt that is under way may still
 * arrive, and leaves nothing behind. Refused with NOT_FOUND.
 */
export async function deleteWebhookEndpoint(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  reach: EndpointReach,
): Promise<{ endpointId: string }> {
  return await changeWebhookEndpoint(deps, actor, reach, async (db, { url, format }) => {
    const pendingDeliveries = await countPending(db, reach.endpointId);
    await deleteWebhookEndpointRow(db, reach.endpointId);
    return {
      action: 'webhook_endpoint.deleted',
      detail: { origin: originOf(url), format, pendingDeliveries },
    };
  });
}
