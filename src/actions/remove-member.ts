import { unassignAlerts } from '../storage/alert-state.ts';
import { insertAudit } from '../storage/audit.ts';
import { dropPowers, endMembership } from '../storage/memberships.ts';
import { raiseVersionsOfOwners } from '../storage/version-raises.ts';
import type { Propagation } from './carry-versions.ts';
import type { ActionDeps } from './deps.ts';
import {
  demandOtherOwner,
  demandRankFor,
  holdAdmin,
  holdMember,
  type RoledActor,
} from './membership-rules.ts';

/**
 * Ends a membership, also the actor's own. Their keys open nothing any more, their ADMIN tokens and invitations are gone,
 * and their alerts are nobody's; their GATEWAY tokens stay, so that traffic goes on. Refused with NOT_FOUND, FORBIDDEN
 * (owners are dealt with by owners) or LAST_OWNER.
 */
export async function removeMember(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'carryVersions'>,
  actor: RoledActor,
  input: { workspaceId: string; userId: string },
): Promise<{ userId: string; propagation: Propagation }> {
  const { workspaceId, userId } = input;
  const keyIds = await deps.storage.transaction(async (db) => {
    const member = await holdMember(db, { workspaceId, userId });
    const remover = userId === actor.userId ? actor : await holdAdmin(db, workspaceId, actor);
    demandRankFor(remover, [member.role]);
    await demandOtherOwner(db, member);
    const at = deps.now();
    await endMembership(db, { workspaceId, userId, at });
    await dropPowers(db, { workspaceId, userId, role: null });
    await unassignAlerts(db, workspaceId, userId);
    const raised = await raiseVersionsOfOwners(db, workspaceId, [userId], at);
    await insertAudit(db, {
      workspaceId,
      actor,
      action: userId === actor.userId ? 'member.left' : 'member.removed',
      targetId: userId,
      detail: { email: member.user.email, role: member.role },
      at,
    });
    return raised;
  });
  return { userId, propagation: await deps.carryVersions(keyIds) };
}
