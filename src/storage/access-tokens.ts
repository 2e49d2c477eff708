import { type AccessToken, Prisma, type Role } from './generated/client.ts';
import type { Read } from './read.ts';
import type { Db } from './tenancy.ts';

const IDENTITY = {
  id: true,
  kind: true,
  workspaceId: true,
  userId: true,
  scopes: true,
  expiresAt: true,
  lastUsedAt: true,
} satisfies Prisma.AccessTokenSelect;

/** An access token as those see it who check it. */
export type AccessTokenIdentity = Prisma.AccessTokenGetPayload<{ select: typeof IDENTITY }>;

/**
 * Finds an access token, expired or not, by the SHA-256 of its secret; null where there is none, or its workspace was
 * deleted.
 */
export async function findAccessToken(db: Db, digest: Uint8Array): Promise<AccessTokenIdentity | null> {
  return await db.accessToken.findUnique({
    where: {
      digest: new Uint8Array(digest),
      OR: [{ workspaceId: null }, { workspace: { deletedAt: null } }],
    },
    select: IDENTITY,
  });
}

/** Stores an access token; a session has no workspace. */
export async function insertAccessToken(
  db: Db,
  token: Pick<AccessToken, 'kind' | 'workspaceId' | 'userId' | 'name' | 'expiresAt' | 'createdAt'> & {
    readonly digest: Uint8Array;
    readonly ip?: string | null;
    readonly userAgent?: string | null;
    readonly scopes?: string[];
  },
): Promise<AccessToken> {
  return await db.accessToken.create({ data: { ...token, digest: new Uint8Array(token.digest) } });
}

/** Deletes an access token, so that it opens nothing any more. */
export async function deleteAccessToken(db: Db, id: string): Promise<void> {
  await db.accessToken.deleteMany({ where: { id } });
}

/** Deletes a machine's token of a workspace and returns what it was; null where there is none. Sessions are out of reach. */
export async function deleteTokenOfWorkspace(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<Pick<AccessToken, 'id' | 'kind' | 'name'> | null> {
  const where = { id, workspaceId, kind: { not: 'SESSION' } } satisfies Prisma.AccessTokenWhereInput;
  const token = await db.accessToken.findFirst({ where, select: { id: true, kind: true, name: true } });
  const { count } = await db.accessToken.deleteMany({ where });
  return count === 0 ? null : token;
}

/** What an access token opens in the control plane. */
export interface AccessGrant extends AccessTokenIdentity {
  /** Whether its user runs the installation. */
  readonly operator: boolean;
  /** The workspaces that its user is in. */
  readonly memberships: readonly { readonly workspaceId: string; readonly role: Role }[];
}

/** Finds an access token, expired or not, with all that its user may see, in one statement; null where there is none. */
export async function findAccessGrant(read: Read, digest: Uint8Array): Promise<AccessGrant | null> {
  const statement = Prisma.sql`
    SELECT t.id, t.kind::text, t.workspace_id AS "workspaceId", t.user_id AS "userId", t.expires_at AS "expiresAt",
      t.scopes, t.last_used_at AS "lastUsedAt", u.operator,
      coalesce((SELECT json_agg(json_build_object('workspaceId', m.workspace_id, 'role', m.role))
        FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
        WHERE m.user_id = t.user_id AND m.removed_at IS NULL AND w.deleted_at IS NULL), '[]') AS memberships
    FROM access_tokens t JOIN users u ON u.id = t.user_id WHERE t.digest = ${new Uint8Array(digest)}`;
  const [grant] = await read<AccessGrant>(statement, 'access_grant');
  return grant ?? null;
}

const USE_NOTED_EVERY_MS = 60_000;

/** Tells whether a use at an instant is worth a write: the last one that was noted is more than a minute ago. */
export function isUseStale(lastUsedAt: Date | null, now: Date): boolean {
  return lastUsedAt === null || now.getTime() - lastUsedAt.getTime() > USE_NOTED_EVERY_MS;
}

/** Notes that an access token was used. */
export async function noteUse(db: Db, id: string, at: Date): Promise<void> {
  await db.accessToken.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: at } }] },
    data: { lastUsedAt: at },
  });
}

/** Tells whether a token still opens a workspace in a role, as of an instant. */
export async function opensStill(
  read: Read,
  { tokenId, workspaceId, role, now }: { tokenId: string; workspaceId: string; role: string; now: Date },
): Promise<boolean> {
  const rows = await read(Prisma.sql`
    SELECT 1 AS opens FROM access_tokens t JOIN memberships m ON m.user_id = t.user_id
    WHERE t.id = ${tokenId}::uuid AND (t.expires_at IS NULL OR t.expires_at > ${now}::timestamptz)
      AND m.workspace_id = ${workspaceId}::uuid AND m.role::text = ${role}::text`);
  return rows.length > 0;
}
