import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { findUserByEmail } from '../storage/users.ts';
import { type OpenedSession, openSession } from './open-session.ts';
import { isPassword } from './password.ts';
import { emailInput, type Person, type SignInDeps } from './sign-up.ts';

const PASSWORD_LENGTH_MAX = 1_024;

/**
 * Signs a person in. Refused with SIGN_IN_FAILED, which does not say whether the person is known, or with
 * SIGN_IN_THROTTLED after too many failures.
 */
export async function signIn(
  deps: SignInDeps,
  from: { ip?: string | undefined },
  input: { email: string; password: string },
): Promise<{ user: Person; session: OpenedSession }> {
  const email = emailInput.safeParse(input.email).data;
  if (email === undefined || input.password.length > PASSWORD_LENGTH_MAX) throw failure();
  const address = from.ip ?? 'unknown';
  const waitSeconds = await deps.throttle.takeSignIn(email, address);
  if (waitSeconds > 0) {
    throw new Refusal('SIGN_IN_THROTTLED', `Too many failed attempts; try again in ${waitSeconds} seconds.`);
  }
  const user = await findUserByEmail(deps.storage.prisma, email);
  const right = await isPassword(user?.passwordHash ?? null, input.password);
  if (user === null || !right) throw failure();
  await deps.throttle.giveBack(email, address);
  return await deps.storage.transaction(async (db) => {
    const session = await openSession(db, deps, user.id);
    await insertAudit(db, {
      workspaceId: null,
      actorId: user.id,
      action: 'user.signed_in',
      targetType: 'access_token',
      targetId: session.tokenId,
      ip: from.ip,
      at: deps.now(),
    });
    return { user, session };
  });
}

function failure(): Refusal {
  return new Refusal('SIGN_IN_FAILED', 'E-mail address or password is wrong; check both and try again.');
}
