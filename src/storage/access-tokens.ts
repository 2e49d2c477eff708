import type { Db } from './client.ts';
import type { AccessToken, Prisma } from './generated/client.ts';

const IDENTITY = {
  id: true,
  kind: true,
  workspaceId: true,
  userId: true,
  expiresAt: true,
} satisfies Prisma.AccessTokenSelect;

/** An access token as those see it who check it. */
export type AccessTokenIdentity = Prisma.AccessTokenGetPayload<{ select: typeof IDENTITY }>;

/** Finds an access token, expired or not, by the SHA-256 of its secret; null where there is none. */
export async function findAccessToken(db: Db, digest: Uint8Array): Promise<AccessTokenIdentity | null> {
  return await db.accessToken.findUnique({ where: { digest: new Uint8Array(digest) }, select: IDENTITY });
}

/** Stores an access token; a session has no workspace. */
export async function insertAccessToken(
  db: Db,
  token: Pick<AccessToken, 'kind' | 'workspaceId' | 'userId' | 'name' | 'expiresAt' | 'createdAt'> & {
    digest: Uint8Array;
  },
): Promise<AccessToken> {
  return await db.accessToken.create({ data: { ...token, digest: new Uint8Array(token.digest) } });
}

/** Deletes an access token, so that it opens nothing any more. */
export async function deleteAccessToken(db: Db, id: string): Promise<void> {
  await db.accessToken.deleteMany({ where: { id } });
}
