import type { Membership } from './generated/client.ts';
import type { Db } from './tenancy.ts';

export type Role = Membership['role'];

interface Place {
  readonly workspaceId: string;
  readonly userId: string;
}

/** Somebody's membership with their e-mail address; null where they are no member, or none any more. */
export async function findMember(
  db: Db,
  { workspaceId, userId }: Place,
): Promise<(Membership & { readonly user: { readonly email: string } }) | null> {
  return await db.membership.findFirst({
    where: { workspaceId, userId, removedAt: null },
    include: { user: { select: { email: true } } },
  });
}

/** Tells whether somebody with this e-mail address (in lower case) is a member. */
export async function isMemberByEmail(db: Db, workspaceId: string, email: string): Promise<boolean> {
  return (await db.membership.count({ where: { workspaceId, removedAt: null, user: { email } } })) > 0;
}

export async function countOwners(db: Db, workspaceId: string): Promise<number> {
  return await db.membership.count({ where: { workspaceId, role: 'OWNER', removedAt: null } });
}

export async function changeRole(
  db: Db,
  { workspaceId, userId, role }: Place & { role: Role },
): Promise<void> {
  await db.membership.update({ where: { workspaceId_userId: { workspaceId, userId } }, data: { role } });
}

/** Ends a membership. The row stays, so that keys and deeds keep a name. */
export async function endMembership(
  db: Db,
  { workspaceId, userId, at }: Place & { at: Date },
): Promise<void> {
  await db.membership.update({
    where: { workspaceId_userId: { workspaceId, userId } },
    data: { removedAt: at },
  });
}

/** Makes somebody a member, also again: then the row of before is restored. False where they are one already. */
export async function join(db: Db, member: Place & { role: Role; at: Date }): Promise<boolean> {
  const { workspaceId, userId, role, at } = member;
  const count = await db.$executeRaw`
    INSERT INTO memberships (workspace_id, user_id, role, created_at)
    VALUES (${workspaceId}::uuid, ${userId}::uuid, ${role}::"Role", ${at})
    ON CONFLICT (workspace_id, user_id) DO UPDATE SET role = EXCLUDED.role, removed_at = NULL
    WHERE memberships.removed_at IS NOT NULL`;
  return count > 0;
}

/**
 * Takes from somebody what their role does not warrant any more: their ADMIN tokens and invitations where they are no
 * admin (null: no member), their invitations of owners where they are no owner.
 */
export async function dropPowers(
  db: Db,
  { workspaceId, userId, role }: Place & { role: Role | null },
): Promise<void> {
  if (role === 'OWNER') return;
  if (role === 'ADMIN') {
    await db.invitation.deleteMany({ where: { workspaceId, invitedById: userId, role: 'OWNER' } });
    return;
  }
  await db.invitation.deleteMany({ where: { workspaceId, invitedById: userId } });
  await db.accessToken.deleteMany({ where: { workspaceId, userId, kind: 'ADMIN' } });
}
