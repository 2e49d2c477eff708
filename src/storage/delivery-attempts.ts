import type { DeliveryVerdict } from '../core/delivery.ts';
import { arrayLiteral, textArrayLiteral, timeArrayLiteral } from './array-literal.ts';
import type { Db } from './tenancy.ts';

/** How one attempt went. */
export interface Attempt {
  readonly deliveryId: string;
  readonly endpointId: string;
  /** Attempts of the delivery that were made before this one. */
  readonly attemptsBefore: number;
  readonly at: Date;
  readonly status: number | null;
  /** Null where it was delivered. */
  readonly error: string | null;
  readonly durationMs: number;
  readonly verdict: DeliveryVerdict;
  /** When it ended. */
  readonly now: Date;
}

/**
 * Notes how attempts went, in the caller's transaction and in three statements. A delivery that was deleted meanwhile is
 * left out; one that was settled meanwhile stays as it is, but for what arrived after it was given up.
 */
export async function insertAttempts(db: Db, attempts: readonly Attempt[]): Promise<void> {
  const ids = arrayLiteral(attempts.map(({ deliveryId }) => deliveryId));
  // Holds them until the end of the transaction, so that none is deleted before its attempt is written.
  await db.$executeRaw`SELECT 1 FROM deliveries WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  await db.$executeRaw`
    INSERT INTO delivery_attempts (delivery_id, at, status, error, duration_ms)
    SELECT delivery_id, attempts.at, nullif(status, 0), nullif(error, ''), duration_ms
    FROM unnest(
      ${ids}::uuid[],
      ${timeArrayLiteral(attempts.map(({ at }) => at.getTime()))}::timestamptz[],
      ${arrayLiteral(attempts.map(({ status }) => status ?? 0))}::int[],
      ${textArrayLiteral(attempts.map(({ error }) => error ?? ''))}::text[],
      ${arrayLiteral(attempts.map(({ durationMs }) => Math.round(durationMs)))}::int[]
    ) AS attempts (delivery_id, at, status, error, duration_ms)
    JOIN deliveries ON deliveries.id = delivery_id`;
  await db.$executeRaw`
    UPDATE deliveries SET attempts = attempts + 1, state = settled.state::"DeliveryState",
      next_attempt_at = CASE WHEN settled.state = 'PENDING' THEN settled.at ELSE next_attempt_at END,
      delivered_at = CASE WHEN settled.state = 'DELIVERED' THEN settled.at ELSE delivered_at END
    FROM unnest(
      ${ids}::uuid[],
      ${arrayLiteral(attempts.map(({ attemptsBefore }) => attemptsBefore))}::int[],
      ${textArrayLiteral(attempts.map(({ verdict }) => verdict.state))}::text[],
      ${timeArrayLiteral(attempts.map(settledAt))}::timestamptz[]
    ) AS settled (id, attempts_before, state, at)
    WHERE deliveries.id = settled.id AND (
      (deliveries.state = 'PENDING' AND attempts = attempts_before)
      OR (deliveries.state = 'FAILED' AND settled.state = 'DELIVERED'))`;
}

/** When it is attempted again, or when it ended. */
function settledAt({ verdict, now }: Attempt): number {
  return verdict.state === 'PENDING' ? verdict.nextAttemptAt : now.getTime();
}
