import type { ContainmentHalt } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** How far the policies of a workspace have gone. */
export interface ContainmentUse {
  /** Null: policies are at work. */
  readonly openHalt: ContainmentHalt | null;
  /** Keys that can be used: neither revoked, nor expired, nor suspended by a person. */
  readonly activeKeys: number;
  /** Different keys that policies have contained since an instant, or since the last halt was released. */
  readonly containedKeyIds: ReadonlySet<string>;
}

/** Reads how far the policies of a workspace have gone since an instant. Its active keys are counted by an index scan. */
export async function findContainmentUse(
  db: Db,
  workspaceId: string,
  since: Date,
  now: Date,
): Promise<ContainmentUse> {
  const openHalt = await db.containmentHalt.findUnique({ where: { openWorkspace: workspaceId } });
  const released = await db.containmentHalt.findFirst({
    where: { workspaceId, releasedAt: { gte: since } },
    orderBy: { releasedAt: 'desc' },
    select: { releasedAt: true },
  });
  const contained = await db.containment.findMany({
    where: { workspaceId, by: 'POLICY', since: { gte: released?.releasedAt ?? since } },
    distinct: ['keyId'],
    select: { keyId: true },
  });
  const activeKeys = await db.key.count({
    where: {
      workspaceId,
      deletedAt: null,
      revokedAt: null,
      suspendedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
  });
  return { openHalt, activeKeys, containedKeyIds: new Set(contained.map(({ keyId }) => keyId)) };
}

/** Stores a halt; null where the workspace has an open one already. */
export async function insertHalt(
  db: Db,
  halt: Pick<ContainmentHalt, 'workspaceId' | 'containedKeys' | 'keysMax' | 'activeKeys' | 'keyId' | 'at'>,
): Promise<ContainmentHalt | null> {
  const [row] = await db.containmentHalt.createManyAndReturn({
    data: [{ ...halt, openWorkspace: halt.workspaceId }],
    skipDuplicates: true,
  });
  return row ?? null;
}

/** Releases the open halt of a workspace; false where this one is not open. */
export async function releaseHalt(
  db: Db,
  halt: {
    readonly workspaceId: string;
    readonly haltId: string;
    readonly byUserId: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { workspaceId, haltId, byUserId, at } = halt;
  const { count } = await db.containmentHalt.updateMany({
    where: { id: haltId, openWorkspace: workspaceId },
    data: { releasedAt: at, releasedById: byUserId, openWorkspace: null },
  });
  return count === 1;
}
