import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { findDelivery, reviveDelivery } from '../storage/deliveries.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Has a delivery attempted again at once, under the same id and with all its attempts before it, also one that had arrived.
 * Refused with NOT_FOUND, or with ENDPOINT_STATE where its endpoint is disabled.
 */
export async function redeliver(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: { readonly workspaceId: string; readonly deliveryId: string },
): Promise<{ deliveryId: string }> {
  const { workspaceId, deliveryId } = input;
  await deps.storage.transaction(async (db) => {
    const at = deps.now();
    await shareWorkspace(db, workspaceId);
    const delivery = await findDelivery(db, workspaceId, deliveryId);
    if (delivery === null) {
      throw new Refusal(
        'NOT_FOUND',
        'deliveryId: this workspace has no such delivery; list its deliveries for their ids.',
      );
    }
    if (delivery.endpoint.disabledAt !== null) {
      throw new Refusal(
        'ENDPOINT_STATE',
        'The webhook endpoint of this delivery is disabled; enable it first.',
      );
    }
    await reviveDelivery(db, deliveryId, at);
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'delivery.redelivered',
      targetId: deliveryId,
      detail: { endpointId: delivery.endpointId, eventType: delivery.eventType, state: delivery.state },
      at,
    });
  });
  return { deliveryId };
}
