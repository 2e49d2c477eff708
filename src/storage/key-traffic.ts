import { SUM_SOURCE } from '../core/usage/source.ts';
import { arrayLiteral, textArrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import { type KeyFilter, keyCondition } from './key-filter.ts';
import type { Db } from './tenancy.ts';

/** Where the traffic of one key is read: by the minute from `minutesFrom` on, what is older by the hour or day. */
export interface TrafficSpan {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly from: Date;
  /** The start of a UTC day, such that no later cell was counted by the hour. */
  readonly minutesFrom: Date;
  readonly before: Date;
}

/** What a key did in a minute or an hour. */
interface TrafficRow {
  readonly at: Date;
  /** All decisions. */
  readonly requests: number;
  readonly letThrough: number;
  /** Decisions of the measures that were asked about. */
  readonly chosen: number;
}

/** The requests of a minute or a UTC day from addresses of which it was asked, and from addresses not told apart. */
interface AddressRow {
  readonly at: Date;
  readonly allowed: number;
  readonly unknown: number;
}

/** All that one key did, as one statement saw it. */
export interface KeyTraffic {
  readonly rows: readonly TrafficRow[];
  readonly addresses: readonly AddressRow[];
}

/**
 * The traffic of one key, its quiet times left out, in order; of requests from addresses that are not in `told` it is
 * not said whether they are allowed. Sums only ever lag behind their minutes, so the larger of both is right whatever the
 * jobs have summed. Reads the primary keys' indexes: 50 ms for a key that was busy in each of 8,700 minutes (Postgres 15,
 * through GraphQL, on a machine with other work).
 */
export async function findKeyTraffic(
  db: Db,
  span: TrafficSpan,
  query: {
    /** The measures to be counted as `chosen`. */
    readonly chosen: readonly number[];
    readonly allowed: readonly string[];
    /** Left out: nothing is asked about addresses. */
    readonly told?: readonly string[] | undefined;
  },
): Promise<KeyTraffic> {
  const allowed = Prisma.sql`value = ANY(${textArrayLiteral(query.allowed)}::text[])`;
  // Nothing is asked about addresses, so none are read.
  const addresses =
    query.told === undefined
      ? Prisma.sql`SELECT NULL::timestamptz AS at, '' AS value, 0 AS n WHERE false`
      : addressCells(span);
  const told = Prisma.sql`value = ANY(${textArrayLiteral(query.told ?? [])}::text[])`;
  // One value, since Prisma takes three times as long for 10,000 rows of four columns.
  const [row] = await db.$queryRaw<{ rows: Numbers[] | null; addresses: Numbers[] | null }[]>`
    SELECT (
      SELECT json_agg(json_build_array(at, requests, let_through, chosen) ORDER BY at) FROM (
        SELECT extract(epoch FROM at) AS at, sum(n) AS requests,
          coalesce(sum(n) FILTER (WHERE measure = 0), 0) AS let_through,
          coalesce(sum(n) FILTER (WHERE measure = ANY(${arrayLiteral(query.chosen)}::int[])), 0) AS chosen
        FROM (${decisionCells(span)}) AS decisions GROUP BY 1
      ) AS slots
    ) AS rows, (
      SELECT json_agg(json_build_array(at, allowed, unknown) ORDER BY at) FROM (
        SELECT extract(epoch FROM at) AS at, coalesce(sum(n) FILTER (WHERE ${allowed}), 0) AS allowed,
          coalesce(sum(n) FILTER (WHERE NOT ${told}), 0) AS unknown
        FROM (${addresses}) AS seen GROUP BY 1
      ) AS slots
    ) AS addresses`;
  return {
    rows: (row?.rows ?? []).map(([at = 0, requests = 0, letThrough = 0, chosen = 0]) => {
      return { at: new Date(at * 1_000), requests, letThrough, chosen };
    }),
    addresses: (row?.addresses ?? []).map(([at = 0, allowed = 0, unknown = 0]) => {
      return { at: new Date(at * 1_000), allowed, unknown };
    }),
  };
}

/** Seconds since the epoch, and counts. */
type Numbers = readonly number[];

/** The addresses that a key was used from, up to a number. */
export async function findKeyAddresses(db: Db, span: TrafficSpan, countMax: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ value: string }[]>`
    SELECT DISTINCT value FROM (${addressCells(span)}) AS cells LIMIT ${countMax}`;
  return rows.map(({ value }) => value);
}

/** Columns: at, measure, n. */
function decisionCells(span: TrafficSpan): Prisma.Sql {
  const { from, minutesFrom, before } = span;
  const decided = Prisma.sql`${ofKey(span)} AND measure < 32`;
  const cell = Prisma.sql`server_id, endpoint, measure`;
  return Prisma.sql`
    SELECT minute AS at, measure, n FROM usage_minutes
    WHERE ${decided} AND ${within('minute', minutesFrom, before)}
    UNION ALL SELECT hour, measure, n FROM usage_hours
    WHERE ${decided} AND ${within('hour', from, minutesFrom)} AND source <> ${SUM_SOURCE}::uuid
    UNION ALL SELECT at, measure, max(n) FROM (
      SELECT hour AS at, ${cell}, n FROM usage_hours
      WHERE ${decided} AND ${within('hour', from, minutesFrom)} AND source = ${SUM_SOURCE}::uuid
      UNION ALL SELECT date_trunc('hour', minute, 'UTC'), ${cell}, sum(n) FROM usage_minutes
      WHERE ${decided} AND ${within('minute', from, minutesFrom)} GROUP BY 1, ${cell}
    ) AS known GROUP BY at, ${cell}`;
}

/** Columns: at, value, n. */
function addressCells(span: TrafficSpan): Prisma.Sql {
  const { from, minutesFrom, before } = span;
  const seen = Prisma.sql`${ofKey(span)} AND kind = 'ip'`;
  return Prisma.sql`
    SELECT minute AS at, value, n FROM usage_source_minutes
    WHERE ${seen} AND ${within('minute', minutesFrom, before)}
    UNION ALL SELECT day, value, n FROM usage_source_days
    WHERE ${seen} AND ${within('day', from, minutesFrom)} AND source <> ${SUM_SOURCE}::uuid
    UNION ALL SELECT at, value, max(n) FROM (
      SELECT day AS at, value, n FROM usage_source_days
      WHERE ${seen} AND ${within('day', from, minutesFrom)} AND source = ${SUM_SOURCE}::uuid
      UNION ALL SELECT date_trunc('day', minute, 'UTC'), value, sum(n) FROM usage_source_minutes
      WHERE ${seen} AND ${within('minute', from, minutesFrom)} GROUP BY 1, value
    ) AS known GROUP BY at, value`;
}

/** The units of cost that a key took from its quota; none where it had none. */
export async function sumQuotaUnits(db: Db, span: TrafficSpan, measure: number): Promise<number> {
  const { from, minutesFrom, before } = span;
  const taken = Prisma.sql`${ofKey(span)} AND measure = ${measure}`;
  const [row] = await db.$queryRaw<{ units: number }[]>`
    SELECT coalesce(sum(n), 0)::float8 AS units FROM (
      SELECT n FROM usage_minutes WHERE ${taken} AND ${within('minute', minutesFrom, before)}
      UNION ALL SELECT n FROM usage_hours WHERE ${taken} AND ${within('hour', from, minutesFrom)}
    ) AS cells`;
  return row?.units ?? 0;
}

/** What a key of a replay holds. */
export interface ReplayedKey {
  readonly id: string;
  readonly scopes: readonly string[];
  /** Its scopes were others at some time of the span. */
  readonly scopesChanged: boolean;
}

/** The newest keys that fit a filter, or those of them that have one of the ids. */
export async function findReplayedKeys(
  db: Db,
  filter: KeyFilter,
  query: {
    readonly ids: readonly string[] | undefined;
    readonly since: Date;
    readonly now: Date;
    readonly countMax: number;
  },
): Promise<ReplayedKey[]> {
  const { ids, since, now, countMax } = query;
  const chosen = ids === undefined ? Prisma.sql`true` : Prisma.sql`k.id = ANY(${[...ids]}::uuid[])`;
  return await db.$queryRaw<ReplayedKey[]>`
    SELECT k.id, k.scopes, EXISTS (
      SELECT FROM audit_events a WHERE a.workspace_id = k.workspace_id AND a.target_id = k.id::text
        AND a.at >= ${since}::timestamptz AND a.before ? 'scopes') AS "scopesChanged"
    FROM keys k WHERE ${keyCondition(filter, now)} AND ${chosen}
    ORDER BY k.created_at DESC, k.id DESC LIMIT ${countMax}`;
}

function ofKey({ workspaceId, keyId }: TrafficSpan): Prisma.Sql {
  return Prisma.sql`workspace_id = ${workspaceId}::uuid AND key_id = ${keyId}::uuid`;
}

function within(column: 'minute' | 'hour' | 'day', from: Date, before: Date): Prisma.Sql {
  const name = Prisma.raw(column);
  return Prisma.sql`${name} >= ${from}::timestamptz AND ${name} < ${before}::timestamptz`;
}
