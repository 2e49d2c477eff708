import type { Metadata } from '../core/metadata.ts';
import type { Prisma, WebhookEndpoint } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** Stores a webhook endpoint. */
export async function insertWebhookEndpoint(
  db: Db,
  {
    metadata,
    ...columns
  }: Omit<Prisma.WebhookEndpointUncheckedCreateInput, 'metadata'> & { readonly metadata: Metadata },
): Promise<WebhookEndpoint> {
  return await db.webhookEndpoint.create({
    data: { ...columns, metadata: metadata as Prisma.InputJsonObject },
  });
}

export async function countWebhookEndpoints(db: Db, workspaceId: string): Promise<number> {
  return await db.webhookEndpoint.count({ where: { workspaceId } });
}

/** Finds an endpoint of a workspace and keeps others from changing it until the transaction ends. */
export async function lockWebhookEndpoint(
  db: Db,
  workspaceId: string,
  endpointId: string,
): Promise<WebhookEndpoint | null> {
  await db.$executeRaw`
    SELECT 1 FROM webhook_endpoints
    WHERE id = ${endpointId}::uuid AND workspace_id = ${workspaceId}::uuid FOR NO KEY UPDATE`;
  return await db.webhookEndpoint.findFirst({ where: { id: endpointId, workspaceId } });
}

/** Changes columns of an endpoint. */
export async function updateWebhookEndpointRow(
  db: Db,
  endpointId: string,
  {
    metadata,
    ...columns
  }: Omit<Prisma.WebhookEndpointUncheckedUpdateInput, 'metadata'> & { readonly metadata?: Metadata },
): Promise<void> {
  await db.webhookEndpoint.update({
    where: { id: endpointId },
    data: {
      ...columns,
      ...(metadata === undefined ? {} : { metadata: metadata as Prisma.InputJsonObject }),
    },
    select: { id: true },
  });
}

/** Deletes an endpoint with its deliveries and their attempts. */
export async function deleteWebhookEndpointRow(db: Db, endpointId: string): Promise<void> {
  await db.webhookEndpoint.delete({ where: { id: endpointId }, select: { id: true } });
}

/** How many deliveries wait for an endpoint. */
export async function countPending(db: Db, endpointId: string): Promise<number> {
  return await db.delivery.count({ where: { endpointId, state: 'PENDING' } });
}
