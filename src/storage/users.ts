import type { User } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** A user by e-mail address (in lower case), null where there is none. */
export async function findUserByEmail(db: Db, email: string): Promise<User | null> {
  return await db.user.findUnique({ where: { email } });
}

/** Stores a user; null where the e-mail address is taken, also by a transaction that is under way. */
export async function insertUser(
  db: Db,
  user: Pick<User, 'email' | 'name' | 'passwordHash' | 'createdAt'> & { readonly operator?: boolean },
): Promise<User | null> {
  const [inserted] = await db.user.createManyAndReturn({ data: [user], skipDuplicates: true });
  return inserted ?? null;
}

/** Tells whether anybody has signed up yet. */
export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) !== null;
}

/** A user by id, null where there is none. */
export async function findUser(db: Db, id: string): Promise<User | null> {
  return await db.user.findUnique({ where: { id } });
}

/** Locks a user until the transaction ends, against changes of their credentials, and returns them; null where there is none. */
export async function holdUser(db: Db, id: string): Promise<User | null> {
  await db.$executeRaw`SELECT 1 FROM users WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return await findUser(db, id);
}

/** Changes a password hash; false where it is not the one that it is to replace any more. */
export async function changePasswordHash(
  db: Db,
  id: string,
  change: { readonly from: string; readonly to: string },
): Promise<boolean> {
  const { count } = await db.user.updateMany({
    where: { id, passwordHash: change.from },
    data: { passwordHash: change.to },
  });
  return count > 0;
}

/** Gives a user another name. */
export async function renameUser(db: Db, id: string, name: string): Promise<void> {
  await db.user.update({ where: { id }, data: { name } });
}
