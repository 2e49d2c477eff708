import { arrayLiteral } from './array-literal.ts';
import { type KeyFilter, keyCondition } from './key-filter.ts';
import type { Db } from './tenancy.ts';

/** The keys that fit a filter and are not revoked, by id, up to a number. */
export async function findRevocableKeys(
  db: Db,
  filter: KeyFilter,
  now: Date,
  countMax: number,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT k.id FROM keys k WHERE ${keyCondition(filter, now)} AND k.revoked_at IS NULL
    ORDER BY k.id LIMIT ${countMax}`;
  return rows.map(({ id }) => id);
}

/** Locks keys of a workspace until the transaction ends, in the order of their ids. */
export async function lockKeys(db: Db, workspaceId: string, keyIds: readonly string[]): Promise<void> {
  await db.$executeRaw`
    SELECT 1 FROM keys WHERE workspace_id = ${workspaceId}::uuid AND id = ANY (${arrayLiteral(keyIds)}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
}

/** Revokes keys of a workspace that are not revoked, in one statement. */
export async function markKeysRevoked(
  db: Db,
  workspaceId: string,
  keyIds: readonly string[],
  at: Date,
): Promise<void> {
  await db.$executeRaw`
    UPDATE keys SET revoked_at = ${at} WHERE workspace_id = ${workspaceId}::uuid
      AND id = ANY (${arrayLiteral(keyIds)}::uuid[]) AND revoked_at IS NULL`;
}
