import { arrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/**
 * Raises the versions of keys and notes them in the outbox, in the caller's transaction. After the commit the raise has
 * to be carried to Redis (actions/carry-versions.ts); a job carries what a crash left behind.
 */
export async function raiseVersions(db: Db, keyIds: readonly string[], now: Date): Promise<void> {
  await raiseWhere(db, Prisma.sql`id = ANY (${arrayLiteral(keyIds)}::uuid[])`, now);
}

/**
 * Raises the versions of the keys that open a server, by their list or with all others, and returns their ids. Lock the
 * workspace first (storage/workspaces.ts): a key that is being made would be missed. Revoked keys stay revoked, so they
 * are left out here and below.
 */
export async function raiseVersionsOfServer(db: Db, serverId: string, now: Date): Promise<string[]> {
  return await raiseWhere(
    db,
    Prisma.sql`revoked_at IS NULL
      AND workspace_id = (SELECT workspace_id FROM servers WHERE id = ${serverId}::uuid)
      AND (all_servers OR EXISTS (
        SELECT FROM key_servers listed
        WHERE listed.workspace_id = keys.workspace_id AND listed.key_id = keys.id
          AND listed.server_id = ${serverId}::uuid))`,
    now,
  );
}

/** Raises the versions of the keys that some people own in a workspace, and returns their ids. Lock the workspace first. */
export async function raiseVersionsOfOwners(
  db: Db,
  workspaceId: string,
  userIds: readonly string[],
  now: Date,
): Promise<string[]> {
  return await raiseWhere(
    db,
    Prisma.sql`revoked_at IS NULL AND workspace_id = ${workspaceId}::uuid
      AND owner_id = ANY (${arrayLiteral(userIds)}::uuid[])`,
    now,
  );
}

/** Raises the versions of all keys of a workspace, and returns their ids. Lock the workspace first. */
export async function raiseVersionsOfWorkspace(db: Db, workspaceId: string, now: Date): Promise<string[]> {
  return await raiseWhere(db, ofWorkspace(workspaceId), now);
}

/** Revokes all keys of a workspace, and raises their versions as the others do. */
export async function revokeKeysOfWorkspace(db: Db, workspaceId: string, now: Date): Promise<string[]> {
  return await raiseWhere(db, ofWorkspace(workspaceId), now, Prisma.sql`, revoked_at = ${now}`);
}

function ofWorkspace(workspaceId: string): Prisma.Sql {
  return Prisma.sql`revoked_at IS NULL AND workspace_id = ${workspaceId}::uuid`;
}

/** One statement, and locks in the order of the ids: two that raise the same keys wait for each other. */
async function raiseWhere(
  db: Db,
  condition: Prisma.Sql,
  now: Date,
  change: Prisma.Sql = Prisma.empty,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH locked AS (
      SELECT id FROM keys WHERE ${condition} ORDER BY id FOR NO KEY UPDATE
    ), raised AS (
      UPDATE keys SET version = version + 1 ${change} FROM locked WHERE keys.id = locked.id RETURNING keys.id
    ), noted AS (
      INSERT INTO version_raises (key_id, created_at) SELECT id, ${now} FROM raised ORDER BY id
    )
    SELECT id::text FROM raised ORDER BY raised.id`;
  return rows.map(({ id }) => id);
}

/** A raise that is committed here and has not been seen to reach Redis. */
export interface PendingRaise {
  readonly id: bigint;
  readonly keyId: string;
}

/** The pending raises of some keys, or of all, oldest first. */
export async function findPendingRaises(
  db: Db,
  filter: { keyIds?: readonly string[]; countMax: number },
): Promise<PendingRaise[]> {
  return await db.versionRaise.findMany({
    where: { raisedAt: null, ...(filter.keyIds === undefined ? {} : { keyId: { in: [...filter.keyIds] } }) },
    orderBy: { id: 'asc' },
    take: filter.countMax,
    select: { id: true, keyId: true },
  });
}

/** The keys whose version was raised, or carried to Redis, since an instant, or is still to be carried. */
export async function findRaisesSince(db: Db, since: Date): Promise<string[]> {
  const rows = await db.versionRaise.findMany({
    where: { OR: [{ createdAt: { gte: since } }, { raisedAt: { gte: since } }, { raisedAt: null }] },
    distinct: ['keyId'],
    select: { keyId: true },
  });
  return rows.map((row) => row.keyId);
}

/** Notes that raises have reached Redis. */
export async function settleRaises(db: Db, raises: readonly PendingRaise[], now: Date): Promise<void> {
  await db.versionRaise.updateMany({
    where: { id: { in: raises.map(({ id }) => id) } },
    data: { raisedAt: now },
  });
}

/** Forgets raises that reached Redis before an instant. */
export async function forgetRaises(db: Db, raisedBefore: Date): Promise<number> {
  const { count } = await db.versionRaise.deleteMany({ where: { raisedAt: { lt: raisedBefore } } });
  return count;
}
