import { Refusal } from '../core/errors.ts';
import { endLockedContainment } from '../storage/containment-changes.ts';
import { findActiveContainment } from '../storage/containments.ts';
import { type ChangedKey, type KeyReach, requireKey } from './change-key.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Undoes the containment of a key: what it replaced holds again, unless that is over or `all` says not to. All else stays:
 * what a person suspended stays suspended. Undoing none changes nothing. Somebody who is confined to their own keys
 * undoes what they did themselves. Refused with NOT_FOUND or FORBIDDEN.
 */
export async function undoContainment(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now'>,
  actor: Actor,
  input: KeyReach & { readonly all: boolean },
): Promise<ChangedKey> {
  const { all, ...reach } = input;
  const { keyId } = reach;
  await deps.storage.transaction(async (db) => {
    const key = await requireKey(db, reach);
    const active = await findActiveContainment(db, keyId);
    if (active === null) return;
    const isOwn = active.byUserId === actor.userId && (active.replacedId === null || !all);
    if (reach.ownerId !== undefined && !isOwn) {
      throw new Refusal('FORBIDDEN', 'The key was contained by somebody else; ask an admin to undo it.');
    }
    await endLockedContainment(db, actor, { key, active, end: 'UNDONE', all }, deps.now());
  });
  return { keyId, propagation: await deps.carryVersions([keyId]) };
}
