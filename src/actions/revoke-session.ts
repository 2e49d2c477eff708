import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { deleteOtherSessions, deleteSession } from '../storage/sessions.ts';
import type { Actor, IdentityDeps } from './deps.ts';

/** Ends one of the actor's sessions. Refused with NOT_FOUND where they have none of this id. */
export async function revokeSession(
  deps: Pick<IdentityDeps, 'storage' | 'now'>,
  actor: Actor,
  input: { sessionId: string },
): Promise<void> {
  await deps.storage.transaction(async (db) => {
    if (!(await deleteSession(db, actor.userId, input.sessionId))) {
      throw new Refusal('NOT_FOUND', 'sessionId: you have no such session; list them with `sessions`.');
    }
    await insertAudit(db, {
      workspaceId: null,
      actor,
      action: 'session.revoked',
      targetId: input.sessionId,
      at: deps.now(),
    });
  });
}

/** Ends all sessions of the actor but the one that they came with. */
export async function revokeOtherSessions(
  deps: Pick<IdentityDeps, 'storage' | 'now'>,
  actor: Actor,
): Promise<{ endedSessions: number }> {
  return await deps.storage.transaction(async (db) => {
    const endedSessions = await deleteOtherSessions(db, actor.userId, actor.tokenId);
    await insertAudit(db, {
      workspaceId: null,
      actor,
      action: 'user.other_sessions_revoked',
      targetId: actor.userId,
      detail: { endedSessions },
      at: deps.now(),
    });
    return { endedSessions };
  });
}
