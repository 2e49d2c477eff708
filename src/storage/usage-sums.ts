import { z } from 'zod';
import type { UsageRange } from '../core/usage/range.ts';
import type { UsageSum } from '../core/usage/report.ts';
import { Prisma } from './generated/client.ts';
import type { Db } from './tenancy.ts';
import { cellsOf, type UsageFilter } from './usage-query.ts';

export const USAGE_DIMENSIONS = ['KEY', 'SERVER', 'ENDPOINT', 'CODE'] as const;

export type UsageDimension = (typeof USAGE_DIMENSIONS)[number];

/** Stands in `code` for what gateways report: it is not known by decision, so it is in the totals and in no group. */
const UNCODED = -1;
/** The rank of the row that says how many groups there are. */
const COUNT_RANK = -1;

const rowSchema = z.object({
  rank: z.int(),
  key_id: z.string(),
  server_id: z.string(),
  endpoint: z.string(),
  code: z.int(),
  at: z.date().nullable(),
  latency: z.int().nullable(),
  requests: z.number(),
  denied: z.number(),
  client_errors: z.number(),
  server_errors: z.number(),
  bytes: z.number(),
});

/**
 * Sums the cells of a range in one statement: by step for the `groupsMax` groups with most requests, and over all groups
 * (rank 0). The one pass over the cells takes most of the time; everything after it works on their sums.
 */
export async function sumUsage(
  db: Db,
  query: {
    readonly range: UsageRange;
    readonly filter: UsageFilter;
    readonly dirty: readonly number[];
    readonly groupBy: readonly UsageDimension[];
    readonly groupsMax: number;
  },
): Promise<{ sums: UsageSum[]; groupCount: number }> {
  const { passed, named } = groupColumns(query.groupBy);
  const rows = await db.$queryRaw`
    WITH cells AS (${cellsOf(query.range, query.filter, query.dirty)}), sums AS MATERIALIZED (
      SELECT ${passed}, sum(n) AS n FROM cells GROUP BY ${passed}
    ), named AS (
      SELECT ${named}, at, measure, n FROM sums
    ), points AS MATERIALIZED (
      SELECT key_id, server_id, endpoint, code, at,
        coalesce(sum(n) FILTER (WHERE measure < 32), 0)::float8 AS requests,
        coalesce(sum(n) FILTER (WHERE measure BETWEEN 1 AND 31), 0)::float8 AS denied,
        coalesce(sum(n) FILTER (WHERE measure = 32), 0)::float8 AS client_errors,
        coalesce(sum(n) FILTER (WHERE measure = 33), 0)::float8 AS server_errors,
        coalesce(sum(n) FILTER (WHERE measure = 34), 0)::float8 AS bytes
      FROM named WHERE measure < 64 GROUP BY key_id, server_id, endpoint, code, at
    ), ranked AS MATERIALIZED (
      SELECT key_id, server_id, endpoint, code,
        row_number() OVER (ORDER BY sum(requests) DESC, key_id, server_id, endpoint, code)::int AS rank
      FROM points WHERE code <> ${UNCODED}::int GROUP BY key_id, server_id, endpoint, code
    ), told AS (SELECT * FROM ranked WHERE rank <= ${query.groupsMax}::int)
    SELECT rank, key_id, server_id, endpoint, code, at, NULL::int AS latency,
      requests, denied, client_errors, server_errors, bytes
    FROM points JOIN told USING (key_id, server_id, endpoint, code)
    UNION ALL SELECT rank, key_id, server_id, endpoint, code, NULL, measure::int, sum(n)::float8, 0, 0, 0, 0
    FROM named JOIN told USING (key_id, server_id, endpoint, code)
    WHERE measure >= 64 GROUP BY rank, key_id, server_id, endpoint, code, measure
    UNION ALL SELECT 0, '', '', '', 0, NULL, NULL, coalesce(sum(requests), 0), coalesce(sum(denied), 0),
      coalesce(sum(client_errors), 0), coalesce(sum(server_errors), 0), coalesce(sum(bytes), 0) FROM points
    UNION ALL SELECT 0, '', '', '', 0, NULL, measure::int, sum(n)::float8, 0, 0, 0, 0
    FROM sums WHERE measure >= 64 GROUP BY measure
    UNION ALL SELECT ${COUNT_RANK}::int, '', '', '', 0, NULL, NULL, count(*)::float8, 0, 0, 0, 0 FROM ranked`;
  const parsed = z.array(rowSchema).parse(rows);
  return {
    sums: parsed.filter(({ rank }) => rank !== COUNT_RANK).map((row) => toSum(row, query.groupBy)),
    groupCount: parsed.find(({ rank }) => rank === COUNT_RANK)?.requests ?? 0,
  };
}

/** What is not grouped by costs nothing in the pass over the cells, and is named by a constant after it. */
function groupColumns(groupBy: readonly UsageDimension[]): { passed: Prisma.Sql; named: Prisma.Sql } {
  const columns = [
    ['KEY', 'key_id'],
    ['SERVER', 'server_id'],
    ['ENDPOINT', 'endpoint'],
  ] as const;
  const grouped = columns.filter(([dimension]) => groupBy.includes(dimension)).map(([, column]) => column);
  const named = columns.map(([, column]) =>
    Prisma.raw(grouped.includes(column) ? `${column}::text` : `''::text AS ${column}`),
  );
  const code = groupBy.includes('CODE')
    ? Prisma.sql`CASE WHEN measure < 32 THEN measure::int ELSE ${UNCODED}::int END AS code`
    : Prisma.sql`0 AS code`;
  return {
    passed: Prisma.raw([...grouped, 'at', 'measure'].join(', ')),
    named: Prisma.join([...named, code]),
  };
}

function toSum(row: z.infer<typeof rowSchema>, groupBy: readonly UsageDimension[]): UsageSum {
  const where = <Value>(dimension: UsageDimension, value: Value) =>
    groupBy.includes(dimension) ? value : null;
  return {
    rank: row.rank,
    group: {
      keyId: where('KEY', row.key_id),
      serverId: where('SERVER', row.server_id),
      endpoint: where('ENDPOINT', row.endpoint),
      code: where('CODE', row.code),
    },
    at: row.at?.getTime() ?? null,
    latency: row.latency,
    counts: {
      requests: row.requests,
      denied: row.denied,
      clientErrors: row.client_errors,
      serverErrors: row.server_errors,
      bytes: row.bytes,
    },
  };
}
