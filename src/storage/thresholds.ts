import type { Threshold as ThresholdRule } from '../core/threshold.ts';
import { arrayLiteral } from './array-literal.ts';
import type { Threshold } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** A stored threshold: the rule, and whose minutes it judges. */
export interface StoredThreshold extends ThresholdRule {
  readonly workspaceId: string;
  readonly keyId: string | null;
  readonly serverId: string | null;
}

/** All thresholds of workspaces. */
export async function findThresholds(db: Db, workspaceIds: readonly string[]): Promise<StoredThreshold[]> {
  return await db.threshold.findMany({
    where: { workspaceId: { in: [...workspaceIds] } },
    orderBy: { id: 'asc' },
  });
}

export async function countThresholds(db: Db, workspaceId: string): Promise<number> {
  return await db.threshold.count({ where: { workspaceId } });
}

/** Stores a threshold and returns its id. */
export async function insertThreshold(db: Db, threshold: Omit<Threshold, 'id'>): Promise<string> {
  const { id } = await db.threshold.create({ data: threshold, select: { id: true } });
  return id;
}

/** A threshold; null where this workspace has none of the id. */
export async function findThreshold(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<StoredThreshold | null> {
  return await db.threshold.findFirst({ where: { id, workspaceId } });
}

/** The same, locked until the transaction ends. */
export async function lockThreshold(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<StoredThreshold | null> {
  await db.$executeRaw`
    SELECT 1 FROM thresholds WHERE workspace_id = ${workspaceId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  return await findThreshold(db, workspaceId, id);
}

/** Changes the rule of a threshold, but for its metric. */
export async function changeThreshold(
  db: Db,
  id: string,
  { name, limit, requestsMin, severity }: Omit<ThresholdRule, 'id'>,
): Promise<void> {
  await db.threshold.updateMany({ where: { id }, data: { name, limit, requestsMin, severity } });
}

/** Deletes a threshold; false where somebody else has. */
export async function removeThreshold(db: Db, id: string): Promise<boolean> {
  return (await db.threshold.deleteMany({ where: { id } })).count === 1;
}

/** What a key did on one server in a minute. */
export interface ServerReading {
  readonly keyId: string;
  readonly serverId: string;
  readonly requests: number;
  readonly errors: number;
  readonly denied: number;
}

/** The readings of keys on some servers in a minute. Reads the primary key's index. */
export async function findServerReadings(
  db: Db,
  of: {
    readonly workspaceIds: readonly string[];
    readonly keyIds: readonly string[];
    readonly serverIds: readonly string[];
    readonly minute: Date;
  },
): Promise<ServerReading[]> {
  return await db.$queryRaw<ServerReading[]>`
    SELECT key_id AS "keyId", server_id AS "serverId",
      COALESCE(sum(n) FILTER (WHERE measure < 32), 0)::float8 AS requests,
      COALESCE(sum(n) FILTER (WHERE measure IN (32, 33)), 0)::float8 AS errors,
      COALESCE(sum(n) FILTER (WHERE measure BETWEEN 1 AND 31), 0)::float8 AS denied
    FROM usage_minutes
    WHERE workspace_id = ANY (${arrayLiteral(of.workspaceIds)}::uuid[]) AND key_id = ANY (${arrayLiteral(of.keyIds)}::uuid[])
      AND minute = ${of.minute}::timestamptz AND server_id = ANY (${arrayLiteral(of.serverIds)}::uuid[])
    GROUP BY key_id, server_id`;
}
