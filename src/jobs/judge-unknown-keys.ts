import type { AlertFinding } from '../core/alert.ts';
import { judgeUnknownKeys } from '../core/unknown-keys.ts';
import type { Db } from '../storage/tenancy.ts';
import { findUnknownKeys, upsertUnknownKeyLevels } from '../storage/unknown-keys.ts';

/** The storms of unknown keys in a minute, by workspace. What is learnt of it is stored in the caller's transaction. */
export async function findStorms(db: Db, minute: Date): Promise<ReadonlyMap<string, AlertFinding>> {
  const counted = await findUnknownKeys(db, minute);
  if (counted.length === 0) return new Map();
  const judged = counted.map(({ workspaceId, n, level }) => ({
    workspaceId,
    ...judgeUnknownKeys(level, n, minute.getTime()),
  }));
  await upsertUnknownKeyLevels(
    db,
    judged.map(({ workspaceId, level }) => ({ workspaceId, ...level })),
  );
  return new Map(judged.flatMap(({ workspaceId, finding }) => (finding ? [[workspaceId, finding]] : [])));
}
