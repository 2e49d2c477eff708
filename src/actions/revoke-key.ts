import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { findKeyOfWorkspace, markKeyRevoked } from '../storage/keys.ts';
import { raiseVersions } from '../storage/version-raises.ts';
import { carryVersions, type Propagation } from './carry-versions.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Revokes a key for good. When this returns with `DONE`, no verifier anywhere accepts it any more. Revoking a revoked
 * key changes nothing. Refused with NOT_FOUND where the workspace (and the owner, where given) has no such key.
 */
export async function revokeKey(
  deps: Pick<ActionDeps, 'storage' | 'versions' | 'now'>,
  actor: Actor,
  input: { workspaceId: string; keyId: string; ownerId?: string | undefined },
): Promise<{ keyId: string; propagation: Propagation }> {
  await deps.storage.transaction(async (db) => {
    const key = await findKeyOfWorkspace(db, input.workspaceId, input.keyId);
    if (key === null || key.ownerId !== (input.ownerId ?? key.ownerId)) {
      throw new Refusal('NOT_FOUND', 'There is no such key in this workspace.');
    }
    if (key.revokedAt !== null) return;
    const at = deps.now();
    await markKeyRevoked(db, key.id, at);
    await raiseVersions(db, [key.id], at);
    await insertAudit(db, {
      workspaceId: input.workspaceId,
      actorId: actor.userId,
      action: 'key.revoked',
      targetType: 'key',
      targetId: key.id,
      ip: actor.ip,
      detail: { name: key.name },
      at,
    });
  });
  return { keyId: input.keyId, propagation: await carryVersions(deps, [input.keyId]) };
}
