import type { Grouping, UsageDimension } from '../core/usage/dimension.ts';
import { isRegular, piecesOf, type UsageRange } from '../core/usage/range.ts';
import { timeArrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import { cellsOf, type UsageFilter } from './usage-query.ts';

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

/**
 * SQL for one pass over the cells of a range: sums by the given columns and step (`at`), and those of each latency bucket
 * (`latency`) without a step, which count responses as requests. Counts are added as float8, exact up to 2^53: half the
 * time of bigint, whose sums are numeric. `tail` joins what they are told apart by, or narrows them.
 */
export function passOver(query: SumQuery, columns: readonly Prisma.Sql[], tail: Prisma.Sql): Prisma.Sql {
  const { range, filter, dirty, grouping } = query;
  const cells = Prisma.join(
    piecesOf(range).map((piece) => cellsOf(piece, filter, dirty)),
    ' UNION ALL ',
  );
  const at = isRegular(range) ? Prisma.sql`at` : bucketSql(range);
  const keys = grouping.by.some((dimension) => OF_KEYS.has(dimension))
    ? Prisma.sql`LEFT JOIN keys k ON k.id = cells.key_id`
    : Prisma.empty;
  const grouped = [
    ...columns,
    Prisma.sql`CASE WHEN measure < 64 THEN ${at} END AS at`,
    Prisma.sql`CASE WHEN measure >= 64 THEN measure END::int AS latency`,
  ];
  const places = Prisma.raw(grouped.map((_, index) => index + 1).join(', '));
  return Prisma.sql`SELECT ${Prisma.join(grouped)},
      coalesce(sum(cells.n::float8) FILTER (WHERE measure < 32 OR measure >= 64), 0) AS requests,
      coalesce(sum(cells.n::float8) FILTER (WHERE measure BETWEEN 1 AND 31), 0) AS denied,
      coalesce(sum(cells.n::float8) FILTER (WHERE measure = 32), 0) AS client_errors,
      coalesce(sum(cells.n::float8) FILTER (WHERE measure = 33), 0) AS server_errors,
      coalesce(sum(cells.n::float8) FILTER (WHERE measure = 34), 0) AS bytes
    FROM (${cells}) AS cells ${keys} ${tail} GROUP BY ${places}`;
}

/** The place of a step from 1 on. Where each step is one cell's span, it is only looked up for the sums. */
export function stepOf({ range }: SumQuery): Prisma.Sql {
  return isRegular(range) ? bucketSql(range) : Prisma.sql`at`;
}

function bucketSql({ steps }: UsageRange): Prisma.Sql {
  if (steps.length === 1) return Prisma.sql`1`;
  return Prisma.sql`width_bucket(at, ${timeArrayLiteral(steps)}::timestamptz[])`;
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
