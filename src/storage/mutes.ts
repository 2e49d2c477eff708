import type { MuteSpan } from '../core/mute.ts';
import { arrayLiteral } from './array-literal.ts';
import type { Mute } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** A stored mute: what it is about, and when. */
export interface StoredMute extends Pick<Mute, 'id' | 'workspaceId' | 'keyId' | 'serverId' | 'kinds'> {
  readonly span: MuteSpan;
}

/** The mutes of workspaces that have begun at an instant and were not ended; many of them may be over. */
export async function findBegunMutes(
  db: Db,
  workspaceIds: readonly string[],
  at: Date,
): Promise<StoredMute[]> {
  const rows = await db.mute.findMany({
    where: {
      workspaceId: { in: [...workspaceIds] },
      from: { lte: at },
      AND: [
        { OR: [{ endedAt: null }, { endedAt: { gt: at } }] },
        { OR: [{ weekly: true }, { until: { gt: at } }] },
      ],
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(toStored);
}

/** How many mutes of a workspace are not over, as far as the table tells: weekly ones with an end count as well. */
export async function countMutes(db: Db, workspaceId: string, at: Date): Promise<number> {
  return await db.mute.count({
    where: { workspaceId, endedAt: null, OR: [{ weekly: true }, { until: { gt: at } }] },
  });
}

/** Stores a mute and returns its id. */
export async function insertMute(
  db: Db,
  mute: Omit<Mute, 'id' | 'endedAt' | 'kinds'> & { readonly kinds: readonly string[] },
): Promise<string> {
  const { id } = await db.mute.create({ data: { ...mute, kinds: [...mute.kinds] }, select: { id: true } });
  return id;
}

/** Locks a mute until the transaction ends, and loads it; null where this workspace has none of the id. */
export async function lockMute(db: Db, workspaceId: string, id: string): Promise<StoredMute | null> {
  await db.$executeRaw`
    SELECT 1 FROM mutes WHERE id = ${id}::uuid AND workspace_id = ${workspaceId}::uuid FOR NO KEY UPDATE`;
  const row = await db.mute.findFirst({ where: { id, workspaceId } });
  return row === null ? null : toStored(row);
}

/** Ends a mute. */
export async function endMuteAt(db: Db, id: string, at: Date): Promise<void> {
  await db.mute.update({ where: { id }, data: { endedAt: at }, select: { id: true } });
}

/** Requests of a key to a server in a minute. */
export interface ServerShare {
  readonly keyId: string;
  /** The nil UUID where requests named none. */
  readonly serverId: string;
  readonly requests: number;
}

/** Where the requests of keys went in a minute. Reads the primary key's index. */
export async function findServerShares(
  db: Db,
  of: { readonly workspaceIds: readonly string[]; readonly keyIds: readonly string[]; readonly minute: Date },
): Promise<ServerShare[]> {
  return await db.$queryRaw<ServerShare[]>`
    SELECT key_id AS "keyId", server_id AS "serverId", sum(n)::float8 AS requests FROM usage_minutes
    WHERE workspace_id = ANY (${arrayLiteral(of.workspaceIds)}::uuid[]) AND key_id = ANY (${arrayLiteral(of.keyIds)}::uuid[])
      AND minute = ${of.minute}::timestamptz AND measure < 32
    GROUP BY key_id, server_id`;
}

function toStored(row: Mute): StoredMute {
  const { id, workspaceId, keyId, serverId, kinds, from, until, weekly, timeZone, repeatsUntil, endedAt } =
    row;
  return {
    id,
    workspaceId,
    keyId,
    serverId,
    kinds,
    span: {
      from: from.getTime(),
      until: until.getTime(),
      weekly,
      timeZone,
      repeatsUntil: repeatsUntil?.getTime() ?? null,
      endedAt: endedAt?.getTime() ?? null,
    },
  };
}
