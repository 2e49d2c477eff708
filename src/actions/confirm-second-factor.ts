import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { confirmTotp, replaceRecoveryCodes } from '../storage/second-factor.ts';
import { deleteOtherSessions } from '../storage/sessions.ts';
import type { Actor, IdentityDeps } from './deps.ts';
import { findActor } from './find-actor.ts';
import { makeRecoveryCodes, plainCode, wrongCode } from './prove-second-factor.ts';
import { takeAttempt } from './take-attempt.ts';
import { openTotp, stepOfCode } from './totp.ts';

/**
 * Turns the second factor on and ends all other sessions. The recovery codes are returned this once. Refused with
 * SECOND_FACTOR_STATE, SECOND_FACTOR_FAILED or SIGN_IN_THROTTLED.
 */
export async function confirmSecondFactor(
  deps: IdentityDeps,
  actor: Actor,
  input: { code: string },
): Promise<{ recoveryCodes: string[]; endedSessions: number }> {
  const user = await findActor(deps, actor);
  const { sealedTotp } = user;
  if (sealedTotp === null || user.totpSince !== null) throw notStarted();
  const attempt = await takeAttempt(deps, user.email, actor);
  const at = deps.now();
  const secret = openTotp(sealedTotp, user.id, deps.encryptionKey);
  const step = stepOfCode(secret, plainCode(input.code), at);
  if (step === undefined) throw wrongCode();
  await attempt.giveBack();
  const { codes, digests } = makeRecoveryCodes(deps.randomBytes);
  return await deps.storage.transaction(async (db) => {
    if (!(await confirmTotp(db, user.id, { sealed: sealedTotp, step, at }))) throw notStarted();
    await replaceRecoveryCodes(db, user.id, digests);
    const endedSessions = await deleteOtherSessions(db, user.id, actor.tokenId);
    await insertAudit(db, {
      workspaceId: null,
      actor,
      action: 'user.second_factor_confirmed',
      targetId: user.id,
      detail: { endedSessions },
      at,
    });
    return { recoveryCodes: codes, endedSessions };
  });
}

function notStarted(): Refusal {
  return new Refusal(
    'SECOND_FACTOR_STATE',
    'There is no second factor to confirm; begin with `startSecondFactor`, or it is on already.',
  );
}
