import { z } from 'zod';
import { columnsOf } from './columns.ts';
import { Prisma, type Server } from './generated/client.ts';
import type { Read } from './read.ts';
import type { Db } from './tenancy.ts';

/** What is stored of a server that its workspace's admins choose. */
export interface ServerFields
  extends Pick<
    Server,
    | 'slug'
    | 'name'
    | 'description'
    | 'environment'
    | 'status'
    | 'upstream'
    | 'errorDialect'
    | 'scopes'
    | 'defaultScopes'
    | 'ratePerMinute'
    | 'burst'
    | 'keyFormat'
    | 'recoverableKeys'
  > {
  readonly scopeImplications: Prisma.InputJsonObject;
}

/** The error dialect of the server of a slug, undefined where the workspace has none. */
export async function findErrorDialect(
  db: Db,
  workspaceId: string,
  slug: string,
): Promise<Server['errorDialect'] | undefined> {
  const server = await db.server.findUnique({
    where: { workspaceId_slug: { workspaceId, slug } },
    select: { errorDialect: true },
  });
  return server?.errorDialect;
}

/** Stores a server; null where its workspace has the slug already. */
export async function insertServer(
  db: Db,
  server: ServerFields & Pick<Server, 'workspaceId' | 'createdAt'>,
): Promise<Server | null> {
  const [inserted] = await db.server.createManyAndReturn({ data: [server], skipDuplicates: true });
  return inserted ?? null;
}

/** Changes a server. Its slug must be free: see isSlugTaken. */
export async function updateServerFields(
  db: Db,
  serverId: string,
  fields: Partial<ServerFields>,
): Promise<void> {
  await db.server.update({ where: { id: serverId }, data: fields });
}

/** Deletes a server. Keys and members that opened it by a list open one less. */
export async function removeServer(db: Db, serverId: string): Promise<void> {
  await db.server.delete({ where: { id: serverId } });
}

/** Tells whether a workspace has a server of this slug. */
export async function isSlugTaken(db: Db, workspaceId: string, slug: string): Promise<boolean> {
  return (await db.server.count({ where: { workspaceId, slug } })) > 0;
}

/** A server by id, null where this workspace has none. */
export async function findServerOfWorkspace(
  db: Db,
  workspaceId: string,
  serverId: string,
): Promise<Server | null> {
  return await db.server.findFirst({ where: { id: serverId, workspaceId } });
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

/** The columns that are read with every server that is shown. */
export const SERVER_COLUMNS = {
  id: true,
  slug: true,
  name: true,
  environment: true,
  status: true,
  scopes: true,
  sensitivity: true,
  createdAt: true,
} as const satisfies Prisma.ServerSelect;

/** A server of a list. */
export type ServerRow = Prisma.ServerGetPayload<{ select: typeof SERVER_COLUMNS }>;

const COLUMNS = columnsOf('s', SERVER_COLUMNS, ['status', 'sensitivity']);

/** The servers of a workspace, in the order of their ids. */
export async function findServerRows(read: Read, workspaceId: string): Promise<ServerRow[]> {
  return await read(
    Prisma.sql`SELECT ${COLUMNS} FROM servers s WHERE s.workspace_id = ${workspaceId}::uuid ORDER BY s.id`,
    'server_rows',
  );
}

const implicationsSchema = z.record(z.string(), z.array(z.string()));

/** What the scopes of a server imply. */
export function implicationsOf(server: { readonly scopeImplications: unknown }): Record<string, string[]> {
  return implicationsSchema.parse(server.scopeImplications);
}
