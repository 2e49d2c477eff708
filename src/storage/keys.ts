import type { Db } from './client.ts';
import type { Key, Prisma } from './generated/client.ts';

/** A key by id, null where this workspace has none. */
export async function findKeyOfWorkspace(db: Db, workspaceId: string, keyId: string): Promise<Key | null> {
  return await db.key.findFirst({ where: { id: keyId, workspaceId } });
}

/** What is stored of a new key. Its digest must not be there yet. */
export interface NewKey
  extends Pick<
    Key,
    | 'workspaceId'
    | 'ownerId'
    | 'name'
    | 'description'
    | 'environment'
    | 'pepperVersion'
    | 'prefix'
    | 'lastFour'
    | 'scopes'
    | 'allServers'
    | 'rateLimit'
    | 'expiresAt'
    | 'createdAt'
  > {
  readonly digest: Uint8Array;
  readonly rateLimitSeconds?: number | undefined;
  readonly metadata: Prisma.InputJsonObject;
  /** The servers it opens where it does not open all. */
  readonly serverIds: readonly string[];
}

/** Stores a key and the list of servers it opens. */
export async function insertKey(db: Db, key: NewKey): Promise<Key> {
  const { serverIds, rateLimitSeconds, ...columns } = key;
  return await db.key.create({
    data: {
      ...columns,
      digest: new Uint8Array(key.digest),
      ...(rateLimitSeconds === undefined ? {} : { rateLimitSeconds }),
      servers: { create: serverIds.map((serverId) => ({ serverId })) },
    },
  });
}

export async function markKeyRevoked(db: Db, keyId: string, at: Date): Promise<void> {
  await db.key.update({ where: { id: keyId }, data: { revokedAt: at } });
}

/** The keys of a workspace that open all its servers and are not revoked. */
export async function findKeysOpeningAllServers(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db.key.findMany({
    where: { workspaceId, allServers: true, revokedAt: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}

/** The newest keys of a workspace, or those of them that have one of the ids, or of one owner. */
export async function findKeyIds(
  db: Db,
  filter: {
    readonly workspaceId: string;
    readonly ownerId?: string | undefined;
    readonly ids?: readonly string[] | undefined;
    readonly countMax: number;
  },
): Promise<string[]> {
  const { workspaceId, ownerId, ids, countMax } = filter;
  const rows = await db.key.findMany({
    where: {
      workspaceId,
      ...(ownerId === undefined ? {} : { ownerId }),
      ...(ids === undefined ? {} : { id: { in: [...ids] } }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: countMax,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
