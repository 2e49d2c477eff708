import { Refusal } from '../core/errors.ts';
import { countOwners, findMember, type Role } from '../storage/memberships.ts';
import type { Db } from '../storage/tenancy.ts';
import { lockWorkspace } from '../storage/workspaces.ts';
import type { Actor } from './deps.ts';

/** Who acts on the members of a workspace, and as what. */
export interface RoledActor extends Actor {
  readonly role: Role;
}

/**
 * A member, with the workspace held until the transaction ends, so that its members change one at a time. Refused with
 * NOT_FOUND where there is none of this id, or none any more.
 */
export async function holdMember(db: Db, place: { workspaceId: string; userId: string }) {
  await lockWorkspace(db, place.workspaceId);
  const member = await findMember(db, place);
  if (member !== null) return member;
  throw new Refusal('NOT_FOUND', 'userId: there is no such member in this workspace.');
}

/**
 * The actor as what they are now, with the workspace held: a role that was taken away a moment ago counts no more. Refused
 * with FORBIDDEN.
 */
export async function holdAdmin(db: Db, workspaceId: string, actor: RoledActor): Promise<RoledActor> {
  await lockWorkspace(db, workspaceId);
  const role = (await findMember(db, { workspaceId, userId: actor.userId }))?.role;
  if (role === 'OWNER') return actor;
  if (role === 'ADMIN') return { ...actor, role };
  throw new Refusal('FORBIDDEN', 'You are no admin of the workspace any more; ask one of them.');
}

/** Lets only owners deal with owners. Refused with FORBIDDEN. */
export function demandRankFor(actor: RoledActor, roles: readonly Role[]): void {
  if (actor.role === 'OWNER' || !roles.includes('OWNER')) return;
  throw new Refusal('FORBIDDEN', 'Only owners may make, change or remove owners; ask one of them.');
}

/** Refused with LAST_OWNER where nobody but this member owns the workspace, which has to be held. */
export async function demandOtherOwner(
  db: Db,
  member: { readonly workspaceId: string; readonly role: Role },
): Promise<void> {
  if (member.role !== 'OWNER' || (await countOwners(db, member.workspaceId)) > 1) return;
  throw new Refusal(
    'LAST_OWNER',
    'The workspace would be without an owner; make somebody else an owner first, with `transferOwnership`.',
  );
}
