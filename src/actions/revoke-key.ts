import { updateKeyTimes } from '../storage/keys.ts';
import { type ChangedKey, changeKey, type KeyReach } from './change-key.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Revokes a key for good. When this returns with `DONE`, no verifier anywhere accepts it any more. Revoking a revoked
 * key changes nothing. Refused with NOT_FOUND.
 */
export async function revokeKey(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now'>,
  actor: Actor,
  reach: KeyReach,
): Promise<ChangedKey> {
  return await changeKey(deps, actor, reach, async (db, key, at) => {
    if (key.revokedAt !== null) return undefined;
    await updateKeyTimes(db, key.id, { revokedAt: at });
    return { action: 'key.revoked', detail: { name: key.name } };
  });
}
