import type { Db } from './tenancy.ts';

/** Deletes one of somebody's sessions; false where they have none of this id. */
export async function deleteSession(db: Db, userId: string, id: string): Promise<boolean> {
  const { count } = await db.accessToken.deleteMany({ where: { id, userId, kind: 'SESSION' } });
  return count > 0;
}

/** Deletes all sessions of somebody but one, and returns how many there were. */
export async function deleteOtherSessions(
  db: Db,
  userId: string,
  keptId: string | undefined,
): Promise<number> {
  const { count } = await db.accessToken.deleteMany({
    where: { userId, kind: 'SESSION', ...(keptId === undefined ? {} : { NOT: { id: keptId } }) },
  });
  return count;
}

/** Deletes sessions that ended before an instant. */
export async function deleteEndedSessions(db: Db, before: Date): Promise<number> {
  const { count } = await db.accessToken.deleteMany({
    where: { kind: 'SESSION', expiresAt: { lt: before } },
  });
  return count;
}
