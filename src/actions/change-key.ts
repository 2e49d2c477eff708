import { Refusal } from '../core/errors.ts';
import { type AuditEntry, insertAudit } from '../storage/audit.ts';
import { lockKey, type StoredKey } from '../storage/keys.ts';
import type { Db } from '../storage/tenancy.ts';
import { raiseVersions } from '../storage/version-raises.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { Propagation } from './carry-versions.ts';
import type { ActionDeps, Actor } from './deps.ts';

/** A key within the reach of whoever acts. */
export interface KeyReach {
  readonly workspaceId: string;
  readonly keyId: string;
  /** The only owner whose keys the actor may touch; undefined: any. */
  readonly ownerId?: string | undefined;
}

/** A key that was changed, and whether every verifier knows. */
export interface ChangedKey {
  readonly keyId: string;
  readonly propagation: Propagation;
}

/** What the audit log tells of a change. */
export type KeyChangeEntry = Pick<AuditEntry, 'action' | 'detail' | 'change'>;

/** Locks and loads a key. Refused with NOT_FOUND where it is unknown, foreign, deleted or out of reach. */
export async function requireKey(db: Db, { workspaceId, keyId, ownerId }: KeyReach): Promise<StoredKey> {
  await shareWorkspace(db, workspaceId);
  const key = await lockKey(db, workspaceId, keyId);
  if (key === null || key.ownerId !== (ownerId ?? key.ownerId)) {
    throw new Refusal('NOT_FOUND', 'There is no such key in this workspace.');
  }
  return key;
}

/** Refused with KEY_STATE where the key is revoked. */
export function checkNotRevoked(key: StoredKey): void {
  if (key.revokedAt !== null) {
    throw new Refusal('KEY_STATE', 'The key is revoked, which is final; make a new one.');
  }
}

/**
 * Changes a key in one transaction: `work` writes and says what the audit log tells, or undefined where nothing changed.
 * When this returns with `DONE`, every verifier goes by the change. Refused with NOT_FOUND, and as `work` refuses.
 */
export async function changeKey(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now'>,
  actor: Actor,
  reach: KeyReach,
  work: (db: Db, key: StoredKey, at: Date) => Promise<KeyChangeEntry | undefined>,
): Promise<ChangedKey> {
  const { workspaceId, keyId } = reach;
  await deps.storage.transaction(async (db) => {
    const key = await requireKey(db, reach);
    const at = deps.now();
    const entry = await work(db, key, at);
    if (entry === undefined) return;
    await raiseVersions(db, [keyId], at);
    await insertAudit(db, { workspaceId, actor, targetId: keyId, at, ...entry });
  });
  return { keyId, propagation: await deps.carryVersions([keyId]) };
}
