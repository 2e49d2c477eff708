import { Prisma } from './generated/client.ts';
import type { Read } from './read.ts';

/** A line of an alert's history, as followers are told of it. */
export interface AlertFeedEntry {
  readonly id: string;
  readonly alertId: string;
  readonly change: string;
  readonly at: Date;
}

const ENTRIES_MAX = 500;

/**
 * What became of a workspace's alerts since an instant, or of those of one owner's keys: the newest 500 lines of their
 * histories, the oldest first. Reads the index by time.
 */
export async function findAlertFeed(
  read: Read,
  of: { readonly workspaceId: string; readonly ownerId: string | undefined; readonly since: Date },
): Promise<AlertFeedEntry[]> {
  const { workspaceId, ownerId, since } = of;
  const owned =
    ownerId === undefined
      ? Prisma.empty
      : Prisma.sql`JOIN alerts a ON a.id = e.alert_id JOIN keys k ON k.id = a.key_id AND k.owner_id = ${ownerId}::uuid`;
  const newest = await read<AlertFeedEntry>(Prisma.sql`
    SELECT e.id, e.alert_id AS "alertId", e.change, e.at FROM alert_entries e ${owned}
    WHERE e.workspace_id = ${workspaceId}::uuid AND e.at >= ${since}::timestamptz
    ORDER BY e.at DESC, e.id DESC LIMIT ${ENTRIES_MAX}`);
  return newest.toReversed();
}
