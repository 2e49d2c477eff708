import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Config } from '../src/config.ts';
import { makeTokenSecret } from '../src/core/access-token.ts';
import { hashSecret } from '../src/core/key/digest.ts';
import { DAY_MS, HOUR_MS } from '../src/core/usage/cell.ts';
import { SUM_SOURCE } from '../src/core/usage/source.ts';
import { storageOn } from '../src/storage/client.ts';
import { ensurePartitions } from '../src/storage/partitions.ts';
import { summariseKeyHours } from '../src/storage/usage-key-hour-sums.ts';

/** A workspace with usage, and the session of somebody who sees all of it. */
export interface SeededUsage {
  readonly workspaceId: string;
  readonly keyIds: readonly string[];
  readonly session: string;
  /** A span of whole hours, in Unix milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

export const DAYS = 30;
const KEYS = 1_000;
/** Partitions of months that the query has no business in. */
const MONTHS_BESIDE = 3;

/**
 * Fills a scratch database with sums of hours: 1,000 keys, each hour of 30 days, about `rows` rows, in the order in which
 * hours are summed, and with what is summed from them. Months before have some rows, too.
 */
export async function seedUsage(config: Config, rows: number, now: number): Promise<SeededUsage> {
  const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 2 });
  const storage = storageOn(pool);
  try {
    const to = Math.floor(now / HOUR_MS) * HOUR_MS;
    const from = to - DAYS * DAY_MS;
    const session = makeTokenSecret('SESSION', randomBytes);
    const { rows: made } = await pool.query<{ id: string }>(TENANT, [Buffer.from(hashSecret(session))]);
    const workspaceId = made[0]?.id ?? '';
    const keys = await pool.query<{ id: string }>(KEY_ROWS, [workspaceId, KEYS]);
    const first = from - MONTHS_BESIDE * DAYS * DAY_MS;
    const days = Array.from(
      { length: (to - first) / DAY_MS + 2 },
      (_, index) => new Date(first + index * DAY_MS),
    );
    await storage.transaction(async (db) => {
      for (const table of ['usage_hours', 'usage_key_hours'] as const)
        await ensurePartitions(db, table, days);
    });
    // An index is built faster than it is grown.
    await pool.query('ALTER TABLE usage_hours DROP CONSTRAINT usage_hours_pkey');
    const perHour = Math.max(1, Math.round(rows / (DAYS * 24 * KEYS)));
    const fill = async (since: number, before: number, each: number) =>
      (await pool.query(HOURS, [workspaceId, new Date(since), new Date(before), each, SUM_SOURCE]))
        .rowCount ?? 0;
    await fill(first, from, 0);
    const count = await fill(from, to, perHour);
    await pool.query(`SET maintenance_work_mem = '1GB'`);
    await pool.query(PRIMARY_KEY);
    await pool.query(SUMS_OF_DAYS, [workspaceId]);
    await summariseKeyHours(storage.prisma, workspaceId, { from: new Date(first), to: new Date(to) });
    await pool.query('VACUUM ANALYZE');
    return { workspaceId, keyIds: keys.rows.map(({ id }) => id), session, from, to, rows: count };
  } finally {
    await storage.close();
  }
}

const TENANT = `
  WITH person AS (
    INSERT INTO users (id, email, name, password_hash, created_at)
    VALUES (gen_random_uuid(), 'owner@example.com', 'Owner', 'none', now()) RETURNING id
  ), workspace AS (
    INSERT INTO workspaces (id, name, created_at) VALUES (gen_random_uuid(), 'Bench', now()) RETURNING id
  ), member AS (
    INSERT INTO memberships (workspace_id, user_id, role) SELECT workspace.id, person.id, 'OWNER' FROM workspace, person
  ), session AS (
    INSERT INTO access_tokens (id, kind, user_id, name, digest, expires_at, created_at)
    SELECT gen_random_uuid(), 'SESSION', id, 'bench', $1, now() + interval '1 day', now() FROM person
  )
  SELECT id FROM workspace`;

const KEY_ROWS = `
  INSERT INTO keys (id, workspace_id, owner_id, name, digest, pepper_version, prefix, last_four, created_at)
  SELECT gen_random_uuid(), $1::uuid, users.id, 'key ' || n, sha256(convert_to($1::text || n, 'UTF8')), 1, 'kw_', '0000', now()
  FROM generate_series(1, $2::int) n, users RETURNING id`;

/**
 * Each key has the given number of rows in an hour, spread over endpoints: requests, denied ones, errors, bytes and
 * buckets of latency. With 0, one row a day.
 */
const HOURS = `
  INSERT INTO usage_hours (workspace_id, key_id, hour, server_id, endpoint, measure, source, n, n2, n3, n4)
  SELECT $1::uuid, keys.id, hour, md5((cell.place / 7)::text)::uuid, 'tools/call:search_' || cell.place / 7,
    (ARRAY[0, 34, 84, 88, 92, 12, 33])[1 + cell.place % 7], $5::uuid, 40 + cell.n, 10, 10, 10
  FROM generate_series($2::timestamptz, $3::timestamptz - interval '1 hour', CASE $4::int WHEN 0 THEN interval '1 day' ELSE interval '1 hour' END) AS hour
  CROSS JOIN keys
  CROSS JOIN LATERAL (SELECT place, (hashtext(keys.id::text || place) & 1023) AS n FROM generate_series(0, greatest($4::int, 1) - 1) AS place) AS cell`;

/** As summariseDay does for one day. */
const SUMS_OF_DAYS = `
  INSERT INTO usage_days (workspace_id, key_id, day, server_id, endpoint, measure, n)
  SELECT workspace_id, key_id, date_trunc('day', hour, 'UTC') AS day, server_id, endpoint, measure, sum(n)
  FROM usage_hours WHERE workspace_id = $1 GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 3, 2`;

const PRIMARY_KEY = `
  ALTER TABLE usage_hours ADD CONSTRAINT usage_hours_pkey
  PRIMARY KEY (workspace_id, key_id, hour, server_id, endpoint, measure, source)`;
