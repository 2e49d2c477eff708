import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { changeRole, dropPowers } from '../storage/memberships.ts';
import { raiseVersionsOfOwners } from '../storage/version-raises.ts';
import type { Propagation } from './carry-versions.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { holdMember } from './membership-rules.ts';

/**
 * Makes a member an owner and the actor, who is one, an admin. Refused with INVALID_INPUT (to oneself), NOT_FOUND or
 * FORBIDDEN (where the actor is no owner any more).
 */
export async function transferOwnership(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'carryVersions'>,
  actor: Actor,
  input: { workspaceId: string; userId: string },
): Promise<{ userId: string; propagation: Propagation }> {
  const { workspaceId, userId } = input;
  if (userId === actor.userId) {
    throw new Refusal('INVALID_INPUT', 'userId: is your own; name another member of the workspace.');
  }
  const keyIds = await deps.storage.transaction(async (db) => {
    const heir = await holdMember(db, { workspaceId, userId });
    const giver = await holdMember(db, { workspaceId, userId: actor.userId });
    if (giver.role !== 'OWNER') {
      throw new Refusal('FORBIDDEN', 'You are no owner of the workspace any more; ask one of them.');
    }
    const at = deps.now();
    await changeRole(db, { workspaceId, userId, role: 'OWNER' });
    await changeRole(db, { workspaceId, userId: actor.userId, role: 'ADMIN' });
    await dropPowers(db, { workspaceId, userId: actor.userId, role: 'ADMIN' });
    const raised = await raiseVersionsOfOwners(db, workspaceId, [userId, actor.userId], at);
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'workspace.ownership_transferred',
      targetId: workspaceId,
      detail: { toUserId: userId, email: heir.user.email },
      at,
    });
    return raised;
  });
  return { userId, propagation: await deps.carryVersions(keyIds) };
}
