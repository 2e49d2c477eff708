import { arrayLiteral } from './array-literal.ts';
import type { Workspace } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** Stores a workspace with its first member, who owns it. */
export async function insertWorkspace(
  db: Db,
  workspace: { id?: string; name: string; ownerId: string; createdAt: Date },
): Promise<Workspace> {
  const { ownerId, ...columns } = workspace;
  const { createdAt } = columns;
  return await db.workspace.create({
    data: { ...columns, memberships: { create: { userId: ownerId, role: 'OWNER', createdAt } } },
  });
}

/**
 * Locks a workspace until the transaction ends: keys that are being made are waited for, and new ones wait (the foreign
 * key of their row takes the weaker lock).
 */
export async function lockWorkspace(db: Db, workspaceId: string): Promise<void> {
  await db.$executeRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId}::uuid FOR UPDATE`;
}

/** What the limits of a workspace's keys follow from, null where it was deleted. */
export async function findWorkspaceLimit(
  db: Db,
  workspaceId: string,
): Promise<Pick<Workspace, 'plan' | 'ratePerMinute'> | null> {
  return await db.workspace.findFirst({
    where: { id: workspaceId, deletedAt: null },
    select: { plan: true, ratePerMinute: true },
  });
}

/** A workspace that is not deleted, null where there is none. */
export async function findWorkspace(db: Db, id: string): Promise<Workspace | null> {
  return await db.workspace.findFirst({ where: { id, deletedAt: null } });
}

/** Changes columns of a workspace and returns it. */
export async function changeWorkspace(
  db: Db,
  id: string,
  columns: Partial<Pick<Workspace, 'name' | 'keyFormat' | 'plan' | 'ratePerMinute'>>,
): Promise<Workspace> {
  return await db.workspace.update({ where: { id }, data: columns });
}

/** Marks a workspace as deleted, and ends what opens it or calls out of it: tokens, invitations, webhooks. */
export async function closeWorkspace(db: Db, id: string, at: Date): Promise<void> {
  await db.workspace.update({ where: { id }, data: { deletedAt: at } });
  await db.accessToken.deleteMany({ where: { workspaceId: id } });
  await db.invitation.deleteMany({ where: { workspaceId: id } });
  await db.webhookEndpoint.updateMany({
    where: { workspaceId: id, disabledAt: null },
    data: { disabledAt: at },
  });
}

/**
 * Lets lockWorkspace wait until the transaction ends. Every change of keys, tokens and invitations begins with it: its
 * audit entry takes the same lock, and whoever took a row's lock before would deadlock with those who lock the workspace
 * and then its rows.
 */
export async function shareWorkspace(db: Db, workspaceId: string): Promise<void> {
  await db.$executeRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId}::uuid FOR KEY SHARE`;
}

/** Does for several workspaces, in the order of their ids, what shareWorkspace does for one. */
export async function shareWorkspaces(db: Db, workspaceIds: readonly string[]): Promise<void> {
  await db.$executeRaw`
    SELECT 1 FROM workspaces WHERE id = ANY (${arrayLiteral(workspaceIds)}::uuid[]) ORDER BY id FOR KEY SHARE`;
}
