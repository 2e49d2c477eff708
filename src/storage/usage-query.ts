import { DAY_MS, HOUR_MS } from '../core/usage/cell.ts';
import type { Grain, UsagePiece, UsageRange } from '../core/usage/range.ts';
import { SUM_SOURCE } from '../core/usage/source.ts';
import { arrayLiteral, textArrayLiteral, timeArrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import { every, hasMetadata } from './key-filter.ts';
import type { Read } from './read.ts';
import { sumOfCounts } from './usage-summary.ts';

/** Which cells are read; what is left out does not narrow. Keys are taken as they are now. */
export interface UsageFilter {
  readonly workspaceId: string;
  readonly keyIds?: readonly string[] | undefined;
  readonly ownerIds?: readonly string[] | undefined;
  readonly environments?: readonly string[] | undefined;
  /** A value at a path of the key's metadata; of an object or a list there, a part will do. */
  readonly metadata?: { readonly path: readonly string[]; readonly value: unknown } | undefined;
  readonly serverIds?: readonly string[] | undefined;
  readonly endpoints?: readonly string[] | undefined;
  /** Numbers of decisions; errors, bytes and latencies are not known by decision. */
  readonly measures?: readonly number[] | undefined;
}

/** The hours of a span whose sums are behind their minutes, in Unix milliseconds. */
export async function findDirtyHoursOf(
  read: Read,
  workspaceId: string,
  span: Pick<UsageRange, 'from' | 'to'>,
): Promise<number[]> {
  const rows = await read<{ hour: Date }>(Prisma.sql`${dirtyHoursOf(workspaceId, span)} ORDER BY hour`);
  return rows.map(({ hour }) => hour.getTime());
}

/** SQL for the same, in no order. */
export function dirtyHoursOf(workspaceId: string, { from, to }: Pick<UsageRange, 'from' | 'to'>): Prisma.Sql {
  return Prisma.sql`SELECT hour FROM usage_dirty_hours
    WHERE workspace_id = ${workspaceId}::uuid AND ${between('hour', floor(from, HOUR_MS), to)}`;
}

const cellColumns = Prisma.sql`key_id, server_id, endpoint, measure`;

/**
 * SQL for the cells of a range, exact whatever the state of the jobs: clean days are read from usage_days, clean hours
 * and their quarters from usage_hours, and a dirty hour from whichever is further: its sum, or its minutes. `dirty` has
 * to be read before. Columns: key_id, server_id, endpoint, measure, at (the start of the cell's grain), n.
 */
export function cellsOf(range: UsagePiece, filter: UsageFilter, dirtyHours: readonly number[]): Prisma.Sql {
  return Prisma.join(cellPartsOf(range, filter, dirtyHours), ' UNION ALL ');
}

/**
 * The same in parts that share no cell, the clean and the dirty one. What is summed part by part is summed by parallel
 * workers, which Postgres has none of below a UNION under row-level security.
 */
export function cellPartsOf(
  range: UsagePiece,
  filter: UsageFilter,
  dirtyHours: readonly number[],
): Prisma.Sql[] {
  const where = filterSql(filter);
  const { grain, from, to } = range;
  const dirty = within(range, dirtyHours);
  if (grain === 'MINUTE') {
    return [
      Prisma.sql`SELECT ${cellColumns}, minute AS at, n FROM usage_minutes
        WHERE ${where} AND ${between('minute', from, to)}`,
    ];
  }
  if (grain !== 'DAY') return hourCells(grain, from, to, where, dirty);
  const days = [...new Set(dirty.map((hour) => floor(hour, DAY_MS)))];
  const first = days.at(0);
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [dayCells(range, where, days)];
  const hours = Prisma.join(hourCells('HOUR', first, last + DAY_MS, where, dirty), ' UNION ALL ');
  return [
    dayCells(range, where, days),
    Prisma.sql`SELECT ${cellColumns}, date_trunc('day', at, 'UTC') AS at, n FROM (${hours}) AS hours
      WHERE date_trunc('day', at, 'UTC') = ANY(${timeArrayLiteral(days)}::timestamptz[])`,
  ];
}

function dayCells({ from, to }: UsagePiece, where: Prisma.Sql, dirtyDays: readonly number[]): Prisma.Sql {
  return Prisma.sql`SELECT ${cellColumns}, day AS at, n FROM usage_days
    WHERE ${where} AND ${between('day', from, to)}
      AND NOT day = ANY(${timeArrayLiteral(dirtyDays)}::timestamptz[])`;
}

/** How rows of hours become cells of a grain. */
const HOUR_ROWS = {
  HOUR: { at: Prisma.sql`hour`, n: Prisma.sql`n`, from: Prisma.sql`usage_hours` },
  QUARTER: {
    at: Prisma.sql`hour + quarter.after`,
    n: Prisma.sql`quarter.n`,
    from: Prisma.sql`usage_hours CROSS JOIN LATERAL (VALUES (interval '0', usage_hours.n - n2 - n3 - n4),
      (interval '15 minutes', n2), (interval '30 minutes', n3), (interval '45 minutes', n4)) AS quarter (after, n)`,
  },
} as const;

function within({ from, to }: Pick<UsageRange, 'from' | 'to'>, dirtyHours: readonly number[]): number[] {
  return dirtyHours.filter((hour) => hour + HOUR_MS > from && hour < to);
}

/** SQL for the cells of a span's dirty hours alone, as `cellsOf` has them by the hour; undefined where none is dirty. */
export function dirtyHourCells(
  { from, to }: UsagePiece,
  filter: UsageFilter,
  dirtyHours: readonly number[],
): Prisma.Sql | undefined {
  const dirty = within({ from, to }, dirtyHours);
  if (dirty.length === 0) return undefined;
  const where = filterSql(filter);
  const backfilled = Prisma.sql`SELECT ${cellColumns}, hour AS at, n FROM usage_hours
    WHERE ${where} AND source <> ${SUM_SOURCE}::uuid AND hour = ANY(${timeArrayLiteral(dirty)}::timestamptz[])`;
  return Prisma.sql`${backfilled} UNION ALL ${furthestCells('HOUR', from, to, where, dirty)}`;
}

/**
 * Cells by the hour or its quarters. Rows of sources that counted by themselves, backfills, are always as they are: no
 * minutes stand behind them.
 */
function hourCells(
  grain: Exclude<Grain, 'MINUTE' | 'DAY'>,
  from: number,
  to: number,
  where: Prisma.Sql,
  dirty: readonly number[],
): Prisma.Sql[] {
  const row = HOUR_ROWS[grain];
  const cells = Prisma.sql`SELECT ${cellColumns}, ${row.at} AS at, ${row.n} AS n FROM ${row.from}
    WHERE ${where} AND ${hoursIn(grain, from, to)}`;
  if (dirty.length === 0) return [cells];
  const isClean = Prisma.sql`NOT hour = ANY(${timeArrayLiteral(dirty)}::timestamptz[])`;
  return [
    Prisma.sql`${cells} AND (source <> ${SUM_SOURCE}::uuid OR ${isClean})`,
    furthestCells(grain, from, to, where, dirty),
  ];
}

/** What was counted by minutes in dirty hours: from their sums or their minutes, whichever is further. */
function furthestCells(
  grain: Exclude<Grain, 'MINUTE' | 'DAY'>,
  from: number,
  to: number,
  where: Prisma.Sql,
  dirty: readonly number[],
): Prisma.Sql {
  const row = HOUR_ROWS[grain];
  const hours = Prisma.sql`${timeArrayLiteral(dirty)}::timestamptz[]`;
  const [first = from] = dirty;
  const end = (dirty.at(-1) ?? to) + HOUR_MS;
  const atOfMinute =
    grain === 'HOUR'
      ? Prisma.sql`date_trunc('hour', minute, 'UTC')`
      : Prisma.sql`date_bin('15 minutes', minute, 'epoch')`;
  return Prisma.sql`SELECT ${cellColumns}, at, max(n) AS n FROM (
      SELECT ${cellColumns}, ${row.at} AS at, ${row.n} AS n FROM ${row.from}
      WHERE ${where} AND ${hoursIn(grain, from, to)} AND source = ${SUM_SOURCE}::uuid AND hour = ANY(${hours})
      UNION ALL
      SELECT ${cellColumns}, ${atOfMinute} AS at, ${sumOfCounts} FROM usage_minutes
      WHERE ${where} AND ${between('minute', Math.max(from, first), Math.min(to, end))}
        AND date_trunc('hour', minute, 'UTC') = ANY(${hours})
      GROUP BY ${cellColumns}, 5
    ) AS known GROUP BY ${cellColumns}, at`;
}

/** A range by quarters may begin and end within an hour. */
function hoursIn(grain: Exclude<Grain, 'MINUTE' | 'DAY'>, from: number, to: number): Prisma.Sql {
  const hours = between('hour', floor(from, HOUR_MS), to);
  if (grain === 'HOUR') return hours;
  const { at, n } = HOUR_ROWS[grain];
  return Prisma.sql`${hours} AND ${n} <> 0 AND ${betweenOf(at, from, to)}`;
}

function floor(at: number, span: number): number {
  return Math.floor(at / span) * span;
}

/** SQL for a time column in a half-open span of Unix milliseconds. */
export function between(column: 'minute' | 'hour' | 'day', from: number, to: number): Prisma.Sql {
  return betweenOf(Prisma.raw(column), from, to);
}

function betweenOf(column: Prisma.Sql, from: number, to: number): Prisma.Sql {
  return Prisma.sql`${column} >= ${new Date(from)}::timestamptz AND ${column} < ${new Date(to)}::timestamptz`;
}

/** SQL for what a filter leaves of a usage table. */
export function filterSql(filter: UsageFilter): Prisma.Sql {
  const { workspaceId, keyIds, serverIds, endpoints, measures } = filter;
  const keys = keyConditions(filter);
  return every([
    Prisma.sql`workspace_id = ${workspaceId}::uuid`,
    keyIds && Prisma.sql`key_id = ANY(${arrayLiteral(keyIds)}::uuid[])`,
    keys.length > 0 &&
      Prisma.sql`key_id IN (SELECT id FROM keys k
        WHERE k.workspace_id = ${workspaceId}::uuid AND ${Prisma.join(keys, ' AND ')})`,
    serverIds && Prisma.sql`server_id = ANY(${arrayLiteral(serverIds)}::uuid[])`,
    endpoints && Prisma.sql`endpoint = ANY(${textArrayLiteral(endpoints)}::text[])`,
    measures && Prisma.sql`measure = ANY(${arrayLiteral(measures)}::smallint[])`,
  ]);
}

function keyConditions({ workspaceId, ownerIds, environments, metadata }: UsageFilter): Prisma.Sql[] {
  return [
    ownerIds && Prisma.sql`k.owner_id = ANY(${arrayLiteral(ownerIds)}::uuid[])`,
    environments && Prisma.sql`k.environment = ANY(${textArrayLiteral(environments)}::text[])`,
    metadata && hasMetadata(workspaceId, metadata),
  ].filter((condition) => condition !== undefined);
}
