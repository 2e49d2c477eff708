import { insertAudit } from '../storage/audit.ts';
import { findLeakAction, updateLeakAction } from '../storage/leaks.ts';
import { findWorkspace, lockWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { unknownWorkspace } from './unknown-workspace.ts';

/** Sets whether keys of a workspace that leak are suspended, which can be undone, or revoked. Refused with NOT_FOUND. */
export async function setLeakAction(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: { readonly workspaceId: string; readonly action: 'SUSPEND' | 'REVOKE' },
): Promise<{ workspaceId: string }> {
  const { workspaceId, action: leakAction } = input;
  await deps.storage.transaction(async (db) => {
    await lockWorkspace(db, workspaceId);
    if ((await findWorkspace(db, workspaceId)) === null) throw unknownWorkspace();
    const before = await findLeakAction(db, workspaceId);
    await updateLeakAction(db, workspaceId, leakAction);
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'workspace.leak_action_set',
      targetId: workspaceId,
      change: { before: { leakAction: before }, after: { leakAction } },
      at: deps.now(),
    });
  });
  return { workspaceId };
}
