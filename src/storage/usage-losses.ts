import { MINUTE_MS } from '../core/usage/cell.ts';
import type { UsageRange } from '../core/usage/range.ts';
import { arrayLiteral, timeArrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** What a process knows to be lost, or holds, of a workspace's unix minute. */
export interface LossRow {
  readonly workspaceId: string;
  readonly minute: number;
  readonly lost: number;
  readonly waiting: number;
}

/** A process that has not noted what waits in it for so long has ended with it. */
const SILENT_MS_MAX = 60_000;

/** Notes the losses of a process, absolute: it may be repeated. */
export async function noteLosses(
  db: Db,
  { source, rows, now }: { readonly source: string; readonly rows: readonly LossRow[]; readonly now: Date },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO usage_losses AS old (workspace_id, minute, source, lost, waiting, noted_at)
    SELECT w, minute, ${source}::uuid, lost, waiting, ${now}::timestamptz
    FROM unnest(${arrayLiteral(rows.map(({ workspaceId }) => workspaceId))}::uuid[],
      ${timeArrayLiteral(rows.map(({ minute }) => minute * MINUTE_MS))}::timestamptz[],
      ${arrayLiteral(rows.map(({ lost }) => lost))}::bigint[],
      ${arrayLiteral(rows.map(({ waiting }) => waiting))}::bigint[]) AS loss (w, minute, lost, waiting)
    ON CONFLICT (workspace_id, minute, source)
    DO UPDATE SET lost = GREATEST(old.lost, EXCLUDED.lost), waiting = EXCLUDED.waiting, noted_at = EXCLUDED.noted_at`;
}

/** Forgets the losses of minutes before an instant, and rows that tell of none and that no process notes any more. */
export async function forgetLosses(
  db: Db,
  { before, now }: { readonly before: Date; readonly now: Date },
): Promise<void> {
  const silentSince = new Date(now.getTime() - SILENT_MS_MAX);
  await db.$executeRaw`
    DELETE FROM usage_losses WHERE minute < ${before}::timestamptz
      OR (lost = 0 AND waiting = 0 AND noted_at < ${silentSince}::timestamptz)`;
}

/** SQL for the known loss of a workspace in a span: one float8. */
export function lostEventsOf(
  workspaceId: string,
  { from, to }: Pick<UsageRange, 'from' | 'to'>,
  now: Date,
): Prisma.Sql {
  const silentSince = new Date(now.getTime() - SILENT_MS_MAX);
  return Prisma.sql`SELECT coalesce(sum(lost + CASE WHEN noted_at < ${silentSince}::timestamptz THEN waiting ELSE 0 END), 0)::float8
    FROM usage_losses WHERE workspace_id = ${workspaceId}::uuid
      AND minute >= ${new Date(from)}::timestamptz AND minute < ${new Date(to)}::timestamptz`;
}
