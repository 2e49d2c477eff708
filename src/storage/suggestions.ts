import { Prisma } from './generated/client.ts';
import { every, type KeyFilter, keyCondition } from './key-filter.ts';
import type { Db } from './tenancy.ts';

/** Whose keys are looked at, and up to how many are told. */
export interface SuggestionQuery {
  readonly workspaceId: string;
  readonly ownerId: string | undefined;
  readonly now: Date;
  readonly since: Date;
  readonly countMax: number;
}

/** A key that has not been used since an instant; null: never. */
export interface UnusedKey {
  readonly keyId: string;
  readonly lastUsedAt: Date | null;
}

/** A server that a key lists and has not been used for. */
export interface UnusedServer {
  readonly keyId: string;
  readonly serverId: string;
  readonly slug: string;
}

/** A key with a limit of its own, and the most requests that came in one of its windows, or in a minute if that is longer. */
export interface LimitUse {
  readonly keyId: string;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly peak: number;
}

/** Active keys that were last used, or made and never used, before `since`; the longest unused first. */
export async function findUnusedKeys(db: Db, query: SuggestionQuery): Promise<UnusedKey[]> {
  const filter = { ...filterOf(query), lastUsedBefore: query.since };
  return await db.$queryRaw<UnusedKey[]>`
    SELECT k.id AS "keyId", k.last_used_at AS "lastUsedAt" FROM keys k WHERE ${keyCondition(filter, query.now)}
    ORDER BY coalesce(k.last_used_at, k.created_at), k.id LIMIT ${query.countMax}`;
}

/** Listed servers of active keys that were used since, but not for these; by key. Older keys and server lists only. */
export async function findUnusedServers(db: Db, query: SuggestionQuery): Promise<UnusedServer[]> {
  const { now, since, countMax } = query;
  const filter = { ...filterOf(query), createdBefore: since };
  return await db.$queryRaw<UnusedServer[]>`
    SELECT k.id AS "keyId", s.id AS "serverId", s.slug
    FROM keys k JOIN key_servers listed ON listed.workspace_id = k.workspace_id AND listed.key_id = k.id
    JOIN servers s ON s.id = listed.server_id
    WHERE ${every([
      keyCondition(filter, now),
      Prisma.sql`NOT k.all_servers AND k.last_used_at >= ${since}::timestamptz`,
      Prisma.sql`s.created_at < ${since}::timestamptz`,
      Prisma.sql`NOT EXISTS (SELECT FROM usage_days d WHERE d.workspace_id = k.workspace_id AND d.key_id = k.id
        AND d.server_id = s.id AND d.day >= date_trunc('day', ${since}::timestamptz, 'UTC'))`,
      // What the days have not summed yet.
      Prisma.sql`NOT EXISTS (SELECT FROM usage_minutes m WHERE m.workspace_id = k.workspace_id AND m.key_id = k.id
        AND m.server_id = s.id AND m.minute >= ${since}::timestamptz)`,
      Prisma.sql`NOT EXISTS (SELECT FROM audit_events a WHERE a.workspace_id = k.workspace_id
        AND a.target_id = k.id::text AND a.at >= ${since}::timestamptz AND a.after ? 'serverIds')`,
    ])}
    ORDER BY k.id, s.slug LIMIT ${countMax}`;
}

/**
 * How busy active keys were since an instant, at most 7 days ago: of those with the highest limits of their own that were
 * made before it, were used since, and were never refused for their limit.
 */
export async function findLimitUse(
  db: Db,
  query: SuggestionQuery & { readonly limited: number },
): Promise<LimitUse[]> {
  const { now, since, countMax } = query;
  const filter = { ...filterOf(query), createdBefore: since };
  return await db.$queryRaw<LimitUse[]>`
    SELECT key.id AS "keyId", key.rate_limit AS limit, key.rate_limit_seconds AS "windowSeconds", used.peak
    FROM (
      SELECT k.id, k.workspace_id, k.rate_limit, k.rate_limit_seconds FROM keys k
      WHERE ${keyCondition(filter, now)} AND k.rate_limit IS NOT NULL AND k.last_used_at >= ${since}::timestamptz
      ORDER BY k.rate_limit::float8 / k.rate_limit_seconds DESC, k.id LIMIT ${countMax}
    ) AS key, LATERAL (
      SELECT max(n)::float8 AS peak, sum(refused) AS refused FROM (
        SELECT sum(n) AS n, sum(n) FILTER (WHERE measure = ${query.limited}) AS refused FROM usage_minutes
        WHERE workspace_id = key.workspace_id AND key_id = key.id AND measure < 32 AND minute >= ${since}::timestamptz
        GROUP BY floor(extract(epoch FROM minute) / greatest(60, key.rate_limit_seconds))
      ) AS windows
    ) AS used
    WHERE used.peak IS NOT NULL AND used.refused IS NULL`;
}

function filterOf({ workspaceId, ownerId }: SuggestionQuery): KeyFilter {
  return { workspaceId, statuses: ['ACTIVE'], ownerIds: ownerId === undefined ? undefined : [ownerId] };
}
