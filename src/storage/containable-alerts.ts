import type { ContainedAlert } from '../core/containment.ts';
import { arrayLiteral } from './array-literal.ts';
import type { ContainedKey } from './containments.ts';
import type { Db } from './tenancy.ts';

/** An alert that is not resolved, and its key, which is alive. */
export interface ContainableAlert extends ContainedAlert {
  readonly alertId: string;
  readonly workspaceId: string;
  readonly key: ContainedKey & { readonly serverIds: readonly string[] };
}

const KEY = {
  id: true,
  workspaceId: true,
  name: true,
  prefix: true,
  lastFour: true,
  ownerId: true,
  servers: { select: { serverId: true } },
} as const;

/**
 * The open alerts of keys that had a finding in a minute, where their workspace has a policy; those of keys that are
 * revoked or deleted, and what is muted, are left out. The worst alert comes first.
 */
export async function findContainableAlerts(
  db: Db,
  keyIds: readonly string[],
  minute: Date,
): Promise<ContainableAlert[]> {
  const rows = await db.alert.findMany({
    where: {
      keyId: { in: [...keyIds] },
      openIncident: { not: null },
      lastMinute: { gte: minute },
      mutedById: null,
      key: { revokedAt: null, deletedAt: null },
      workspace: { containmentPolicies: { some: {} } },
    },
    select: { id: true, kind: true, severity: true, score: true, workspaceId: true, key: { select: KEY } },
    orderBy: [{ score: 'desc' }, { id: 'asc' }],
  });
  return rows.flatMap(({ id, key: found, ...alert }) => {
    if (found === null) return [];
    const { servers, ...key } = found;
    return { ...alert, alertId: id, key: { ...key, serverIds: servers.map(({ serverId }) => serverId) } };
  });
}

/** Locks keys in the order of their ids until the transaction ends, and returns those that are alive. */
export async function lockLivingKeys(db: Db, keyIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM keys WHERE id = ANY (${arrayLiteral(keyIds)}::uuid[])
      AND revoked_at IS NULL AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE`;
  return new Set(rows.map(({ id }) => id));
}

/** The strictest steps that people have undone for alerts, by alert. */
export async function findUndoneSteps(db: Db, alertIds: readonly string[]) {
  return await db.containment.findMany({
    where: { alertId: { in: [...alertIds] }, end: 'UNDONE' },
    select: { alertId: true, step: true },
  });
}
