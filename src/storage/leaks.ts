import type { LeakAction } from './generated/client.ts';
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

/** Notes where a key was found; false where that is known. */
export async function insertLeak(
  db: Db,
  leak: {
    readonly workspaceId: string;
    readonly keyId: string;
    readonly reporter: string;
    readonly source: string;
    readonly url: string | null;
    readonly fingerprint: Uint8Array;
    readonly action: LeakAction | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const fingerprint = new Uint8Array(leak.fingerprint);
  const { count } = await db.leak.createMany({ data: [{ ...leak, fingerprint }], skipDuplicates: true });
  return count === 1;
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

/** The open alert of a key and kind; null: none. */
export async function findOpenAlert(db: Db, keyId: string, kind: string): Promise<{ id: string } | null> {
  return await db.alert.findFirst({
    where: { keyId, kind, openIncident: { not: null } },
    select: { id: true },
  });
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
