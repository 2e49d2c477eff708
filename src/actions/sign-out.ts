import { deleteAccessToken } from '../storage/access-tokens.ts';
import { insertAudit } from '../storage/audit.ts';
import type { ActionDeps, Actor } from './deps.ts';

/** Ends a session: its secret opens nothing any more. */
export async function signOut(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: { tokenId: string },
): Promise<void> {
  await deps.storage.transaction(async (db) => {
    await deleteAccessToken(db, input.tokenId);
    await insertAudit(db, {
      workspaceId: null,
      actor,
      action: 'user.signed_out',
      targetId: actor.userId,
      detail: { sessionId: input.tokenId },
      at: deps.now(),
    });
  });
}
