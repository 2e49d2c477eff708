import type { RateLimit } from '../core/key/record.ts';
import type { Metadata } from '../core/metadata.ts';
import type { Key, Prisma, QuotaRefill } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** What can be changed of a key. */
export interface KeySettings {
  readonly name: string;
  readonly description: string | null;
  readonly scopes: readonly string[];
  readonly allServers: boolean;
  /** The servers it opens where it does not open all, in order. */
  readonly serverIds: readonly string[];
  readonly metadata: Metadata;
  readonly rateLimit: RateLimit | null;
  readonly quota: { readonly limit: number; readonly refill: QuotaRefill } | null;
  readonly concurrencyLimit: number | null;
  readonly allowCidrs: readonly string[];
  readonly requiresSignature: boolean;
  readonly expiresAt: Date | null;
}

/** A key with all that actions decide by. */
export interface StoredKey extends Key {
  readonly settings: KeySettings;
  /** The key that replaced it. */
  readonly successor: { readonly id: string; readonly name: string } | null;
}

/** What is stored of a new key besides its settings. Its digest must not be there yet. */
export interface NewKey
  extends Pick<
    Key,
    'id' | 'workspaceId' | 'ownerId' | 'environment' | 'pepperVersion' | 'prefix' | 'lastFour' | 'createdAt'
  > {
  readonly digest: Uint8Array;
  /** Template of the secret. */
  readonly format: string;
  readonly sealedSecret: Uint8Array | null;
  readonly sealedSigningSecret: Uint8Array | null;
  readonly rotatedFromId?: string;
  readonly lineageId?: string;
  readonly settings: KeySettings;
}

/** Locks a key, not deleted unless said otherwise, until the transaction ends, and loads it; null where there is none. */
export async function lockKey(
  db: Db,
  workspaceId: string,
  keyId: string,
  { deletedToo = false }: { readonly deletedToo?: boolean } = {},
): Promise<StoredKey | null> {
  await db.$executeRaw`
    SELECT 1 FROM keys WHERE id = ${keyId}::uuid AND workspace_id = ${workspaceId}::uuid FOR NO KEY UPDATE`;
  const found = await db.key.findFirst({
    where: { id: keyId, workspaceId, ...(deletedToo ? {} : { deletedAt: null }) },
    include: {
      servers: { select: { serverId: true }, orderBy: { serverId: 'asc' } },
      rotatedTo: { select: { id: true, name: true } },
    },
  });
  if (found === null) return null;
  const { servers, rotatedTo, ...key } = found;
  return { ...key, successor: rotatedTo, settings: settingsOf(key, servers) };
}

/** Stores a key and the list of servers it opens. */
export async function insertKey(db: Db, key: NewKey): Promise<void> {
  const { settings, digest, sealedSecret, sealedSigningSecret, ...columns } = key;
  await db.key.create({
    data: {
      ...columns,
      ...columnsOf(settings),
      digest: new Uint8Array(digest),
      sealedSecret: sealedSecret && new Uint8Array(sealedSecret),
      sealedSigningSecret: sealedSigningSecret && new Uint8Array(sealedSigningSecret),
      servers: { createMany: { data: settings.serverIds.map((serverId) => ({ serverId })) } },
    },
    select: { id: true },
  });
}

/** Changes a key's settings, and the list of servers it opens where that is another one. */
export async function updateKeySettings(db: Db, key: StoredKey, settings: KeySettings): Promise<void> {
  const { id: keyId, workspaceId } = key;
  await db.key.update({ where: { id: keyId }, data: columnsOf(settings), select: { id: true } });
  if (settings.serverIds.join() === key.settings.serverIds.join()) return;
  await db.keyServer.deleteMany({ where: { workspaceId, keyId } });
  await db.keyServer.createMany({
    data: settings.serverIds.map((serverId) => ({ workspaceId, keyId, serverId })),
  });
}

/** Changes when a key is suspended, revoked or expired. */
export async function updateKeyTimes(
  db: Db,
  keyId: string,
  times: Partial<Pick<Key, 'suspendedAt' | 'revokedAt' | 'expiresAt'>>,
): Promise<void> {
  await db.key.update({ where: { id: keyId }, data: times, select: { id: true } });
}

/** Stores what a key's requests have to be signed with from now on; null: nothing but the key. */
export async function updateSigningSecret(db: Db, keyId: string, sealed: Uint8Array | null): Promise<void> {
  const data =
    sealed === null
      ? { sealedSigningSecret: null }
      : { sealedSigningSecret: new Uint8Array(sealed), requiresSignature: true };
  await db.key.update({ where: { id: keyId }, data, select: { id: true } });
}

/**
 * Deletes a key, which revokes it. What could open or describe it is wiped; the row stays, so that rejected traffic has a
 * name. The key that it replaced may be rotated again.
 */
export async function markKeyDeleted(db: Db, key: Key, at: Date): Promise<void> {
  await db.key.update({
    where: { id: key.id },
    data: {
      deletedAt: at,
      revokedAt: key.revokedAt ?? at,
      sealedSecret: null,
      sealedSigningSecret: null,
      metadata: {},
      rotatedFromId: null,
    },
    select: { id: true },
  });
}

/** The newest keys of a workspace, or those of them that have one of the ids, or of one owner. */
export async function findKeyIds(
  db: Db,
  filter: {
    readonly workspaceId: string;
    readonly ownerId?: string | undefined;
    readonly ids?: readonly string[] | undefined;
    readonly countMax: number;
  },
): Promise<string[]> {
  const { workspaceId, ownerId, ids, countMax } = filter;
  const rows = await db.key.findMany({
    where: {
      workspaceId,
      deletedAt: null,
      ...(ownerId === undefined ? {} : { ownerId }),
      ...(ids === undefined ? {} : { id: { in: [...ids] } }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: countMax,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

function settingsOf(key: Key, servers: readonly { serverId: string }[]): KeySettings {
  const { rateLimit, rateLimitSeconds, rateLimitBurst, quotaLimit, quotaRefill } = key;
  return {
    name: key.name,
    description: key.description,
    scopes: key.scopes,
    allServers: key.allServers,
    serverIds: servers.map(({ serverId }) => serverId),
    // Actions only ever store objects.
    metadata: key.metadata as Metadata,
    rateLimit:
      rateLimit === null
        ? null
        : { limit: rateLimit, windowSeconds: rateLimitSeconds, burst: rateLimitBurst },
    quota: quotaLimit === null ? null : { limit: quotaLimit, refill: quotaRefill },
    concurrencyLimit: key.concurrencyLimit,
    allowCidrs: key.allowCidrs,
    requiresSignature: key.requiresSignature,
    expiresAt: key.expiresAt,
  };
}

function columnsOf(settings: KeySettings) {
  const { serverIds: _apart, rateLimit, quota, scopes, allowCidrs, metadata, ...columns } = settings;
  return {
    ...columns,
    scopes: [...scopes],
    allowCidrs: [...allowCidrs],
    metadata: metadata as Prisma.InputJsonObject,
    rateLimit: rateLimit?.limit ?? null,
    rateLimitSeconds: rateLimit?.windowSeconds ?? 60,
    rateLimitBurst: rateLimit?.burst ?? null,
    quotaLimit: quota?.limit ?? null,
    quotaRefill: quota?.refill ?? ('NEVER' as const),
  };
}
