import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { clearTotp, replaceRecoveryCodes } from '../storage/second-factor.ts';
import type { Db } from '../storage/tenancy.ts';
import type { Actor, IdentityDeps } from './deps.ts';
import { findActor } from './find-actor.ts';
import { makeRecoveryCodes, plainCode, proveSecondFactor } from './prove-second-factor.ts';
import { proveAgain } from './take-attempt.ts';

interface Proof {
  readonly password: string;
  /** Of the authenticator, or a recovery code. */
  readonly code: string;
}

/**
 * Turns the second factor off. Refused with SIGN_IN_FAILED, SIGN_IN_THROTTLED, SECOND_FACTOR_FAILED or
 * SECOND_FACTOR_STATE.
 */
export async function disableSecondFactor(deps: IdentityDeps, actor: Actor, proof: Proof): Promise<void> {
  await change(deps, actor, proof, 'user.second_factor_disabled', clearTotp);
}

/** Makes new recovery codes, returned this once, in place of those of before. Refused like disableSecondFactor. */
export async function renewRecoveryCodes(
  deps: IdentityDeps,
  actor: Actor,
  proof: Proof,
): Promise<{ recoveryCodes: string[] }> {
  const { codes, digests } = makeRecoveryCodes(deps.randomBytes);
  await change(deps, actor, proof, 'user.recovery_codes_renewed', async (db, userId) => {
    await replaceRecoveryCodes(db, userId, digests);
  });
  return { recoveryCodes: codes };
}

async function change(
  deps: IdentityDeps,
  actor: Actor,
  proof: Proof,
  action: `user.${string}`,
  write: (db: Db, userId: string) => Promise<void>,
): Promise<void> {
  const user = await findActor(deps, actor);
  if (user.totpSince === null) {
    throw new Refusal('SECOND_FACTOR_STATE', 'The second factor is not on; begin with `startSecondFactor`.');
  }
  const given = { argument: 'password', password: proof.password };
  const attempt = await proveAgain(deps, actor, user, given);
  await deps.storage.transaction(async (db) => {
    await proveSecondFactor(db, deps, user, plainCode(proof.code));
    await write(db, user.id);
    await insertAudit(db, { workspaceId: null, actor, action, targetId: user.id, at: deps.now() });
  });
  await attempt.giveBack();
}
