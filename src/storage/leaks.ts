import type { FoundKey, LeakAction } from '../core/leak/stop.ts';
import type { ContainedKey } from './containments.ts';
import type { Db } from './tenancy.ts';

/** A key that was found somewhere. */
export interface LeakedKey {
  readonly id: string;
  readonly workspaceId: string;
}

/** Finds keys by their digests, in whichever workspace; keys by digest (hexadecimal). Those of deleted workspaces are left out. */
export async function findKeysByDigests(
  db: Db,
  digests: readonly Uint8Array[],
): Promise<ReadonlyMap<string, LeakedKey>> {
  const rows = await db.key.findMany({
    where: {
      digest: { in: digests.map((digest) => new Uint8Array(digest)) },
      workspace: { deletedAt: null },
    },
    select: { id: true, workspaceId: true, digest: true },
  });
  return new Map(rows.map(({ digest, ...key }) => [Buffer.from(digest).toString('hex'), key]));
}

/** A found key as it is, with what is told of it. */
export interface LeakedKeyState extends ContainedKey, FoundKey {
  readonly id: string;
}

/** Keys of a workspace by id, also deleted ones. */
export async function findLeakedKeys(
  db: Db,
  workspaceId: string,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, LeakedKeyState>> {
  const rows = await db.key.findMany({
    where: { workspaceId, id: { in: [...keyIds] } },
    select: {
      id: true,
      workspaceId: true,
      ownerId: true,
      name: true,
      prefix: true,
      lastFour: true,
      revokedAt: true,
      deletedAt: true,
      suspendedAt: true,
    },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** The places, by their fingerprints in hexadecimal, where keys were found before, by key. */
export async function findKnownPlaces(
  db: Db,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db.leak.findMany({
    where: { keyId: { in: [...keyIds] } },
    select: { keyId: true, fingerprint: true },
  });
  const places = new Map<string, Set<string>>();
  for (const { keyId, fingerprint } of rows) {
    const ofKey = places.get(keyId) ?? new Set();
    places.set(keyId, ofKey.add(Buffer.from(fingerprint).toString('hex')));
  }
  return places;
}

/** Notes where keys were found. */
export async function insertLeaks(
  db: Db,
  leaks: readonly {
    readonly workspaceId: string;
    readonly keyId: string;
    readonly reporter: string;
    readonly source: string;
    readonly url: string | null;
    readonly fingerprint: Uint8Array;
    readonly action: LeakAction | null;
    readonly at: Date;
  }[],
): Promise<void> {
  const data = leaks.map((leak) => ({ ...leak, fingerprint: new Uint8Array(leak.fingerprint) }));
  if (data.length > 0) await db.leak.createMany({ data });
}

/** What a workspace has done to keys that leaked. */
export async function findLeakAction(db: Db, workspaceId: string): Promise<LeakAction> {
  const { leakAction } = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { leakAction: true },
  });
  return leakAction;
}

/** Sets what a workspace has done to keys that leak. */
export async function updateLeakAction(db: Db, workspaceId: string, leakAction: LeakAction): Promise<void> {
  await db.workspace.update({ where: { id: workspaceId }, data: { leakAction }, select: { id: true } });
}

/** The open alerts of keys, of a kind, by key. */
export async function findOpenAlerts(
  db: Db,
  keyIds: readonly string[],
  kind: string,
): Promise<ReadonlyMap<string, string>> {
  if (keyIds.length === 0) return new Map();
  const rows = await db.alert.findMany({
    where: { keyId: { in: [...keyIds] }, kind, openIncident: { not: null } },
    select: { id: true, keyId: true },
  });
  return new Map(rows.flatMap(({ id, keyId }) => (keyId === null ? [] : [[keyId, id] as const])));
}

/** The templates that keys of a workspace are made with, or were: its own, those of its servers and those of its keys. */
export async function findKeyFormats(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ format: string }[]>`
    SELECT DISTINCT format FROM (
      SELECT key_format AS format FROM workspaces WHERE id = ${workspaceId}::uuid
      UNION ALL SELECT key_format FROM servers WHERE workspace_id = ${workspaceId}::uuid
      UNION ALL SELECT format FROM keys WHERE workspace_id = ${workspaceId}::uuid AND deleted_at IS NULL
    ) formats WHERE format IS NOT NULL ORDER BY format`;
  return rows.map(({ format }) => format);
}
