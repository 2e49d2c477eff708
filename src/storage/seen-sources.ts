import { DAY_MS } from '../core/usage/cell.ts';
import { SUM_SOURCE } from '../core/usage/source.ts';
import { timeArrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import { every } from './key-filter.ts';
import type { Read } from './read.ts';

/** Where a key was used from: an address or a user agent. */
export interface SeenSource {
  readonly kind: 'ip' | 'ua';
  readonly value: string;
  /** Starts of minutes; of backfills, of quarters of an hour. */
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly requests: number;
  /** On how many UTC days. */
  readonly days: number;
}

/** Where a source stands among those of its key. */
export type SourcePlace = Pick<SeenSource, 'lastSeenAt' | 'kind' | 'value'>;

/**
 * Reads where a key was used from, the last seen first, exact whatever the state of the jobs: a day that waits to be summed
 * is read from its sum or its minutes, whichever is further. Reads all that the key has, by the primary keys.
 */
export async function findSources(
  read: Read,
  query: {
    readonly workspaceId: string;
    readonly keyId: string;
    readonly kind?: SeenSource['kind'] | undefined;
    readonly after?: SourcePlace | undefined;
    readonly take: number;
    /** Hours that wait to be summed, in Unix milliseconds; read before. */
    readonly dirty: readonly number[];
  },
): Promise<SeenSource[]> {
  const { workspaceId, keyId, kind, after, take, dirty } = query;
  const days = [...new Set(dirty.map((hour) => Math.floor(hour / DAY_MS) * DAY_MS))].sort((a, b) => a - b);
  const waiting = Prisma.sql`${timeArrayLiteral(days)}::timestamptz[]`;
  const ofKey = every([
    Prisma.sql`workspace_id = ${workspaceId}::uuid AND key_id = ${keyId}::uuid`,
    kind !== undefined && Prisma.sql`kind = ${kind}::text`,
  ]);
  const [first = 0] = days;
  const end = (days.at(-1) ?? 0) + DAY_MS;
  const behind =
    after === undefined
      ? Prisma.sql`true`
      : Prisma.sql`(last_seen, kind, value) < (${after.lastSeenAt}::timestamptz, ${after.kind}::text, ${after.value}::text)`;
  return await read<SeenSource>(Prisma.sql`
    WITH seen AS (
      SELECT kind, value, day, first_minute, last_minute, n FROM usage_source_days
      WHERE ${ofKey} AND (source <> ${SUM_SOURCE}::uuid OR NOT day = ANY(${waiting}))
      UNION ALL
      SELECT kind, value, day, min(first_minute), max(last_minute), max(n) FROM (
        SELECT kind, value, day, first_minute, last_minute, n FROM usage_source_days
        WHERE ${ofKey} AND source = ${SUM_SOURCE}::uuid AND day = ANY(${waiting})
        UNION ALL
        SELECT kind, value, date_trunc('day', minute, 'UTC') AS day, min(minute), max(minute), sum(n)
        FROM usage_source_minutes
        WHERE ${ofKey} AND minute >= ${new Date(first)}::timestamptz AND minute < ${new Date(end)}::timestamptz
          AND date_trunc('day', minute, 'UTC') = ANY(${waiting})
        GROUP BY kind, value, 3
      ) AS known GROUP BY kind, value, day
    ), sources AS (
      SELECT kind, value, min(first_minute) AS first_seen, max(last_minute) AS last_seen, sum(n)::float8 AS requests,
        count(DISTINCT day)::int AS days
      FROM seen GROUP BY kind, value
    )
    SELECT kind, value, first_seen AS "firstSeenAt", last_seen AS "lastSeenAt", requests, days FROM sources
    WHERE ${behind} ORDER BY last_seen DESC, kind DESC, value DESC LIMIT ${take}::int`);
}
