import { randomBytes } from 'node:crypto';
import type { Storage } from '../../src/storage/client.ts';
import { seedWorkspace } from './jobs.ts';

export const SECRET = `whsec_${randomBytes(24).toString('base64')}`;
export const PAYLOAD = '{"type":"alert.opened","data":{"sentence":"312 req/min – expected 6"}}';

/** What waits for an endpoint of a workspace of its own. */
export interface SeededDeliveries {
  readonly workspaceId: string;
  readonly endpointId: string;
  /** In the order of events. */
  readonly deliveryIds: readonly string[];
}

/** Makes an endpoint in a workspace, or in a new one, with deliveries that are due. */
export async function seedDeliveries(
  storage: Storage,
  url: string,
  options: { readonly count?: number; readonly ordered?: boolean; readonly workspaceId?: string } = {},
): Promise<SeededDeliveries> {
  const { count = 1, ordered = false } = options;
  const workspaceId = options.workspaceId ?? (await seedWorkspace(storage)).workspaceId;
  const endpoint = await storage.prisma.webhookEndpoint.create({
    data: { workspaceId, url, ordered, sealedSecret: new Uint8Array(Buffer.from(SECRET)) },
  });
  const deliveries = await storage.prisma.delivery.createManyAndReturn({
    data: Array.from({ length: count }, () => ({
      workspaceId,
      endpointId: endpoint.id,
      eventType: 'alert.opened',
      payload: PAYLOAD,
      nextAttemptAt: new Date(),
    })),
  });
  const inOrder = deliveries.toSorted((one, other) => Number(one.seq - other.seq));
  return { workspaceId, endpointId: endpoint.id, deliveryIds: inOrder.map(({ id }) => id) };
}

/** All deliveries in the order of events, with their attempts. */
export async function readDeliveries({ prisma }: Storage) {
  return await prisma.delivery.findMany({
    orderBy: { seq: 'asc' },
    include: { attemptLog: { orderBy: { id: 'asc' } } },
  });
}

/** A clock that stands still until it is moved. */
export function movableClock(): { now: () => Date; move: (ms: number) => void } {
  let nowMs = Date.now();
  return {
    now: () => new Date(nowMs),
    move: (ms) => {
      nowMs += ms;
    },
  };
}
