import { DAY_MS, HOUR_MS } from '../core/usage/cell.ts';
import type { UsageRange } from '../core/usage/range.ts';
import { SUM_SOURCE } from '../core/usage/source.ts';
import { arrayLiteral, textArrayLiteral, timeArrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import type { Db } from './tenancy.ts';
import { sumOfCounts } from './usage-summary.ts';

/** Which cells are read; what is left out does not narrow. */
export interface UsageFilter {
  readonly workspaceId: string;
  readonly keyIds?: readonly string[] | undefined;
  readonly ownerIds?: readonly string[] | undefined;
  readonly serverIds?: readonly string[] | undefined;
  readonly endpoints?: readonly string[] | undefined;
}

/** The hours of a range whose sums are behind their minutes, in Unix milliseconds. */
export async function findDirtyHoursOf(db: Db, workspaceId: string, range: UsageRange): Promise<number[]> {
  const rows = await db.usageDirtyHour.findMany({
    where: { workspaceId, hour: { gte: new Date(range.from), lt: new Date(range.to) } },
    select: { hour: true },
    orderBy: { hour: 'asc' },
  });
  return rows.map(({ hour }) => hour.getTime());
}

const cellColumns = Prisma.sql`key_id, server_id, endpoint, measure`;

/**
 * SQL for the cells of a range, exact whatever the state of the jobs: clean days are read from usage_days, clean hours
 * from usage_hours, and a dirty hour from whichever is further: its sum, or its minutes. `dirty` has to be read before.
 * Columns: key_id, server_id, endpoint, measure, at, n.
 */
export function cellsOf(range: UsageRange, filter: UsageFilter, dirty: readonly number[]): Prisma.Sql {
  const where = filterSql(filter);
  if (range.granularity === 'MINUTE') {
    return Prisma.sql`SELECT ${cellColumns}, minute AS at, n FROM usage_minutes
      WHERE ${where} AND ${between('minute', range.from, range.to)}`;
  }
  if (range.granularity === 'HOUR') return hourCells(range.from, range.to, where, dirty);
  const days = [...new Set(dirty.map((hour) => Math.floor(hour / DAY_MS) * DAY_MS))];
  const first = days.at(0);
  const last = days.at(-1);
  if (first === undefined || last === undefined) return dayCells(range, where, days);
  return Prisma.sql`${dayCells(range, where, days)}
    UNION ALL
    SELECT ${cellColumns}, date_trunc('day', at, 'UTC'), n
    FROM (${hourCells(first, last + DAY_MS, where, dirty)}) AS hours
    WHERE date_trunc('day', at, 'UTC') = ANY(${timeArrayLiteral(days)}::timestamptz[])`;
}

function dayCells(range: UsageRange, where: Prisma.Sql, dirtyDays: readonly number[]): Prisma.Sql {
  return Prisma.sql`SELECT ${cellColumns}, day AS at, n FROM usage_days
    WHERE ${where} AND ${between('day', range.from, range.to)}
      AND NOT day = ANY(${timeArrayLiteral(dirtyDays)}::timestamptz[])`;
}

/** Hours that were counted by the hour have rows of their own sources, which no minutes stand behind. */
function hourCells(from: number, to: number, where: Prisma.Sql, dirty: readonly number[]): Prisma.Sql {
  const [first] = dirty;
  const last = dirty.at(-1);
  const inRange = between('hour', from, to);
  if (first === undefined || last === undefined) {
    return Prisma.sql`SELECT ${cellColumns}, hour AS at, n FROM usage_hours WHERE ${where} AND ${inRange}`;
  }
  const hours = Prisma.sql`${timeArrayLiteral(dirty)}::timestamptz[]`;
  return Prisma.sql`SELECT ${cellColumns}, hour AS at, n FROM usage_hours
    WHERE ${where} AND ${inRange} AND (source <> ${SUM_SOURCE}::uuid OR NOT hour = ANY(${hours}))
    UNION ALL
    SELECT ${cellColumns}, at, max(n) FROM (
      SELECT ${cellColumns}, hour AS at, n FROM usage_hours
      WHERE ${where} AND ${inRange} AND source = ${SUM_SOURCE}::uuid AND hour = ANY(${hours})
      UNION ALL
      SELECT ${cellColumns}, date_trunc('hour', minute, 'UTC') AS at, ${sumOfCounts} FROM usage_minutes
      WHERE ${where} AND ${between('minute', Math.max(from, first), Math.min(to, last + HOUR_MS))}
        AND date_trunc('hour', minute, 'UTC') = ANY(${hours})
      GROUP BY ${cellColumns}, 5
    ) AS known GROUP BY ${cellColumns}, at`;
}

function between(column: 'minute' | 'hour' | 'day', from: number, to: number): Prisma.Sql {
  const name = Prisma.raw(column);
  return Prisma.sql`${name} >= ${new Date(from)}::timestamptz AND ${name} < ${new Date(to)}::timestamptz`;
}

function filterSql(filter: UsageFilter): Prisma.Sql {
  const { workspaceId, keyIds, ownerIds, serverIds, endpoints } = filter;
  const terms = [Prisma.sql`workspace_id = ${workspaceId}::uuid`];
  if (keyIds !== undefined) terms.push(Prisma.sql`key_id = ANY(${arrayLiteral(keyIds)}::uuid[])`);
  if (ownerIds !== undefined) {
    terms.push(Prisma.sql`key_id IN (SELECT id FROM keys
      WHERE workspace_id = ${workspaceId}::uuid AND owner_id = ANY(${arrayLiteral(ownerIds)}::uuid[]))`);
  }
  if (serverIds !== undefined) terms.push(Prisma.sql`server_id = ANY(${arrayLiteral(serverIds)}::uuid[])`);
  if (endpoints !== undefined) terms.push(Prisma.sql`endpoint = ANY(${textArrayLiteral(endpoints)}::text[])`);
  return Prisma.join(terms, ' AND ');
}
