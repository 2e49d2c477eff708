import { wholeSteps } from '../src/core/usage/range.ts';
import { groupsStatement } from '../src/storage/usage-sums.ts';
import { postRequest } from './load.ts';
import type { SeededUsage } from './seed-usage.ts';

/** Requests of 1,000 keys, hour by hour, as a dashboard asks for them. */
const KEYWATCH = `
  query Hours($workspaceId: ID!, $from: DateTime!, $to: DateTime!, $keyIds: [ID!]) {
    usage(workspaceId: $workspaceId, from: $from, to: $to, granularity: HOUR, filter: { keyIds: $keyIds }) {
      completeThrough
      totals { requests denied clientErrors serverErrors bytes p50Ms p95Ms p99Ms }
      groups { series { at requests denied clientErrors serverErrors bytes } }
    }
  }`;

/** The same sums of PostGraphile, through a function in SQL: without one it would have to hand out ten million rows. */
const postgraphileQuery = (field: string) => `
  query Hours($workspaceId: UUID!, $from: Datetime!, $to: Datetime!, $keyIds: [UUID!]!) {
    ${field}(workspace: $workspaceId, since: $from, before: $to, keyIds: $keyIds) {
      nodes { step latency requests denied clientErrors serverErrors bytes }
    }
  }`;

function variablesOf({ workspaceId, from, to, keyIds }: SeededUsage) {
  return { workspaceId, from: new Date(from).toISOString(), to: new Date(to).toISOString(), keyIds };
}

export function keywatchUsage(seeded: SeededUsage): Buffer {
  const body = { query: KEYWATCH, variables: variablesOf(seeded) };
  return postRequest('/graphql', body, { authorization: `Bearer ${seeded.session}` });
}

/** Asks for the sums that Keywatch reads, or for those of all cells. */
export function postgraphileUsage(seeded: SeededUsage, field: 'benchUsage' | 'benchCells'): Buffer {
  return postRequest('/graphql', { query: postgraphileQuery(field), variables: variablesOf(seeded) });
}

/** The statement that Keywatch sends for it. */
export function usageStatement({ workspaceId, from, to, keyIds }: SeededUsage) {
  return groupsStatement({
    range: wholeSteps('HOUR', from, to),
    filter: { workspaceId, keyIds },
    dirty: [],
    grouping: { by: [] },
    groups: [[]],
  });
}

const RESULT = `
  RETURNS TABLE (step timestamptz, latency int, requests float8, denied float8, client_errors float8, server_errors float8, bytes float8)
  LANGUAGE plpgsql STABLE PARALLEL SAFE`;

/**
 * The functions that PostGraphile calls, planned for the arguments of each call: one knows all that Keywatch does of its
 * tables, that keys have rows of their own by the hour and latencies are summed by the day; the other sums all cells by the
 * hour.
 */
export const BENCH_FUNCTIONS = `
  CREATE FUNCTION bench_usage(workspace uuid, since timestamptz, before timestamptz, key_ids uuid[]) ${RESULT} AS $$
  DECLARE
    first timestamptz := date_trunc('day', since + interval '1 day' - interval '1 ms', 'UTC');
    last timestamptz := date_trunc('day', before, 'UTC');
  BEGIN
    RETURN QUERY EXECUTE $sql$
      SELECT hour, NULL::int, sum(requests::float8), sum(denied::float8), sum(client_errors::float8), sum(server_errors::float8),
        sum(bytes::float8)
      FROM usage_key_hours WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 AND key_id = ANY ($4) GROUP BY 1
      UNION ALL SELECT NULL, measure::int, sum(n::float8), 0, 0, 0, 0 FROM usage_hours
      WHERE workspace_id = $1 AND hour >= $2 AND hour < $5 AND key_id = ANY ($4) AND measure >= 64 GROUP BY 2
      UNION ALL SELECT NULL, measure::int, sum(n::float8), 0, 0, 0, 0 FROM usage_days
      WHERE workspace_id = $1 AND day >= $5 AND day < $6 AND key_id = ANY ($4) AND measure >= 64 GROUP BY 2
      UNION ALL SELECT NULL, measure::int, sum(n::float8), 0, 0, 0, 0 FROM usage_hours
      WHERE workspace_id = $1 AND hour >= $6 AND hour < $3 AND key_id = ANY ($4) AND measure >= 64 GROUP BY 2
    $sql$ USING workspace, since, before, key_ids, first, last;
  END $$;
  CREATE FUNCTION bench_cells(workspace uuid, since timestamptz, before timestamptz, key_ids uuid[]) ${RESULT} AS $$
  BEGIN
    RETURN QUERY EXECUTE $sql$
      SELECT CASE WHEN measure < 64 THEN hour END, CASE WHEN measure >= 64 THEN measure END::int,
        coalesce(sum(n::float8) FILTER (WHERE measure < 32 OR measure >= 64), 0),
        coalesce(sum(n::float8) FILTER (WHERE measure BETWEEN 1 AND 31), 0),
        coalesce(sum(n::float8) FILTER (WHERE measure = 32), 0), coalesce(sum(n::float8) FILTER (WHERE measure = 33), 0),
        coalesce(sum(n::float8) FILTER (WHERE measure = 34), 0)
      FROM usage_hours
      WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 AND key_id = ANY ($4) GROUP BY 1, 2
    $sql$ USING workspace, since, before, key_ids;
  END $$`;
