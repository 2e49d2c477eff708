import { openEnvelope } from '../core/envelope.ts';
import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { checkNotRevoked, type KeyReach, requireKey } from './change-key.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Opens the envelope of a recoverable key, and notes who did. Keys of production are never shown again. Refused with
 * NOT_FOUND, KEY_STATE (it is revoked) or NOT_RECOVERABLE.
 */
export async function revealKey(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'encryptionKey'>,
  actor: Actor,
  reach: KeyReach,
): Promise<{ keyId: string; secret: string }> {
  const { workspaceId, keyId } = reach;
  return await deps.storage.transaction(async (db) => {
    const key = await requireKey(db, reach);
    checkNotRevoked(key);
    if (key.sealedSecret === null || key.environment === 'production') {
      throw new Refusal(
        'NOT_RECOVERABLE',
        'The secret of this key was not kept; rotate the key for a new one.',
      );
    }
    const secret = openEnvelope(key.sealedSecret, deps.encryptionKey, key.id);
    const entry = { action: 'key.revealed', detail: { name: key.name }, at: deps.now() } as const;
    await insertAudit(db, { workspaceId, actor, targetId: keyId, ...entry });
    return { keyId, secret };
  });
}
