import type { Db } from './client.ts';
import type { Server } from './generated/client.ts';

/** Stores a server; null where its workspace has the slug already. */
export async function insertServer(
  db: Db,
  server: Pick<Server, 'workspaceId' | 'slug' | 'name' | 'environment' | 'scopes' | 'createdAt'>,
): Promise<Server | null> {
  const [inserted] = await db.server.createManyAndReturn({ data: [server], skipDuplicates: true });
  return inserted ?? null;
}

/** The servers of a workspace, or those of them that have one of the ids. */
export async function findServersOfWorkspace(
  db: Db,
  workspaceId: string,
  ids?: readonly string[],
): Promise<Server[]> {
  return await db.server.findMany({
    where: { workspaceId, ...(ids === undefined ? {} : { id: { in: [...ids] } }) },
  });
}
