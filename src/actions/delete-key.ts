import { markKeyDeleted } from '../storage/keys.ts';
import { type ChangedKey, changeKey, type KeyReach } from './change-key.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { resolveAlertsOfKey } from './resolve-alerts-of-key.ts';

/**
 * Deletes a key, which revokes it: from then on it is found no more, but its rejected traffic still has a name. Its
 * alerts are resolved. Refused
 * with NOT_FOUND, also where it is deleted already.
 */
export async function deleteKey(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now'>,
  actor: Actor,
  reach: KeyReach,
): Promise<ChangedKey> {
  return await changeKey(deps, actor, reach, async (db, key, at) => {
    await markKeyDeleted(db, key, at);
    await resolveAlertsOfKey(db, actor, { workspaceId: key.workspaceId, keyId: key.id, at });
    return { action: 'key.deleted', detail: { name: key.name } };
  });
}
