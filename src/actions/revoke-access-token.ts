import { Refusal } from '../core/errors.ts';
import { deleteTokenOfWorkspace } from '../storage/access-tokens.ts';
import { insertAudit } from '../storage/audit.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Revokes a machine's token for good: GraphQL refuses it at once, gateways' routes within a second. Refused with
 * NOT_FOUND where the workspace has no such token; sessions are none.
 */
export async function revokeAccessToken(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: { workspaceId: string; accessTokenId: string },
): Promise<{ accessTokenId: string }> {
  const { workspaceId, accessTokenId } = input;
  await deps.storage.transaction(async (db) => {
    await shareWorkspace(db, workspaceId);
    const token = await deleteTokenOfWorkspace(db, workspaceId, accessTokenId);
    if (token === null) {
      throw new Refusal('NOT_FOUND', 'There is no such access token in this workspace.');
    }
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'access_token.revoked',
      targetId: accessTokenId,
      detail: { kind: token.kind, name: token.name },
      at: deps.now(),
    });
  });
  return { accessTokenId };
}
