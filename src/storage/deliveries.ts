import type { DeliveryVerdict } from '../core/delivery.ts';
import { arrayLiteral } from './array-literal.ts';
import type { Db } from './tenancy.ts';

/** A delivery whose attempt is due, with what the attempt needs. */
export interface DueDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly payload: string;
  /** Those that were made before. */
  readonly attempts: number;
  readonly url: string;
  readonly sealedSecret: Uint8Array;
  readonly endpointDisabled: boolean;
}

/**
 * Writes one pending delivery of an event for each enabled endpoint of a workspace, in the caller's transaction, and
 * returns how many.
 */
export async function insertDeliveries(
  db: Db,
  event: { workspaceId: string; alertId: string; eventType: string; payload: string; now: Date },
): Promise<number> {
  const { now, ...columns } = event;
  const endpoints = await db.webhookEndpoint.findMany({
    where: { workspaceId: event.workspaceId, disabledAt: null },
    select: { id: true },
  });
  if (endpoints.length === 0) return 0;
  const { count } = await db.delivery.createMany({
    data: endpoints.map(({ id }) => ({ ...columns, endpointId: id, nextAttemptAt: now, createdAt: now })),
  });
  return count;
}

/** How many of the oldest due deliveries are looked at to be fair to all endpoints. */
const FAIRNESS_WINDOW = 1_000;

/**
 * Claims due deliveries, the oldest of each endpoint first. Nobody else gets them until `leaseUntil`; where the claimer
 * dies, they are due again then. Endpoints that are busy, and more than `perEndpointMax` of one, are left for later.
 */
export async function claimDeliveries(
  db: Db,
  claim: {
    now: Date;
    leaseUntil: Date;
    countMax: number;
    perEndpointMax: number;
    busyEndpointIds: readonly string[];
  },
): Promise<DueDelivery[]> {
  return await db.$queryRaw<DueDelivery[]>`
    WITH due AS (
      SELECT id, endpoint_id, next_attempt_at FROM deliveries
      WHERE state = 'PENDING' AND next_attempt_at <= ${claim.now}::timestamptz
        AND endpoint_id <> ALL (${arrayLiteral(claim.busyEndpointIds)}::uuid[])
      ORDER BY next_attempt_at LIMIT ${FAIRNESS_WINDOW}
    ), fair AS (
      SELECT id, row_number() OVER (PARTITION BY endpoint_id ORDER BY next_attempt_at, id) AS turn FROM due
    ), claimed AS (
      SELECT deliveries.id FROM deliveries JOIN fair USING (id)
      WHERE state = 'PENDING' AND next_attempt_at <= ${claim.now}::timestamptz AND turn <= ${claim.perEndpointMax}
      ORDER BY turn, next_attempt_at LIMIT ${claim.countMax} FOR UPDATE OF deliveries SKIP LOCKED
    )
    UPDATE deliveries SET next_attempt_at = ${claim.leaseUntil}::timestamptz
    FROM webhook_endpoints
    WHERE deliveries.id IN (SELECT id FROM claimed) AND webhook_endpoints.id = deliveries.endpoint_id
    RETURNING deliveries.id, endpoint_id AS "endpointId", payload, attempts, url, sealed_secret AS "sealedSecret",
      disabled_at IS NOT NULL AS "endpointDisabled"`;
}

/**
 * Notes how an attempt went, in the caller's transaction. A delivery that another process has settled meanwhile stays
 * as it is. An endpoint that is gone is disabled, and everything pending for it fails.
 */
export async function settleAttempt(
  db: Db,
  delivery: Pick<DueDelivery, 'id' | 'endpointId' | 'attempts'>,
  attempt: {
    at: Date;
    status: number | null;
    error: string | null;
    durationMs: number;
    verdict: DeliveryVerdict;
    now: Date;
  },
): Promise<void> {
  const { verdict, now, ...log } = attempt;
  await db.deliveryAttempt.create({ data: { deliveryId: delivery.id, ...log } });
  await db.delivery.updateMany({
    where: { id: delivery.id, state: 'PENDING', attempts: delivery.attempts },
    data: {
      attempts: { increment: 1 },
      state: verdict.state,
      ...(verdict.state === 'DELIVERED' ? { deliveredAt: now } : {}),
      ...(verdict.state === 'PENDING' ? { nextAttemptAt: new Date(verdict.nextAttemptAt) } : {}),
    },
  });
  if (verdict.state !== 'FAILED' || !verdict.endpointGone) return;
  await db.webhookEndpoint.updateMany({
    where: { id: delivery.endpointId, disabledAt: null },
    data: { disabledAt: now },
  });
  await failDeliveriesOf(db, delivery.endpointId);
}

/** Fails everything that is pending for an endpoint. */
export async function failDeliveriesOf(db: Db, endpointId: string): Promise<void> {
  await db.delivery.updateMany({ where: { endpointId, state: 'PENDING' }, data: { state: 'FAILED' } });
}
