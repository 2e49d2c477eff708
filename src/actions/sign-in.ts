import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { findUserByEmail, holdUser } from '../storage/users.ts';
import type { IdentityDeps } from './deps.ts';
import { type OpenedSession, type Origin, openSession } from './open-session.ts';
import { isPassword } from './password.ts';
import { plainCode, proveSecondFactor } from './prove-second-factor.ts';
import { emailInput, type Person } from './sign-up.ts';
import { takeAttempt } from './take-attempt.ts';

/**
 * Signs a person in. Refused with SIGN_IN_FAILED, which does not say whether the person is known, with SIGN_IN_THROTTLED
 * after too many failures, and, where the password is right, with SECOND_FACTOR_REQUIRED or SECOND_FACTOR_FAILED.
 */
export async function signIn(
  deps: IdentityDeps,
  from: Origin,
  input: { email: string; password: string; code?: string | null | undefined },
): Promise<{ user: Person; session: OpenedSession }> {
  const email = emailInput.safeParse(input.email).data;
  if (email === undefined) throw failure();
  const attempt = await takeAttempt(deps, email, from);
  const user = await findUserByEmail(deps.storage.prisma, email);
  const right = await isPassword(user?.passwordHash ?? null, input.password);
  if (user === null || !right) throw failure();
  const code = plainCode(input.code ?? '');
  const signedIn = await deps.storage.transaction(async (db) => {
    // A password that was changed meanwhile, or a second factor that was turned on, has ended all sessions: no new one.
    const held = await holdUser(db, user.id);
    if (held?.passwordHash !== user.passwordHash) throw failure();
    if (held.totpSince !== null) {
      if (code === '') return undefined;
      await proveSecondFactor(db, deps, held, code);
    }
    const session = await openSession(db, deps, user.id, from);
    await insertAudit(db, {
      workspaceId: null,
      actor: { userId: user.id, ip: from.ip },
      action: 'user.signed_in',
      targetId: session.tokenId,
      at: deps.now(),
    });
    return { user, session };
  });
  await attempt.giveBack();
  if (signedIn !== undefined) return signedIn;
  throw new Refusal(
    'SECOND_FACTOR_REQUIRED',
    'code: give the six digits of your authenticator, or a recovery code.',
  );
}

function failure(): Refusal {
  return new Refusal('SIGN_IN_FAILED', 'E-mail address or password is wrong; check both and try again.');
}
