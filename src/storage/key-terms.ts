import type { Membership, Server, Workspace } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** What of a workspace its keys are made by. */
export type WorkspaceTerms = Pick<Workspace, 'plan' | 'ratePerMinute' | 'keyFormat'>;

/** What of a server the keys that open it are made by. */
export type ServerTerms = Pick<
  Server,
  'id' | 'slug' | 'environment' | 'scopes' | 'defaultScopes' | 'keyFormat' | 'recoverableKeys'
>;

/** What of a membership the member's keys are confined by. */
export interface KeyOwner extends Pick<Membership, 'userId' | 'role' | 'allServers'> {
  /** The servers that the member may open where that is not all. */
  readonly serverIds: readonly string[];
}

/** The terms of a workspace, null where there is none, or none any more. */
export async function findWorkspaceTerms(db: Db, workspaceId: string): Promise<WorkspaceTerms | null> {
  return await db.workspace.findFirst({
    where: { id: workspaceId, deletedAt: null },
    select: { plan: true, ratePerMinute: true, keyFormat: true },
  });
}

/** A member of a workspace, null where it has none of this id any more. */
export async function findKeyOwner(db: Db, workspaceId: string, userId: string): Promise<KeyOwner | null> {
  const member = await db.membership.findFirst({
    where: { workspaceId, userId, removedAt: null },
    select: { role: true, allServers: true, servers: { select: { serverId: true } } },
  });
  if (member === null) return null;
  const { servers, ...rest } = member;
  return { ...rest, userId, serverIds: servers.map(({ serverId }) => serverId) };
}
