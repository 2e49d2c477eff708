import { z } from 'zod';
import { insertAudit } from '../storage/audit.ts';
import { deleteOtherSessions } from '../storage/sessions.ts';
import { changePasswordHash } from '../storage/users.ts';
import type { Actor, IdentityDeps } from './deps.ts';
import { findActor } from './find-actor.ts';
import { parseInput } from './parse-input.ts';
import { hashPassword } from './password.ts';
import { passwordInput } from './sign-up.ts';
import { proveAgain, wrongPassword } from './take-attempt.ts';

const schema = z.object({ newPassword: passwordInput });

/**
 * Changes the actor's password and ends all their other sessions; tokens of machines go on. Refused with SIGN_IN_FAILED,
 * SIGN_IN_THROTTLED or INVALID_INPUT.
 */
export async function changePassword(
  deps: IdentityDeps,
  actor: Actor,
  input: { currentPassword: string; newPassword: string },
): Promise<{ endedSessions: number }> {
  const { newPassword } = parseInput(schema, { newPassword: input.newPassword });
  const user = await findActor(deps, actor);
  const given = { argument: 'currentPassword', password: input.currentPassword };
  const attempt = await proveAgain(deps, actor, user, given);
  await attempt.giveBack();
  const passwordHash = await hashPassword(newPassword, deps.randomBytes);
  return await deps.storage.transaction(async (db) => {
    const change = { from: user.passwordHash, to: passwordHash };
    if (!(await changePasswordHash(db, user.id, change))) throw wrongPassword('currentPassword');
    const endedSessions = await deleteOtherSessions(db, user.id, actor.tokenId);
    await insertAudit(db, {
      workspaceId: null,
      actor,
      action: 'user.password_changed',
      targetId: user.id,
      detail: { endedSessions },
      at: deps.now(),
    });
    return { endedSessions };
  });
}
