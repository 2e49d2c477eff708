import { Refusal } from '../core/errors.ts';
import { findMember } from '../storage/memberships.ts';
import { type AlertResult, type AlertsReach, changeAlerts } from './change-alerts.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Gives alerts to somebody, or to nobody (null). Each is refused by itself with NOT_FOUND, also where the workspace has no
 * such member, or with FORBIDDEN where that person may not act on it: viewers never may, members only on their keys'.
 */
export async function assignAlerts(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  { userId, ...reach }: AlertsReach & { readonly userId: string | null },
): Promise<AlertResult[]> {
  const { workspaceId } = reach;
  return await changeAlerts(deps, actor, reach, async ({ assigneeId, key }, _at, db) => {
    if (assigneeId === userId) return undefined;
    if (userId !== null) {
      const member = await findMember(db, { workspaceId, userId });
      if (member === null) {
        throw new Refusal('NOT_FOUND', 'userId: this workspace has no such member; list its members.');
      }
      if (member.role === 'VIEWER' || (member.role === 'MEMBER' && key?.ownerId !== userId)) {
        throw new Refusal(
          'FORBIDDEN',
          'userId: may not act on this alert; name an admin or the key’s owner.',
        );
      }
    }
    return {
      columns: { assigneeId: userId },
      entry: { change: 'ASSIGNED', assigneeId: userId },
      audit: {
        action: 'alert.assigned',
        change: { before: { assigneeId }, after: { assigneeId: userId } },
      },
    };
  });
}
