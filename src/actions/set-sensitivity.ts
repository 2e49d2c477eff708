import type { Sensitivity } from '../core/sensitivity.ts';
import { insertAudit } from '../storage/audit.ts';
import { replaceSensitivity, type SensitivitySubject } from '../storage/sensitivities.ts';
import { requireSubject } from './create-mute.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Says how easily the detector tells of a key, of a server's keys or of all; null leaves it to what is further away. It
 * holds from the next minute on. Members (`ownerId`) set it of their own keys. Refused with INVALID_INPUT, NOT_FOUND or
 * FORBIDDEN.
 */
export async function setSensitivity(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: SensitivitySubject & {
    readonly sensitivity: Sensitivity | null;
    readonly ownerId?: string | undefined;
  },
): Promise<SensitivitySubject> {
  const { sensitivity, ownerId, ...subject } = input;
  const { workspaceId, keyId, serverId } = subject;
  await deps.storage.transaction(async (db) => {
    await requireSubject(db, { ...subject, ownerId });
    const before = await replaceSensitivity(db, subject, sensitivity);
    if (before === sensitivity) return;
    const noun = keyId !== null ? 'key' : serverId !== null ? 'server' : 'workspace';
    await insertAudit(db, {
      workspaceId,
      actor,
      action: `${noun}.sensitivity_set`,
      targetId: keyId ?? serverId ?? workspaceId,
      change: { before: { sensitivity: before }, after: { sensitivity } },
      at: deps.now(),
    });
  });
  return subject;
}
