import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { deleteInvitation } from '../storage/invitations.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps } from './deps.ts';
import { demandRankFor, type RoledActor } from './membership-rules.ts';

/** Withdraws an invitation: its link is worth nothing any more. Refused with NOT_FOUND or FORBIDDEN. */
export async function withdrawInvitation(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: RoledActor,
  input: { workspaceId: string; invitationId: string },
): Promise<{ invitationId: string }> {
  const { workspaceId, invitationId } = input;
  await deps.storage.transaction(async (db) => {
    await shareWorkspace(db, workspaceId);
    const withdrawn = await deleteInvitation(db, workspaceId, invitationId);
    if (withdrawn === null) {
      throw new Refusal('NOT_FOUND', 'invitationId: there is no such invitation in this workspace.');
    }
    demandRankFor(actor, [withdrawn.role]);
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'invitation.withdrawn',
      targetId: invitationId,
      detail: { email: withdrawn.email, role: withdrawn.role },
      at: deps.now(),
    });
  });
  return { invitationId };
}
