import { z } from 'zod';
import type { KeyRecord } from '../core/key/record.ts';
import type { Db } from './client.ts';
import type { Prisma } from './generated/client.ts';

const RELATIONS = {
  servers: { select: { server: { select: { id: true, slug: true, status: true } } } },
} satisfies Prisma.KeyInclude;

type KeyRow = Prisma.KeyGetPayload<{ include: typeof RELATIONS }>;

const metadataSchema = z.record(z.string(), z.unknown());

/** Loads the key of one of these digests (one per pepper), undefined where there is none. */
export async function findKeyRecordByDigest(
  db: Db,
  digests: readonly Uint8Array[],
): Promise<KeyRecord | undefined> {
  const row = await db.key.findFirst({ where: { digest: { in: digests.map(toBytes) } }, include: RELATIONS });
  return row === null ? undefined : await toRecord(db, row);
}

/** Loads a key, undefined where there is none. */
export async function findKeyRecord(db: Db, keyId: string): Promise<KeyRecord | undefined> {
  const row = await db.key.findUnique({ where: { id: keyId }, include: RELATIONS });
  return row === null ? undefined : await toRecord(db, row);
}

/** Loads the versions of keys as they are committed now. Keys that are gone are left out. */
export async function findKeyVersions(db: Db, keyIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.key.findMany({
    where: { id: { in: [...keyIds] } },
    select: { id: true, version: true },
  });
  return new Map(rows.map((row) => [row.id, row.version]));
}

async function toRecord(db: Db, row: KeyRow): Promise<KeyRecord> {
  const servers = row.allServers
    ? await db.server.findMany({
        where: { workspaceId: row.workspaceId },
        select: { id: true, slug: true, status: true },
      })
    : row.servers.map(({ server }) => server);
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    ownerId: row.ownerId,
    name: row.name,
    environment: row.environment,
    scopes: row.scopes,
    servers: new Map(
      servers.map(({ id, slug, status }) => [slug, { id, slug, active: status === 'ACTIVE' }]),
    ),
    metadata: metadataSchema.parse(row.metadata),
    version: row.version,
    rateLimit: { limit: row.rateLimit ?? DEFAULT_RATE_LIMIT, windowSeconds: row.rateLimitSeconds },
    expiresAt: row.expiresAt?.getTime() ?? null,
    revokedAt: row.revokedAt?.getTime() ?? null,
  };
}

/** Requests per window of keys that have no limit of their own (Octolane's documented default: 100 per minute). */
const DEFAULT_RATE_LIMIT = 100;

function toBytes(digest: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(digest);
}
