import type { WebhookEndpoint } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** Stores a webhook endpoint with its sealed signing secret. */
export async function insertWebhookEndpoint(
  db: Db,
  endpoint: Pick<WebhookEndpoint, 'workspaceId' | 'url' | 'description' | 'createdAt'> & {
    sealedSecret: Uint8Array;
  },
): Promise<WebhookEndpoint> {
  return await db.webhookEndpoint.create({
    data: { ...endpoint, sealedSecret: new Uint8Array(endpoint.sealedSecret) },
  });
}
