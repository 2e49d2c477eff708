import type { Grouping, UsageDimension } from '../core/usage/dimension.ts';
import type { UsagePiece, UsageRange } from '../core/usage/range.ts';
import { timeArrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import { COUNTED } from './usage-key-hour-sums.ts';
import { between, cellPartsOf, dirtyHourCells, filterSql, type UsageFilter } from './usage-query.ts';

/** Tells whether a series by the hour asks for nothing that is not known of keys as a whole. */
export function isOfKeys(
  { grain }: Pick<UsageRange, 'grain'>,
  { serverIds, endpoints, measures }: UsageFilter,
  { by }: Grouping,
): boolean {
  const narrowed = serverIds ?? endpoints ?? measures;
  return grain === 'HOUR' && narrowed === undefined && by.every((dimension) => OF_KEYS.has(dimension));
}

const OF_KEYS: ReadonlySet<UsageDimension> = new Set(['KEY', 'ENVIRONMENT', 'OWNER', 'METADATA']);

/**
 * SQL for what keys did in each hour or day of a span, exact as `cellsOf` is, in parts that share no hour or day: clean hours
 * are read from usage_key_hours, a row for each key. Columns: key_id, at, requests, denied, client_errors, server_errors,
 * bytes. Rows of the same key and `at` add up.
 */
export function keyCountPartsOf(
  piece: UsagePiece,
  filter: UsageFilter,
  dirtyHours: readonly number[],
): Prisma.Sql[] {
  if (piece.grain !== 'HOUR') return cellPartsOf(piece, filter, dirtyHours).map(countsIn);
  const dirty = dirtyHourCells(piece, filter, dirtyHours);
  const clean = Prisma.sql`SELECT key_id, hour AS at, requests, denied, client_errors, server_errors, bytes
    FROM usage_key_hours WHERE ${filterSql(filter)} AND ${between('hour', piece.from, piece.to)}`;
  if (dirty === undefined) return [clean];
  const isClean = Prisma.sql`NOT hour = ANY(${timeArrayLiteral(dirtyHours)}::timestamptz[])`;
  return [Prisma.sql`${clean} AND ${isClean}`, countsIn(dirty)];
}

function countsIn(cells: Prisma.Sql): Prisma.Sql {
  const counts = COUNTED.map(([name, condition]) =>
    Prisma.raw(`CASE WHEN ${condition} THEN n ELSE 0 END AS ${name}`),
  );
  return Prisma.sql`SELECT key_id, at, ${Prisma.join(counts)} FROM (${cells}) AS tall WHERE measure < 64`;
}
