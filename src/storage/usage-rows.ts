import { DECISION_CODES } from '../core/decision.ts';
import { NO_SERVER } from '../core/usage/cell.ts';
import type { UsageDimension } from '../core/usage/dimension.ts';
import type { UsageCounts } from '../core/usage/report.ts';
import { Prisma } from './generated/client.ts';
import { dimensionsSql, passOver, type SumQuery, stepOf } from './usage-pass.ts';

/** The statement for all groups of a range step by step, those without counts left out, in their order. */
export function usageRowsStatement(query: SumQuery): Prisma.Sql {
  const names = query.grouping.by.map((_, place) => Prisma.raw(`g${place}`));
  const columns = dimensionsSql(query.grouping).map(
    (sql, place) => Prisma.sql`${sql} AS ${names[place] ?? Prisma.empty}`,
  );
  const values =
    names.length === 0
      ? Prisma.sql`'{}'::text[]`
      : Prisma.sql`ARRAY[${Prisma.join(names.map((name) => Prisma.sql`${name}::text`))}]`;
  const order = Prisma.join([Prisma.sql`at`, ...names.map((name) => Prisma.sql`${name}::text COLLATE "C"`)]);
  const groups = Prisma.join([Prisma.sql`at`, ...names]);
  return Prisma.sql`SELECT ${values} AS values, ${stepOf(query)} AS step, sum(requests) AS requests, sum(denied) AS denied,
      sum(client_errors) AS "clientErrors", sum(server_errors) AS "serverErrors", sum(bytes) AS bytes
    FROM (${passOver(query, columns, { countsOnly: true })}) AS sums GROUP BY ${groups} ORDER BY ${order}`;
}

/** A row of that statement. */
export interface UsageRowOfStep extends UsageCounts {
  readonly values: readonly string[];
  /** The place of the step in the range, from 1 on. */
  readonly step: number;
}

/** What a group's text says of its dimension; null where nothing is known. */
export function readValue(dimension: UsageDimension, value: string): string | null {
  if (dimension === 'CODE') return DECISION_CODES[Number(value)] ?? null;
  if (dimension === 'SERVER') return value === NO_SERVER ? null : value;
  if (dimension === 'METADATA') return value === '' ? null : value.slice(1);
  return dimension !== 'ENDPOINT' && value === '' ? null : value;
}
