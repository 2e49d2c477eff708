import type { Grouping } from '../core/usage/dimension.ts';
import { REST_RANK, type UsageSum } from '../core/usage/report.ts';
import { textArrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import type { Read } from './read.ts';
import { dimensionsSql, MEASURES, passOver, type SumQuery, stepOf, typeOf, UNCODED } from './usage-pass.ts';

/** How many groups are told; where `within` says so, of each value of the first dimension. */
export interface RankedQuery extends SumQuery {
  readonly groupsMax: number;
  readonly within?: boolean | undefined;
}

/** The rank of the row that says how many groups there are. */
const COUNT_RANK = -1;

/**
 * Sums the cells of a range for the `groupsMax` groups with most requests and for the rest, in one pass: sums of all groups
 * are kept until they are ranked, so the range should have few steps.
 */
export async function sumLargest(
  read: Read,
  query: RankedQuery,
): Promise<{ sums: UsageSum[]; groupCount: number }> {
  const rows = await read<Row>(largestStatement(query));
  return {
    sums: rows
      .filter(({ rank }) => rank !== COUNT_RANK)
      .map((row) => ({ ...toSum(row), values: row.values })),
    groupCount: rows.find(({ rank }) => rank === COUNT_RANK)?.requests ?? 0,
  };
}

/** Groups to be told: a text for each dimension. */
export type Groups = readonly (readonly string[])[];

/** The groups with most requests in a range, the largest first, and how many groups there are. */
export async function findLargest(
  read: Read,
  query: RankedQuery,
): Promise<{ groups: Groups; groupCount: number }> {
  const { grouping, groupsMax } = query;
  const names = Prisma.raw(namesOf(grouping).join(', '));
  const rows = await read<{ values: string[]; count: number }>(Prisma.sql`
    SELECT ARRAY[${textNames(grouping)}] AS values, (count(*) OVER ())::float8 AS count
    FROM (${passOver(query, namedDimensions(grouping), { countsOnly: true })}) AS passed WHERE ${isKnown(grouping)}
    GROUP BY ${names} ORDER BY sum(requests) DESC, ${textNames(grouping)} LIMIT ${groupsMax}::int`);
  return { groups: rows.map(({ values }) => values), groupCount: rows[0]?.count ?? 0 };
}

/** Sums the cells of a range for given groups, ranked from 1 on as they are given, and for the rest, in one pass. */
export async function sumGroups(
  read: Read,
  query: SumQuery & { readonly groups: Groups },
): Promise<UsageSum[]> {
  const rows = await read<Row>(groupsStatement(query));
  return rows.map((row) => ({
    ...toSum(row),
    values: row.rank === REST_RANK ? null : (query.groups[row.rank - 1] ?? []),
  }));
}

/** The statement of `sumGroups`. */
export function groupsStatement(query: SumQuery & { readonly groups: Groups }): Prisma.Sql {
  const { grouping, groups } = query;
  if (grouping.by.length === 0) {
    return Prisma.sql`SELECT 1 AS rank, ${stepOf(query)} AS step, ${MEASURES}
      FROM (${passOver(query, [])}) AS sums`;
  }
  const names = Prisma.raw(namesOf(grouping).join(', '));
  const columns = grouping.by.map((dimension, place) => {
    const values = textArrayLiteral(groups.map((group) => group[place] ?? ''));
    return Prisma.sql`${values}::${Prisma.raw(typeOf(dimension))}[]`;
  });
  const alike = dimensionsSql(grouping).map(
    (sql, place) => Prisma.sql`told.${Prisma.raw(`g${place}`)} = ${sql}`,
  );
  const told = Prisma.sql`LEFT JOIN unnest(${Prisma.join(columns)}) WITH ORDINALITY AS told (${names}, rank)
    ON ${Prisma.join(alike, ' AND ')}`;
  const rank = Prisma.raw(`coalesce(rank, ${REST_RANK})::int AS rank`);
  return Prisma.sql`SELECT rank, ${stepOf(query)} AS step, ${MEASURES} FROM (${passOver(query, [rank], { join: told })}) AS sums`;
}

function largestStatement(query: RankedQuery): Prisma.Sql {
  const { grouping, groupsMax } = query;
  if (grouping.by.length === 0) {
    return Prisma.sql`SELECT 1 AS rank, '{}'::text[] AS values, ${stepOf(query)} AS step, ${MEASURES}
      FROM (${passOver(query, [])}) AS sums`;
  }
  const names = Prisma.raw(namesOf(grouping).join(', '));
  const named = Prisma.raw(
    namesOf(grouping)
      .map((name) => `${name}::text AS ${name}`)
      .join(', '),
  );
  const apart = query.within === true ? Prisma.sql`PARTITION BY g0` : Prisma.empty;
  return Prisma.sql`WITH sums AS MATERIALIZED (
      SELECT ${named}, at, ${MEASURES} FROM (${passOver(query, namedDimensions(grouping))}) AS passed
    ), ranked AS MATERIALIZED (
      SELECT ${names}, row_number() OVER (${apart} ORDER BY sum(requests) DESC, ${names})::int AS rank
      FROM sums WHERE latency IS NULL AND ${isKnown(grouping)} GROUP BY ${names}
    ), told AS (SELECT * FROM ranked WHERE rank <= ${groupsMax}::int)
    SELECT rank, ARRAY[${names}] AS values, ${stepOf(query)} AS step, ${MEASURES} FROM sums JOIN told USING (${names})
    UNION ALL
    SELECT ${REST_RANK}::int, NULL, ${stepOf(query)}, latency, sum(requests), sum(denied), sum(client_errors), sum(server_errors), sum(bytes)
    FROM sums LEFT JOIN told USING (${names}) WHERE rank IS NULL GROUP BY at, latency
    UNION ALL SELECT ${COUNT_RANK}::int, NULL, NULL, NULL, count(*)::float8, 0, 0, 0, 0 FROM ranked`;
}

/** What is not known by code is in no group. */
function isKnown({ by }: Grouping): Prisma.Sql {
  const coded = by.indexOf('CODE');
  return coded === -1 ? Prisma.sql`true` : Prisma.raw(`g${coded}::text <> '${UNCODED}'`);
}

function namedDimensions(grouping: Grouping): Prisma.Sql[] {
  return dimensionsSql(grouping).map((sql, place) => Prisma.sql`${sql} AS ${Prisma.raw(`g${place}`)}`);
}

function textNames(grouping: Grouping): Prisma.Sql {
  return Prisma.raw(
    namesOf(grouping)
      .map((name) => `${name}::text`)
      .join(', '),
  );
}

function namesOf({ by }: Grouping): string[] {
  return by.map((_, place) => `g${place}`);
}

interface Row {
  readonly rank: number;
  readonly values: string[] | null;
  readonly step: number | null;
  readonly latency: number | null;
  readonly requests: number;
  readonly denied: number;
  readonly client_errors: number;
  readonly server_errors: number;
  readonly bytes: number;
}

function toSum(row: Row): Omit<UsageSum, 'values'> {
  return {
    rank: row.rank,
    step: row.step === null ? null : row.step - 1,
    latency: row.latency,
    requests: row.requests,
    denied: row.denied,
    clientErrors: row.client_errors,
    serverErrors: row.server_errors,
    bytes: row.bytes,
  };
}
