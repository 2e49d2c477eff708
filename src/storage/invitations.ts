import type { Invitation } from './generated/client.ts';
import type { Role } from './memberships.ts';
import type { Db } from './tenancy.ts';
import { lockWorkspace } from './workspaces.ts';

/** Stores an invitation in place of an earlier one for the same address. */
export async function putInvitation(
  db: Db,
  invitation: Pick<
    Invitation,
    'workspaceId' | 'email' | 'role' | 'invitedById' | 'createdAt' | 'expiresAt'
  > & {
    readonly digest: Uint8Array;
  },
): Promise<Invitation> {
  const { workspaceId, email } = invitation;
  await db.invitation.deleteMany({ where: { workspaceId, email } });
  return await db.invitation.create({ data: { ...invitation, digest: new Uint8Array(invitation.digest) } });
}

/** Deletes an invitation of a workspace and returns it; null where there is none. */
export async function deleteInvitation(db: Db, workspaceId: string, id: string): Promise<Invitation | null> {
  const found = await db.invitation.findFirst({ where: { id, workspaceId } });
  if (found === null) return null;
  const { count } = await db.invitation.deleteMany({ where: { id, workspaceId } });
  return count > 0 ? found : null;
}

/** What an invitation offers to whoever holds its secret. */
export interface Offer {
  readonly workspaceName: string;
  readonly role: Role;
  readonly email: string;
  readonly inviterName: string;
  readonly expiresAt: Date;
}

/** Finds the offer of a secret's SHA-256, also for people outside of the workspace; null where it does not hold. */
export async function findOffer(db: Db, digest: Uint8Array, now: Date): Promise<Offer | null> {
  const rows = await db.$queryRaw<Offer[]>`
    SELECT workspace_name AS "workspaceName", role, email, inviter_name AS "inviterName", expires_at AS "expiresAt"
    FROM keywatch_invitation(${new Uint8Array(digest)}, ${now})`;
  return rows[0] ?? null;
}

/**
 * Takes an invitation for good, in the caller's transaction, which then holds the workspace; null where it does not hold
 * (any more). Of two that take it at once, one gets it. Unconfined handles only.
 */
export async function takeInvitation(db: Db, digest: Uint8Array, now: Date): Promise<Invitation | null> {
  const found = await db.invitation.findUnique({ where: { digest: new Uint8Array(digest) } });
  if (found === null || found.expiresAt <= now) return null;
  await lockWorkspace(db, found.workspaceId);
  const { count } = await db.invitation.deleteMany({
    where: { id: found.id, workspace: { deletedAt: null } },
  });
  return count > 0 ? found : null;
}

/** Deletes invitations that ended before an instant. */
export async function deleteEndedInvitations(db: Db, before: Date): Promise<number> {
  return (await db.invitation.deleteMany({ where: { expiresAt: { lt: before } } })).count;
}
