import { findUser } from '../storage/users.ts';
import type { Actor, IdentityDeps } from './deps.ts';

/** The account of whoever acts. */
export async function findActor(deps: Pick<IdentityDeps, 'storage'>, actor: Actor) {
  const user = await findUser(deps.storage.prisma, actor.userId);
  if (user === null) throw new Error('Somebody acts whose account is gone.');
  return user;
}
