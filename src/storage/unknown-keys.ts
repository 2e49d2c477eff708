import type { UnknownKeyLevel } from '../core/unknown-keys.ts';
import { arrayLiteral, timeArrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** How often a source counted unknown keys of a workspace in a minute, absolute. `at` is its start in Unix milliseconds. */
export interface UnknownKeyRow {
  readonly workspaceId: string;
  readonly at: number;
  readonly source: string;
  readonly n: number;
}

/**
 * Stores counts, sorted by primary key, each key once; they only grow. Those of workspaces that are none are dropped: anybody
 * may ask forward-auth about any id.
 */
export function upsertUnknownKeys(rows: readonly UnknownKeyRow[]): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO unknown_key_minutes (minute, workspace_id, source, n)
    SELECT at, workspaces.id, source, n
    FROM unnest(${timeArrayLiteral(rows.map(({ at }) => at))}::timestamptz[],
      ${arrayLiteral(rows.map(({ workspaceId }) => workspaceId))}::uuid[],
      ${arrayLiteral(rows.map(({ source }) => source))}::uuid[],
      ${arrayLiteral(rows.map(({ n }) => n))}::bigint[]) WITH ORDINALITY AS counted(at, w, source, n, place)
    JOIN workspaces ON workspaces.id = w ORDER BY place
    ON CONFLICT (minute, workspace_id, source)
    DO UPDATE SET n = EXCLUDED.n WHERE EXCLUDED.n > unknown_key_minutes.n`;
}

/** Whether a workspace was asked about unknown keys in a minute. */
export async function hasUnknownKeys(db: Db, minute: Date): Promise<boolean> {
  return (await db.unknownKeyMinute.findFirst({ where: { minute }, select: { minute: true } })) !== null;
}

/** How often each workspace was asked about unknown keys in a minute, and what it is used to: null where that is not known. */
export async function findUnknownKeys(
  db: Db,
  minute: Date,
): Promise<{ workspaceId: string; n: number; level: UnknownKeyLevel | null }[]> {
  const rows = await db.$queryRaw<
    { workspaceId: string; n: number; expected: number | null; learntAt: Date | null }[]
  >`
    SELECT workspace_id AS "workspaceId", counted.n, expected, levels.minute AS "learntAt"
    FROM (
      SELECT workspace_id, sum(n)::float8 AS n FROM unknown_key_minutes
      WHERE minute = ${minute}::timestamptz GROUP BY workspace_id
    ) AS counted LEFT JOIN unknown_key_levels AS levels USING (workspace_id)`;
  return rows.map(({ workspaceId, n, expected, learntAt }) => ({
    workspaceId,
    n,
    level: expected === null || learntAt === null ? null : { expected, minute: learntAt.getTime() },
  }));
}

/** How often a workspace was asked about unknown keys in each minute of a span (Unix milliseconds), minutes without left out. */
export async function findUnknownKeyMinutes(
  db: Db,
  { workspaceId, from, before }: { workspaceId: string; from: Date; before: Date },
): Promise<{ minute: number; n: number }[]> {
  const rows = await db.$queryRaw<{ minute: Date; n: number }[]>`
    SELECT minute, sum(n)::float8 AS n FROM unknown_key_minutes
    WHERE minute >= ${from}::timestamptz AND minute < ${before}::timestamptz AND workspace_id = ${workspaceId}::uuid
    GROUP BY minute ORDER BY minute`;
  return rows.map(({ minute, n }) => ({ minute: minute.getTime(), n }));
}

/** Stores what workspaces are used to; those that are gone are left out, and what has seen a later minute stays. */
export async function upsertUnknownKeyLevels(
  db: Db,
  levels: readonly (UnknownKeyLevel & { readonly workspaceId: string })[],
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO unknown_key_levels AS old (workspace_id, expected, minute)
    SELECT workspaces.id, expected, minute
    FROM unnest(${arrayLiteral(levels.map(({ workspaceId }) => workspaceId))}::uuid[],
      ${arrayLiteral(levels.map(({ expected }) => expected))}::float8[],
      ${timeArrayLiteral(levels.map(({ minute }) => minute))}::timestamptz[]) AS learnt(w, expected, minute)
    JOIN workspaces ON workspaces.id = w ORDER BY workspaces.id
    ON CONFLICT (workspace_id) DO UPDATE SET expected = EXCLUDED.expected, minute = EXCLUDED.minute
    WHERE old.minute < EXCLUDED.minute`;
}

/** Forgets the counts of minutes before an instant. */
export async function forgetUnknownKeys(db: Db, before: Date): Promise<void> {
  await db.$executeRaw`DELETE FROM unknown_key_minutes WHERE minute < ${before}::timestamptz`;
}
