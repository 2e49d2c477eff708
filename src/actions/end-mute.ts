import { Refusal } from '../core/errors.ts';
import { isMuteOver } from '../core/mute.ts';
import { insertAudit } from '../storage/audit.ts';
import { endMuteAt, lockMute } from '../storage/mutes.ts';
import { requireSubject } from './create-mute.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Ends a mute: what is still going on is told with its next minute. One that is over already stays as it is. Refused with
 * NOT_FOUND, also for members (`ownerId`) where it is not about a key of theirs.
 */
export async function endMute(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  of: { readonly workspaceId: string; readonly muteId: string; readonly ownerId?: string | undefined },
): Promise<{ muteId: string }> {
  const { workspaceId, muteId, ownerId } = of;
  await deps.storage.transaction(async (db) => {
    const mute = await lockMute(db, workspaceId, muteId);
    if (mute === null || (ownerId !== undefined && mute.keyId === null)) throw unknownMute();
    if (ownerId !== undefined) await requireSubject(db, { ...mute, ownerId });
    const at = deps.now();
    if (isMuteOver(mute.span, at.getTime())) return;
    await endMuteAt(db, muteId, at);
    await insertAudit(db, { workspaceId, actor, action: 'mute.ended', targetId: muteId, at });
  });
  return { muteId };
}

function unknownMute(): Refusal {
  return new Refusal('NOT_FOUND', 'There is no such mute in this workspace; list its mutes.');
}
