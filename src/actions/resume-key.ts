import { Refusal } from '../core/errors.ts';
import { findLastActor } from '../storage/key-audit.ts';
import { updateKeyTimes } from '../storage/keys.ts';
import { type ChangedKey, changeKey, checkNotRevoked, type KeyReach } from './change-key.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Lets a suspended key open again what it opened. Resuming a key that is not suspended changes nothing. Somebody who is
 * confined to their own keys resumes what they suspended themselves. Refused with NOT_FOUND, FORBIDDEN or KEY_STATE (it
 * is revoked, or suspended by a containment only).
 */
export async function resumeKey(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now'>,
  actor: Actor,
  reach: KeyReach,
): Promise<ChangedKey> {
  return await changeKey(deps, actor, reach, async (db, key) => {
    checkNotRevoked(key);
    if (key.suspendedAt === null) {
      if (key.containmentStep === 'SUSPEND') throw contained();
      return undefined;
    }
    const suspendedBy = await findLastActor(db, { ...reach, action: 'key.suspended' });
    if (reach.ownerId !== undefined && suspendedBy !== actor.userId) {
      throw new Refusal('FORBIDDEN', 'The key was suspended by somebody else; ask an admin to resume it.');
    }
    await updateKeyTimes(db, key.id, { suspendedAt: null });
    return {
      action: 'key.resumed',
      detail: { name: key.name, suspendedAt: key.suspendedAt.toISOString() },
    };
  });
}

function contained(): Refusal {
  return new Refusal(
    'KEY_STATE',
    'The key is suspended by a containment; take that back with undoContainment.',
  );
}
