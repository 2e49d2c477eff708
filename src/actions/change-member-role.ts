import { changesOf } from '../core/record-change.ts';
import { insertAudit } from '../storage/audit.ts';
import { changeRole, dropPowers, type Role } from '../storage/memberships.ts';
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
 * Gives a member another role. Who is no admin any more loses the ADMIN tokens and invitations that they made. Refused
 * with NOT_FOUND, FORBIDDEN (owners are dealt with by owners) or LAST_OWNER.
 */
export async function changeMemberRole(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'carryVersions'>,
  actor: RoledActor,
  input: { workspaceId: string; userId: string; role: Role },
): Promise<{ userId: string; propagation: Propagation }> {
  const { workspaceId, userId, role } = input;
  const keyIds = await deps.storage.transaction(async (db) => {
    const admin = await holdAdmin(db, workspaceId, actor);
    const member = await holdMember(db, { workspaceId, userId });
    demandRankFor(admin, [member.role, role]);
    if (member.role === role) return [];
    await demandOtherOwner(db, member);
    const at = deps.now();
    await changeRole(db, { workspaceId, userId, role });
    await dropPowers(db, { workspaceId, userId, role });
    const raised = await raiseVersionsOfOwners(db, workspaceId, [userId], at);
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'member.role_changed',
      targetId: userId,
      detail: { email: member.user.email },
      change: changesOf({ role: member.role }, { role }),
      at,
    });
    return raised;
  });
  return { userId, propagation: await deps.carryVersions(keyIds) };
}
