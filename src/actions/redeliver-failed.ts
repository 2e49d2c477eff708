import { z } from 'zod';
import { reviveFailed } from '../storage/deliveries.ts';
import { changeWebhookEndpoint, checkEnabled, type EndpointReach } from './change-webhook-endpoint.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { instantInput, parseInput } from './parse-input.ts';

const schema = z.object({ since: instantInput });

/**
 * Has everything that failed for an endpoint since an instant attempted again, under the same ids; returns how many.
 * Refused with NOT_FOUND, ENDPOINT_STATE (it is disabled) or INVALID_INPUT.
 */
export async function redeliverFailed(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: EndpointReach & z.input<typeof schema>,
): Promise<{ endpointId: string; deliveries: number }> {
  const { workspaceId, endpointId, ...given } = input;
  const { since } = parseInput(schema, given);
  let deliveries = 0;
  const changed = await changeWebhookEndpoint(
    deps,
    actor,
    { workspaceId, endpointId },
    async (db, endpoint, at) => {
      checkEnabled(endpoint);
      deliveries = await reviveFailed(db, { endpointId, since, now: at });
      return {
        action: 'webhook_endpoint.redelivered',
        detail: { since: since.toISOString(), deliveries },
      };
    },
  );
  return { ...changed, deliveries };
}
