import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { startTotp } from '../storage/second-factor.ts';
import type { Actor, IdentityDeps } from './deps.ts';
import { findActor } from './find-actor.ts';
import { proveAgain } from './take-attempt.ts';
import { makeTotp, sealTotp } from './totp.ts';

/**
 * Makes the secret of a second factor, which holds once it is confirmed; one that was not confirmed is replaced. Refused
 * with SIGN_IN_FAILED, SIGN_IN_THROTTLED or SECOND_FACTOR_STATE.
 */
export async function startSecondFactor(
  deps: IdentityDeps,
  actor: Actor,
  input: { password: string },
): Promise<{ secret: string; uri: string }> {
  const user = await findActor(deps, actor);
  const attempt = await proveAgain(deps, actor, user, { argument: 'password', password: input.password });
  await attempt.giveBack();
  const totp = makeTotp(user.email, deps.randomBytes);
  return await deps.storage.transaction(async (db) => {
    if (!(await startTotp(db, user.id, sealTotp(totp.secret, user.id, deps)))) {
      throw new Refusal('SECOND_FACTOR_STATE', 'The second factor is on already; turn it off first.');
    }
    await insertAudit(db, {
      workspaceId: null,
      actor,
      action: 'user.second_factor_started',
      targetId: user.id,
      at: deps.now(),
    });
    return totp;
  });
}
