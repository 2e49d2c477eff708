import type { Db } from './client.ts';

/**
 * Raises the versions of keys and notes them in the outbox, in the caller's transaction. After the commit the raise has
 * to be carried to Redis (actions/carry-versions.ts); a job carries what a crash left behind.
 */
export async function raiseVersions(db: Db, keyIds: readonly string[], now: Date): Promise<void> {
  await db.key.updateMany({ where: { id: { in: [...keyIds] } }, data: { version: { increment: 1 } } });
  await db.versionRaise.createMany({ data: keyIds.map((keyId) => ({ keyId, createdAt: now })) });
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

/** The keys whose version was raised, or carried to Redis, since an instant. */
export async function findRaisesSince(db: Db, since: Date): Promise<string[]> {
  const rows = await db.versionRaise.findMany({
    where: { OR: [{ createdAt: { gte: since } }, { raisedAt: { gte: since } }] },
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
