import type { Metadata } from '../core/metadata.ts';
import { arrayLiteral } from './array-literal.ts';
import type { Key, Prisma, Workspace } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** What the rows of an import are checked against. */
export interface ImportGround {
  readonly workspace: Pick<Workspace, 'plan' | 'ratePerMinute'>;
  /** Members who may have keys. */
  readonly owners: readonly {
    readonly id: string;
    readonly email: string;
    /** The servers that they may open; null: all. */
    readonly serverIds: ReadonlySet<string> | null;
  }[];
  readonly servers: readonly {
    readonly id: string;
    readonly slug: string;
    readonly scopes: string[];
    readonly defaultScopes: string[];
  }[];
}

/**
 * Reads what a workspace's new keys depend on: its members who may have keys, its servers and its plan. Null where it was
 * deleted.
 */
export async function findImportGround(db: Db, workspaceId: string): Promise<ImportGround | null> {
  const ground = await db.workspace.findFirst({
    where: { id: workspaceId, deletedAt: null },
    select: {
      plan: true,
      ratePerMinute: true,
      memberships: {
        where: { removedAt: null, role: { not: 'VIEWER' } },
        select: {
          allServers: true,
          servers: { select: { serverId: true } },
          user: { select: { id: true, email: true } },
        },
      },
      servers: { select: { id: true, slug: true, scopes: true, defaultScopes: true } },
    },
  });
  if (ground === null) return null;
  const { memberships, servers, ...workspace } = ground;
  const owners = memberships.map(({ user, allServers, servers: opened }) => ({
    ...user,
    serverIds: allServers ? null : new Set(opened.map(({ serverId }) => serverId)),
  }));
  return { workspace, servers, owners };
}

/** Those of some digests that a key has already, whose workspace ever it is; as base64. */
export async function findKnownDigests(db: Db, digests: readonly Uint8Array[]): Promise<Set<string>> {
  const literal = arrayLiteral(digests.map((digest) => `"\\\\x${Buffer.from(digest).toString('hex')}"`));
  const rows = await db.$queryRaw<{ digest: Uint8Array }[]>`
    SELECT keywatch_known_digests(${literal}::bytea[]) AS digest`;
  return new Set(rows.map(({ digest }) => Buffer.from(digest).toString('base64')));
}

/** What is stored of a key that was made elsewhere. */
export type ImportedKeyRow = Pick<
  Key,
  | 'id'
  | 'workspaceId'
  | 'ownerId'
  | 'name'
  | 'description'
  | 'environment'
  | 'pepperVersion'
  | 'prefix'
  | 'lastFour'
  | 'scopes'
  | 'allServers'
  | 'allowCidrs'
  | 'rateLimit'
  | 'expiresAt'
  | 'createdAt'
> & { readonly digest: Uint8Array<ArrayBuffer>; readonly metadata: Metadata };

/**
 * Stores keys in one statement and returns the ids of those whose digest was not there yet, also not by a transaction
 * that is under way.
 */
export async function insertImportedKeys(db: Db, keys: readonly ImportedKeyRow[]): Promise<Set<string>> {
  const inserted = await db.key.createManyAndReturn({
    // In one order, so that two imports of the same keys wait for each other.
    data: keys
      .toSorted((a, b) => Buffer.compare(a.digest, b.digest))
      .map((key) => ({ ...key, metadata: key.metadata as Prisma.InputJsonObject })),
    skipDuplicates: true,
    select: { id: true },
  });
  return new Set(inserted.map(({ id }) => id));
}

/** Lets keys open servers, in one statement. */
export async function insertKeyServers(
  db: Db,
  workspaceId: string,
  pairs: readonly { readonly keyId: string; readonly serverId: string }[],
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO key_servers (workspace_id, key_id, server_id)
    SELECT ${workspaceId}::uuid, key_id, server_id FROM unnest(
      ${arrayLiteral(pairs.map(({ keyId }) => keyId))}::uuid[],
      ${arrayLiteral(pairs.map(({ serverId }) => serverId))}::uuid[]
    ) AS pairs (key_id, server_id)`;
}
