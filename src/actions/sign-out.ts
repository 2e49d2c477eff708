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
      actorId: actor.userId,
      action: 'user.signed_out',
      targetType: 'access_token',
      targetId: input.tokenId,
      ip: actor.ip,
      at: deps.now(),
    });
  });
}
