import type { Db } from './tenancy.ts';
import { DETECT_PREFIX } from './watermarks.ts';

/** How much work waits in the tables, and how far the detector has come. */
export interface Backlog {
  /** Deliveries that are not delivered, and those of them whose next attempt is due. */
  readonly deliveriesPending: number;
  readonly deliveriesDue: number;
  /** Hours that wait to be summed. */
  readonly dirtyHours: number;
  /** Raised versions of keys that have not reached Redis. */
  readonly raisesPending: number;
  /** The last minute that was scored of all keys; null: none yet. */
  readonly detectedThrough: Date | null;
}

/** Counts what waits, in all workspaces. Reads indexes and short tables only. */
export async function readBacklog(db: Db, now: Date): Promise<Backlog> {
  const rows = await db.$queryRaw<Backlog[]>`
    SELECT
      (SELECT count(*) FROM deliveries WHERE state = 'PENDING')::float8 AS "deliveriesPending",
      (SELECT count(*) FROM deliveries WHERE state = 'PENDING' AND next_attempt_at <= ${now}::timestamptz)::float8
        AS "deliveriesDue",
      (SELECT count(*) FROM usage_dirty_hours)::float8 AS "dirtyHours",
      (SELECT count(*) FROM version_raises WHERE raised_at IS NULL)::float8 AS "raisesPending",
      (SELECT min(at) FROM watermarks WHERE name LIKE ${`${DETECT_PREFIX}%`}) AS "detectedThrough"`;
  const [backlog] = rows;
  if (backlog === undefined) throw new Error('Postgres answered no row to a statement that always has one.');
  return backlog;
}
