import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { hashSecret } from '../core/key/digest.ts';
import { makeSecret } from '../core/key/secret.ts';
import { DAY_MS } from '../core/usage/cell.ts';
import { insertAudit } from '../storage/audit.ts';
import { putInvitation } from '../storage/invitations.ts';
import { isMemberByEmail, type Role } from '../storage/memberships.ts';
import { findWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps, Mailer, MailOutcome } from './deps.ts';
import { demandRankFor, holdAdmin, type RoledActor } from './membership-rules.ts';
import { parseInput } from './parse-input.ts';
import { emailInput } from './sign-up.ts';
import { unknownWorkspace } from './unknown-workspace.ts';

const PREFIX = 'kwt_inv_';
const DAYS = 7;

const schema = z.object({ email: emailInput });

/**
 * Invites somebody for 7 days, in place of an earlier invitation for the address, and sends them the link. The link is
 * returned this once; only the SHA-256 of its secret is stored. Refused with INVALID_INPUT, ALREADY_MEMBER or FORBIDDEN
 * (owners are made by owners).
 */
export async function inviteMember(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'randomBytes'> & { mailer: Mailer; publicUrl: string },
  actor: RoledActor,
  input: { workspaceId: string; email: string; role: Role },
): Promise<{ invitationId: string; link: string; mail: MailOutcome }> {
  const { workspaceId, role } = input;
  const { email } = parseInput(schema, { email: input.email });
  const secret = makeSecret(PREFIX, deps.randomBytes);
  const createdAt = deps.now();
  const { invitationId, workspaceName } = await deps.storage.transaction(async (db) => {
    demandRankFor(await holdAdmin(db, workspaceId, actor), [role]);
    const workspace = await findWorkspace(db, workspaceId);
    if (workspace === null) throw unknownWorkspace();
    if (await isMemberByEmail(db, workspaceId, email)) {
      throw new Refusal('ALREADY_MEMBER', 'email: is a member already; change their role instead.');
    }
    const { id } = await putInvitation(db, {
      workspaceId,
      email,
      role,
      digest: hashSecret(secret),
      invitedById: actor.userId,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + DAYS * DAY_MS),
    });
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'invitation.created',
      targetId: id,
      detail: { email, role },
      at: createdAt,
    });
    return { invitationId: id, workspaceName: workspace.name };
  });
  const link = `${deps.publicUrl.replace(/\/$/, '')}/invitation#${secret}`;
  return { invitationId, link, mail: await deps.mailer.send(letter(email, workspaceName, link)) };
}

function letter(to: string, workspaceName: string, link: string) {
  const text = [
    `You are invited to the workspace "${workspaceName}" of Keywatch.`,
    '',
    'Accept within 7 days, with this e-mail address:',
    link,
    '',
    'If you do not know what this is about, do nothing: the invitation ends by itself.',
    '',
  ].join('\n');
  return { to, subject: `Invitation to ${workspaceName}`, text };
}
