import { arrayLiteral, textArrayLiteral, timeArrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import type { Db } from './tenancy.ts';
import { quarterSums, sumOfCounts } from './usage-summary.ts';

/** A usage cell's absolute value. `at` is the start of its minute or quarter of an hour in Unix milliseconds. */
export interface UsageRow {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly at: number;
  readonly serverId: string;
  readonly endpoint: string;
  readonly measure: number;
  readonly source: string;
  readonly n: number;
}

/** A source cell's absolute value: how often a key was seen from an address or with a user agent. */
export interface SeenRow {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly at: number;
  readonly kind: 'ip' | 'ua';
  readonly value: string;
  readonly source: string;
  readonly n: number;
}

/*
 * All of these write absolute values that only grow, so they can be repeated and may overtake each other. Rows come
 * sorted by primary key, each key once: that keeps the index pages warm and two writers from a deadlock. An unchanged
 * row costs a look-up and no write. They are statements for `writeLocked`, but touchKeys.
 */

/** Stores cells of minutes; their partitions have to be there. About 12 µs a new row. */
export function upsertUsageMinutes(rows: readonly UsageRow[]): Prisma.Sql {
  const c = usageColumns(rows);
  return Prisma.sql`
    INSERT INTO usage_minutes (workspace_id, key_id, minute, server_id, endpoint, measure, source, n)
    SELECT * FROM unnest(${c.workspaceId}::uuid[], ${c.keyId}::uuid[], ${c.at}::timestamptz[], ${c.serverId}::uuid[],
      ${c.endpoint}::text[], ${c.measure}::smallint[], ${c.source}::uuid[], ${c.n}::bigint[])
    ON CONFLICT (workspace_id, key_id, minute, server_id, endpoint, measure, source)
    DO UPDATE SET n = EXCLUDED.n WHERE EXCLUDED.n > usage_minutes.n`;
}

/**
 * Stores cells that were counted by the quarter of an hour, in the rows that their sources have for the hours; their
 * partitions have to be there.
 */
export function upsertUsageHours(rows: readonly UsageRow[]): Prisma.Sql {
  const c = usageColumns(rows);
  return Prisma.sql`
    INSERT INTO usage_hours AS old (workspace_id, key_id, hour, server_id, endpoint, measure, source, n, n2, n3, n4)
    SELECT w, k, hour, s, e, m, source, ${sumOfCounts}, ${quarterSums('quarter')}
    FROM (
      SELECT w, k, date_trunc('hour', at, 'UTC') AS hour, s, e, m, source, n,
        extract(epoch FROM at)::bigint / 900 % 4 + 1 AS quarter
      FROM unnest(${c.workspaceId}::uuid[], ${c.keyId}::uuid[], ${c.at}::timestamptz[], ${c.serverId}::uuid[],
        ${c.endpoint}::text[], ${c.measure}::smallint[], ${c.source}::uuid[], ${c.n}::bigint[]) AS cell(w, k, at, s, e, m, source, n)
    ) AS cells
    GROUP BY w, k, hour, s, e, m, source
    ORDER BY w, k, hour, s, e, m, source
    ON CONFLICT (workspace_id, key_id, hour, server_id, endpoint, measure, source)
    DO UPDATE SET n2 = GREATEST(old.n2, EXCLUDED.n2), n3 = GREATEST(old.n3, EXCLUDED.n3), n4 = GREATEST(old.n4, EXCLUDED.n4),
      n = LEAST(9223372036854775807, GREATEST(old.n::numeric - old.n2 - old.n3 - old.n4, EXCLUDED.n::numeric - EXCLUDED.n2 - EXCLUDED.n3 - EXCLUDED.n4)
        + GREATEST(old.n2, EXCLUDED.n2) + GREATEST(old.n3, EXCLUDED.n3) + GREATEST(old.n4, EXCLUDED.n4))::bigint
    WHERE EXCLUDED.n2 > old.n2 OR EXCLUDED.n3 > old.n3 OR EXCLUDED.n4 > old.n4
      OR EXCLUDED.n::numeric - EXCLUDED.n2 - EXCLUDED.n3 - EXCLUDED.n4 > old.n::numeric - old.n2 - old.n3 - old.n4`;
}

/** Stores source cells of minutes; their partitions have to be there. */
export function upsertSeenMinutes(rows: readonly SeenRow[]): Prisma.Sql {
  const c = seenColumns(rows);
  return Prisma.sql`
    INSERT INTO usage_source_minutes (workspace_id, key_id, minute, kind, value, source, n)
    SELECT * FROM unnest(${c.workspaceId}::uuid[], ${c.keyId}::uuid[], ${c.at}::timestamptz[], ${c.kind}::text[],
      ${c.value}::text[], ${c.source}::uuid[], ${c.n}::bigint[])
    ON CONFLICT (workspace_id, key_id, minute, kind, value, source)
    DO UPDATE SET n = EXCLUDED.n WHERE EXCLUDED.n > usage_source_minutes.n`;
}

/**
 * Stores source cells that were counted by the quarter of an hour, in their days. A day has many of them of one source, so
 * `source` has to differ from quarter to quarter (sourceOfQuarter).
 */
export function upsertSeenHours(rows: readonly SeenRow[]): Prisma.Sql {
  const c = seenColumns(rows);
  return Prisma.sql`
    INSERT INTO usage_source_days (workspace_id, key_id, day, kind, value, source, n, first_minute, last_minute)
    SELECT w, k, date_trunc('day', at, 'UTC'), kind, value, source, n, at, at
    FROM unnest(${c.workspaceId}::uuid[], ${c.keyId}::uuid[], ${c.at}::timestamptz[], ${c.kind}::text[],
      ${c.value}::text[], ${c.source}::uuid[], ${c.n}::bigint[]) AS cell(w, k, at, kind, value, source, n)
    ON CONFLICT (workspace_id, key_id, day, kind, value, source)
    DO UPDATE SET n = EXCLUDED.n WHERE EXCLUDED.n > usage_source_days.n`;
}

/**
 * Marks hours (their starts in Unix milliseconds) whose cells change in this transaction, sorted by workspace and hour.
 * The mark is the transaction's id: no other marking has the same, so a summing that raced with this one sees it.
 */
export function markDirtyHours(
  hours: readonly { readonly workspaceId: string; readonly at: number }[],
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO usage_dirty_hours (workspace_id, hour, mark)
    SELECT w, hour, pg_current_xact_id()::text::bigint
    FROM unnest(${arrayLiteral(hours.map(({ workspaceId }) => workspaceId))}::uuid[],
      ${timeArrayLiteral(hours.map(({ at }) => at))}::timestamptz[]) AS dirty(w, hour)
    ON CONFLICT (workspace_id, hour) DO UPDATE SET mark = EXCLUDED.mark`;
}

/** Notes when keys were last used, never backwards. Times are starts of minutes, so a key is written once a minute. */
export async function touchKeys(
  db: Db,
  uses: readonly { readonly keyId: string; readonly at: number }[],
): Promise<void> {
  await db.$executeRaw`
    WITH used AS (
      SELECT * FROM unnest(${arrayLiteral(uses.map(({ keyId }) => keyId))}::uuid[],
        ${timeArrayLiteral(uses.map(({ at }) => at))}::timestamptz[]) AS used(id, at)
    ), stale AS (
      SELECT keys.id, used.at FROM keys JOIN used USING (id)
      WHERE keys.last_used_at IS NULL OR keys.last_used_at < used.at
      ORDER BY keys.id FOR NO KEY UPDATE OF keys
    )
    UPDATE keys SET last_used_at = stale.at FROM stale WHERE keys.id = stale.id`;
}

function usageColumns(rows: readonly UsageRow[]) {
  return {
    workspaceId: arrayLiteral(rows.map((row) => row.workspaceId)),
    keyId: arrayLiteral(rows.map((row) => row.keyId)),
    at: timeArrayLiteral(rows.map((row) => row.at)),
    serverId: arrayLiteral(rows.map((row) => row.serverId)),
    endpoint: textArrayLiteral(rows.map((row) => row.endpoint)),
    measure: arrayLiteral(rows.map((row) => row.measure)),
    source: arrayLiteral(rows.map((row) => row.source)),
    n: arrayLiteral(rows.map((row) => row.n)),
  };
}

function seenColumns(rows: readonly SeenRow[]) {
  return {
    workspaceId: arrayLiteral(rows.map((row) => row.workspaceId)),
    keyId: arrayLiteral(rows.map((row) => row.keyId)),
    at: timeArrayLiteral(rows.map((row) => row.at)),
    kind: arrayLiteral(rows.map((row) => row.kind)),
    value: textArrayLiteral(rows.map((row) => row.value)),
    source: arrayLiteral(rows.map((row) => row.source)),
    n: arrayLiteral(rows.map((row) => row.n)),
  };
}
