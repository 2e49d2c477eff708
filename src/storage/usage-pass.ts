import type { Grouping, UsageDimension } from '../core/usage/dimension.ts';
import { inOneStep, isRegular, piecesOf, type UsageRange } from '../core/usage/range.ts';
import { timeArrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import { isOfKeys, keyCountPartsOf } from './usage-key-hours.ts';
import { cellPartsOf, type UsageFilter } from './usage-query.ts';

/** Which cells are summed, and by what. */
export interface SumQuery {
  readonly range: UsageRange;
  readonly filter: UsageFilter;
  /** Hours that wait to be summed, in Unix milliseconds; read before. */
  readonly dirty: readonly number[];
  readonly grouping: Grouping;
}

/** What each row of a pass has besides its group and `at`. */
export const MEASURES = Prisma.sql`latency, requests, denied, client_errors, server_errors, bytes`;

/** What is joined to the cells to tell them apart, and whether their latencies are left out. */
export interface PassOptions {
  readonly join?: Prisma.Sql;
  readonly countsOnly?: boolean;
}

/**
 * SQL for the cells of a range: sums by the given columns and step (`at`), and those of each latency bucket (`latency`)
 * without a step, which count responses as requests. Rows of the same columns, step and latency add up: each part is summed
 * by itself. Counts are added as float8, exact up to 2^53: half the time of bigint, whose sums are numeric. What is known of
 * keys as a whole is read by the hour from their rows, and latencies, of which only sums of the range are told, from days: a
 * quarter of the time that all cells take (1,000 keys, 30 days by hour).
 */
export function passOver(
  query: SumQuery,
  columns: readonly Prisma.Sql[],
  { join = Prisma.empty, countsOnly = false }: PassOptions = {},
): Prisma.Sql {
  const pass = { query, columns, tail: Prisma.sql`${joinKeys(query.grouping)} ${join}` };
  const { range, filter, grouping } = query;
  const sums = isOfKeys(range, filter, grouping)
    ? [...partsOf(query, keyCountPartsOf).map(countsOf(pass)), ...(countsOnly ? [] : latencySums(pass))]
    : partsOf(query, cellPartsOf).map(sumsOf(pass, countsOnly));
  return Prisma.join(sums, ' UNION ALL ');
}

interface Pass {
  readonly query: SumQuery;
  readonly columns: readonly Prisma.Sql[];
  readonly tail: Prisma.Sql;
}

/** Counts and latencies of cells. */
function sumsOf({ query, columns, tail }: Pass, countsOnly: boolean): (cells: Prisma.Sql) => Prisma.Sql {
  const grouped = [
    ...columns,
    Prisma.sql`CASE WHEN measure < 64 THEN ${atSql(query.range)} END AS at`,
    Prisma.sql`CASE WHEN measure >= 64 THEN measure END::int AS latency`,
  ];
  const where = countsOnly ? Prisma.sql`WHERE measure < 64` : Prisma.empty;
  return (cells) => Prisma.sql`SELECT ${Prisma.join(grouped)},
      coalesce(sum(cells.n::float8) FILTER (WHERE measure < 32 OR measure >= 64), 0) AS requests,
      coalesce(sum(cells.n::float8) FILTER (WHERE measure BETWEEN 1 AND 31), 0) AS denied,
      coalesce(sum(cells.n::float8) FILTER (WHERE measure = 32), 0) AS client_errors,
      coalesce(sum(cells.n::float8) FILTER (WHERE measure = 33), 0) AS server_errors,
      coalesce(sum(cells.n::float8) FILTER (WHERE measure = 34), 0) AS bytes
    FROM (${cells}) AS cells ${tail} ${where} GROUP BY ${places(grouped.length)}`;
}

/** Counts of keys. */
function countsOf({ query, columns, tail }: Pass): (counts: Prisma.Sql) => Prisma.Sql {
  const grouped = [...columns, Prisma.sql`${atSql(query.range)} AS at`];
  return (counts) => Prisma.sql`SELECT ${Prisma.join(grouped)}, NULL::int AS latency,
      sum(requests::float8) AS requests, sum(denied::float8) AS denied, sum(client_errors::float8) AS client_errors,
      sum(server_errors::float8) AS server_errors, sum(bytes::float8) AS bytes
    FROM (${counts}) AS cells ${tail} GROUP BY ${places(grouped.length)}`;
}

/** Latencies over the whole range. */
function latencySums({ query, columns, tail }: Pass): Prisma.Sql[] {
  const at = isRegular(query.range) ? Prisma.sql`NULL::timestamptz AS at` : Prisma.sql`NULL::int AS at`;
  const grouped = [...columns, at, Prisma.sql`measure::int AS latency`];
  return partsOf({ ...query, range: inOneStep(query.range) }, cellPartsOf).map(
    (cells) => Prisma.sql`SELECT ${Prisma.join(grouped)}, sum(cells.n::float8), 0, 0, 0, 0
      FROM (${cells}) AS cells ${tail} WHERE measure >= 64 GROUP BY ${places(grouped.length)}`,
  );
}

function partsOf({ range, filter, dirty }: SumQuery, read: typeof cellPartsOf): Prisma.Sql[] {
  return piecesOf(range).flatMap((piece) => read(piece, filter, dirty));
}

/** SQL for the first columns of a select list. */
function places(count: number): Prisma.Sql {
  return Prisma.raw(Array.from({ length: count }, (_, index) => index + 1).join(', '));
}

/** The place of a step from 1 on. Where each step is one cell's span, it is only looked up for the sums. */
export function stepOf({ range }: SumQuery): Prisma.Sql {
  return isRegular(range) ? bucketSql(range) : Prisma.sql`at`;
}

/** What a cell's `at` becomes: its step, or itself where each step is one cell's span. */
function atSql(range: UsageRange): Prisma.Sql {
  return isRegular(range) ? Prisma.sql`at` : bucketSql(range);
}

function bucketSql({ steps }: UsageRange): Prisma.Sql {
  if (steps.length === 1) return Prisma.sql`1`;
  return Prisma.sql`width_bucket(at, ${timeArrayLiteral(steps)}::timestamptz[])`;
}

function joinKeys({ by }: Grouping): Prisma.Sql {
  const asked = by.some((dimension) => OF_KEYS.has(dimension));
  return asked ? Prisma.sql`LEFT JOIN keys k ON k.id = cells.key_id` : Prisma.empty;
}

const OF_KEYS: ReadonlySet<UsageDimension> = new Set(['ENVIRONMENT', 'OWNER', 'METADATA']);

/** Stands in for the decision of what gateways report, which is not known by decision: it is in no group but the rest. */
export const UNCODED = '-1';

const DIMENSIONS: Readonly<Record<Exclude<UsageDimension, 'METADATA'>, Prisma.Sql>> = {
  KEY: Prisma.sql`cells.key_id`,
  SERVER: Prisma.sql`server_id`,
  ENDPOINT: Prisma.sql`endpoint`,
  CODE: Prisma.raw(`CASE WHEN measure < 32 THEN measure ELSE ${UNCODED} END`),
  ENVIRONMENT: Prisma.sql`coalesce(k.environment, '')`,
  OWNER: Prisma.sql`coalesce(k.owner_id::text, '')`,
};

/** SQL for what a cell is grouped by, in the order of the grouping. */
export function dimensionsSql({ by, metadata = '' }: Grouping): Prisma.Sql[] {
  // What is in the metadata begins with "=", so that a text without characters is told from none.
  const ofMetadata = Prisma.sql`coalesce('=' || (k.metadata ->> ${metadata}::text), '')`;
  return by.map((dimension) => (dimension === 'METADATA' ? ofMetadata : DIMENSIONS[dimension]));
}

/** The type in Postgres of what a dimension's SQL gives. */
export function typeOf(dimension: UsageDimension): 'uuid' | 'int' | 'text' {
  if (dimension === 'KEY' || dimension === 'SERVER') return 'uuid';
  return dimension === 'CODE' ? 'int' : 'text';
}
