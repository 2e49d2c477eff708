import type { Db } from './client.ts';
import type { User } from './generated/client.ts';

/** A user by e-mail address (in lower case), null where there is none. */
export async function findUserByEmail(db: Db, email: string): Promise<User | null> {
  return await db.user.findUnique({ where: { email } });
}

/** Stores a user; null where the e-mail address is taken, also by a transaction that is under way. */
export async function insertUser(
  db: Db,
  user: Pick<User, 'email' | 'name' | 'passwordHash' | 'createdAt'>,
): Promise<User | null> {
  const [inserted] = await db.user.createManyAndReturn({ data: [user], skipDuplicates: true });
  return inserted ?? null;
}

/** Tells whether anybody has signed up yet. */
export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) !== null;
}
