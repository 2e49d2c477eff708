import { DAY_MS, HOUR_MS } from '../core/usage/cell.ts';
import { SUM_SOURCE } from '../core/usage/source.ts';
import { arrayLiteral, timeArrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import type { Db } from './tenancy.ts';
import { summariseKeyHours } from './usage-key-hour-sums.ts';

/** An hour of a workspace whose cells have changed since it was summed. */
export interface DirtyHour {
  readonly workspaceId: string;
  readonly hour: Date;
  readonly mark: bigint;
}

/** The next dirty hours that begin before an instant, ordered by workspace and hour; from the first without `after`. */
export async function findDirtyHours(
  db: Db,
  filter: { readonly before: Date; readonly after: DirtyHour | undefined; readonly countMax: number },
): Promise<DirtyHour[]> {
  const { before, after } = filter;
  const next =
    after === undefined
      ? {}
      : {
          OR: [
            { workspaceId: { gt: after.workspaceId } },
            { workspaceId: after.workspaceId, hour: { gt: after.hour } },
          ],
        };
  return await db.usageDirtyHour.findMany({
    where: { hour: { lt: before }, ...next },
    orderBy: [{ workspaceId: 'asc' }, { hour: 'asc' }],
    take: filter.countMax,
  });
}

/** The oldest hour that waits to be summed. */
export async function findOldestDirtyHour(db: Db): Promise<Date | undefined> {
  const found = await db.usageDirtyHour.aggregate({ _min: { hour: true } });
  return found._min.hour ?? undefined;
}

/*
 * Sums only grow with their cells, so each keeps the larger value: repeating a summing changes nothing, and an hour
 * whose minutes have been dropped keeps the sum it has.
 */

/** SQL for the sum of the column n, as a bigint: it stops at the largest one instead of running over. */
export const sumOfCounts = Prisma.sql`LEAST(sum(n), 9223372036854775807)::bigint`;

/** SQL for the columns n2, n3 and n4, given the SQL of a quarter's number from 1 to 4. */
export function quarterSums(quarter: string): Prisma.Sql {
  const of = (number: number) =>
    Prisma.sql`LEAST(coalesce(sum(n) FILTER (WHERE ${Prisma.raw(`${quarter} = ${number}`)}), 0), 9223372036854775807)::bigint`;
  return Prisma.join([of(2), of(3), of(4)]);
}

const QUARTER_OF_MINUTE = 'extract(epoch FROM minute)::bigint / 900 % 4 + 1';

/**
 * Sums the minutes of one hour of a workspace, and of its quarters, and then what each key did in it; the partitions of
 * the hour have to be there.
 */
export async function summariseHour(db: Db, workspaceId: string, hour: Date): Promise<void> {
  const end = new Date(hour.getTime() + HOUR_MS);
  await db.$executeRaw`
    INSERT INTO usage_hours (workspace_id, key_id, hour, server_id, endpoint, measure, source, n, n2, n3, n4)
    SELECT workspace_id, key_id, ${hour}::timestamptz, server_id, endpoint, measure, ${SUM_SOURCE}::uuid, ${sumOfCounts},
      ${quarterSums(QUARTER_OF_MINUTE)}
    FROM usage_minutes
    WHERE workspace_id = ${workspaceId}::uuid AND minute >= ${hour}::timestamptz AND minute < ${end}::timestamptz
    GROUP BY workspace_id, key_id, server_id, endpoint, measure
    ON CONFLICT (workspace_id, key_id, hour, server_id, endpoint, measure, source)
    DO UPDATE SET n = EXCLUDED.n, n2 = EXCLUDED.n2, n3 = EXCLUDED.n3, n4 = EXCLUDED.n4
    WHERE EXCLUDED.n > usage_hours.n`;
  await summariseKeyHours(db, workspaceId, { from: hour, to: end });
}

/** Sums the hours of one UTC day of a workspace. */
export async function summariseDay(db: Db, workspaceId: string, day: Date): Promise<void> {
  const end = new Date(day.getTime() + DAY_MS);
  await db.$executeRaw`
    INSERT INTO usage_days (workspace_id, key_id, day, server_id, endpoint, measure, n)
    SELECT workspace_id, key_id, ${day}::timestamptz, server_id, endpoint, measure, ${sumOfCounts}
    FROM usage_hours
    WHERE workspace_id = ${workspaceId}::uuid AND hour >= ${day}::timestamptz AND hour < ${end}::timestamptz
    GROUP BY workspace_id, key_id, server_id, endpoint, measure
    ON CONFLICT (workspace_id, key_id, day, server_id, endpoint, measure)
    DO UPDATE SET n = EXCLUDED.n WHERE EXCLUDED.n > usage_days.n`;
}

/** Sums the addresses and user agents that the minutes of one UTC day of a workspace have seen. */
export async function summariseSeenDay(db: Db, workspaceId: string, day: Date): Promise<void> {
  const end = new Date(day.getTime() + DAY_MS);
  await db.$executeRaw`
    INSERT INTO usage_source_days (workspace_id, key_id, day, kind, value, source, first_minute, last_minute, n)
    SELECT workspace_id, key_id, ${day}::timestamptz, kind, value, ${SUM_SOURCE}::uuid, min(minute), max(minute), ${sumOfCounts}
    FROM usage_source_minutes
    WHERE workspace_id = ${workspaceId}::uuid AND minute >= ${day}::timestamptz AND minute < ${end}::timestamptz
    GROUP BY workspace_id, key_id, kind, value
    ON CONFLICT (workspace_id, key_id, day, kind, value, source)
    DO UPDATE SET n = EXCLUDED.n, first_minute = LEAST(usage_source_days.first_minute, EXCLUDED.first_minute),
      last_minute = GREATEST(usage_source_days.last_minute, EXCLUDED.last_minute)
    WHERE EXCLUDED.n > usage_source_days.n`;
}

/** Takes hours off the list, unless they were marked again since they were read or are being marked now. */
export async function settleDirtyHours(db: Db, hours: readonly DirtyHour[]): Promise<void> {
  await db.$executeRaw`
    DELETE FROM usage_dirty_hours WHERE (workspace_id, hour) IN (
      SELECT workspace_id, hour FROM usage_dirty_hours JOIN unnest(
        ${arrayLiteral(hours.map(({ workspaceId }) => workspaceId))}::uuid[],
        ${timeArrayLiteral(hours.map(({ hour }) => hour.getTime()))}::timestamptz[],
        ${arrayLiteral(hours.map(({ mark }) => String(mark)))}::bigint[]) AS summed(workspace_id, hour, mark)
      USING (workspace_id, hour, mark) FOR UPDATE OF usage_dirty_hours SKIP LOCKED)`;
}
