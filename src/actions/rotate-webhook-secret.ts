import { z } from 'zod';
import { HOUR_MS } from '../core/usage/cell.ts';
import { updateWebhookEndpointRow } from '../storage/webhook-endpoints.ts';
import { changeWebhookEndpoint, type EndpointReach } from './change-webhook-endpoint.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { parseInput } from './parse-input.ts';
import { makeWebhookSecrets } from './webhook-secrets.ts';

const schema = z.object({
  graceHours: z
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(168, 'must be at most 168 (7 days)'),
});

/**
 * Gives an endpoint another secret and another key pair. Until the grace has passed, deliveries are signed with those
 * before as well; 0 ends them at once. What an earlier rotation left goes at once: two of each at most are valid. Refused
 * with NOT_FOUND or INVALID_INPUT.
 */
export async function rotateWebhookSecret(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'randomBytes' | 'encryptionKey'>,
  actor: Actor,
  input: EndpointReach & z.input<typeof schema>,
): Promise<{ endpointId: string; secret: string }> {
  const { workspaceId, endpointId, ...given } = input;
  const { graceHours } = parseInput(schema, given);
  const { secret, ...secrets } = makeWebhookSecrets(deps);
  const changed = await changeWebhookEndpoint(
    deps,
    actor,
    { workspaceId, endpointId },
    async (db, endpoint, at) => {
      const previousUntil = graceHours === 0 ? null : new Date(at.getTime() + graceHours * HOUR_MS);
      const stays = previousUntil !== null;
      await updateWebhookEndpointRow(db, endpointId, {
        ...secrets,
        previousUntil,
        previousSealedSecret: stays ? endpoint.sealedSecret : null,
        previousSealedPrivateKey: stays ? endpoint.sealedPrivateKey : null,
        previousPublicKey: stays ? endpoint.publicKey : null,
      });
      return {
        action: 'webhook_endpoint.secret_rotated',
        detail: { previousUntil: previousUntil?.toISOString() ?? null },
      };
    },
  );
  return { ...changed, secret };
}
