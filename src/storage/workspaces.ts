import type { Db } from './client.ts';
import type { Role, Workspace } from './generated/client.ts';

/** Stores a workspace with its first member, who owns it. */
export async function insertWorkspace(
  db: Db,
  workspace: { name: string; ownerId: string; createdAt: Date },
): Promise<Workspace> {
  const { name, ownerId, createdAt } = workspace;
  return await db.workspace.create({
    data: { name, createdAt, memberships: { create: { userId: ownerId, role: 'OWNER', createdAt } } },
  });
}

/** The role of a user in a workspace, null where there is none. */
export async function findRole(db: Db, workspaceId: string, userId: string): Promise<Role | null> {
  const membership = await db.membership.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { role: true },
  });
  return membership?.role ?? null;
}

/**
 * Locks a workspace until the transaction ends: keys that are being made are waited for, and new ones wait (the foreign
 * key of their row takes the weaker lock).
 */
export async function lockWorkspace(db: Db, workspaceId: string): Promise<void> {
  await db.$executeRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId}::uuid FOR UPDATE`;
}
