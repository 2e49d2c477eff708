import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { revokeKeysOfWorkspace } from '../storage/version-raises.ts';
import { closeWorkspace, findWorkspace, lockWorkspace } from '../storage/workspaces.ts';
import type { Propagation } from './carry-versions.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { unknownWorkspace } from './unknown-workspace.ts';

/**
 * Deletes a workspace: its keys are revoked, its access tokens and invitations deleted, its webhooks disabled, and nobody
 * knows it any more. The sweep removes its rows 30 days later. Refused with CONFIRMATION_MISMATCH or NOT_FOUND.
 */
export async function deleteWorkspace(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'carryVersions'>,
  actor: Actor,
  input: { workspaceId: string; confirmName: string },
): Promise<{ workspaceId: string; propagation: Propagation }> {
  const { workspaceId } = input;
  const keyIds = await deps.storage.transaction(async (db) => {
    await lockWorkspace(db, workspaceId);
    const workspace = await findWorkspace(db, workspaceId);
    if (workspace === null) throw unknownWorkspace();
    if (workspace.name !== input.confirmName) {
      throw new Refusal(
        'CONFIRMATION_MISMATCH',
        'confirmName: is not the name of the workspace; repeat it exactly.',
      );
    }
    const at = deps.now();
    const revoked = await revokeKeysOfWorkspace(db, workspaceId, at);
    await closeWorkspace(db, workspaceId, at);
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'workspace.deleted',
      targetId: workspaceId,
      detail: { name: workspace.name, revokedKeys: revoked.length },
      at,
    });
    return revoked;
  });
  return { workspaceId, propagation: await deps.carryVersions(keyIds) };
}
