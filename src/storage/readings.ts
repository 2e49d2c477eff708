import type { Db } from './tenancy.ts';

/** What one key did in one minute. */
export interface MinuteReading {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly minute: Date;
  /** All decisions, refused ones too. */
  readonly requests: number;
  /** Client and server errors. */
  readonly errors: number;
  readonly denied: number;
  readonly distinctIps: number;
}

/**
 * The readings of all keys that were active in a minute. The BRIN index leads to the blocks of about that minute.
 */
export async function findReadings(db: Db, minute: Date): Promise<MinuteReading[]> {
  return await db.$queryRaw<MinuteReading[]>`
    WITH counted AS (
      SELECT workspace_id, key_id, minute,
        COALESCE(sum(n) FILTER (WHERE measure < 32), 0)::float8 AS requests,
        COALESCE(sum(n) FILTER (WHERE measure IN (32, 33)), 0)::float8 AS errors,
        COALESCE(sum(n) FILTER (WHERE measure BETWEEN 1 AND 31), 0)::float8 AS denied
      FROM usage_minutes WHERE minute = ${minute}::timestamptz GROUP BY workspace_id, key_id, minute
    ), seen AS (
      SELECT workspace_id, key_id, minute, count(DISTINCT value)::int AS ips
      FROM usage_source_minutes WHERE minute = ${minute}::timestamptz AND kind = 'ip'
      GROUP BY workspace_id, key_id, minute
    )
    SELECT workspace_id AS "workspaceId", key_id AS "keyId", minute, requests, errors, denied,
      COALESCE(ips, 0) AS "distinctIps"
    FROM counted LEFT JOIN seen USING (workspace_id, key_id, minute)
    ORDER BY key_id`;
}

/** The readings of one key in a span of time, its quiet minutes left out, in their order. Reads the primary key's index. */
export async function findKeyReadings(
  db: Db,
  span: { readonly workspaceId: string; readonly keyId: string; readonly from: Date; readonly before: Date },
): Promise<MinuteReading[]> {
  const { workspaceId, keyId, from, before } = span;
  return await db.$queryRaw<MinuteReading[]>`
    WITH counted AS (
      SELECT workspace_id, key_id, minute,
        COALESCE(sum(n) FILTER (WHERE measure < 32), 0)::float8 AS requests,
        COALESCE(sum(n) FILTER (WHERE measure IN (32, 33)), 0)::float8 AS errors,
        COALESCE(sum(n) FILTER (WHERE measure BETWEEN 1 AND 31), 0)::float8 AS denied
      FROM usage_minutes
      WHERE workspace_id = ${workspaceId}::uuid AND key_id = ${keyId}::uuid
        AND minute >= ${from}::timestamptz AND minute < ${before}::timestamptz
      GROUP BY workspace_id, key_id, minute
    ), seen AS (
      SELECT minute, count(DISTINCT value)::int AS ips
      FROM usage_source_minutes
      WHERE workspace_id = ${workspaceId}::uuid AND key_id = ${keyId}::uuid AND kind = 'ip'
        AND minute >= ${from}::timestamptz AND minute < ${before}::timestamptz
      GROUP BY minute
    )
    SELECT workspace_id AS "workspaceId", key_id AS "keyId", minute, requests, errors, denied,
      COALESCE(ips, 0) AS "distinctIps"
    FROM counted LEFT JOIN seen USING (minute)
    ORDER BY minute`;
}
