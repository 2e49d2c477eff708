import type { Db } from './tenancy.ts';

/** The servers that a member may open: all, also future ones, or those listed (in the order of their ids). */
export interface MemberServers {
  readonly allServers: boolean;
  readonly serverIds: readonly string[];
}

/** The servers that somebody may open, null where they are no member (any more). */
export async function findMemberServers(
  db: Db,
  workspaceId: string,
  userId: string,
): Promise<MemberServers | null> {
  const member = await db.membership.findFirst({
    where: { workspaceId, userId, removedAt: null },
    select: { allServers: true, servers: { select: { serverId: true }, orderBy: { serverId: 'asc' } } },
  });
  if (member === null) return null;
  return { allServers: member.allServers, serverIds: member.servers.map(({ serverId }) => serverId) };
}

/** Stores which servers a member may open, instead of what was stored before. */
export async function replaceMemberServers(
  db: Db,
  member: { workspaceId: string; userId: string },
  { allServers, serverIds }: MemberServers,
): Promise<void> {
  await db.membership.update({ where: { workspaceId_userId: member }, data: { allServers } });
  await db.membershipServer.deleteMany({ where: member });
  await db.membershipServer.createMany({ data: serverIds.map((serverId) => ({ ...member, serverId })) });
}
