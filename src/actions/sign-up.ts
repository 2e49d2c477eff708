import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { insertUser } from '../storage/users.ts';
import type { IdentityDeps } from './deps.ts';
import { type OpenedSession, type Origin, openSession } from './open-session.ts';
import { nameInput, parseInput } from './parse-input.ts';
import { hashPassword, PASSWORD_LENGTH_MAX } from './password.ts';
import { takeSignUp } from './take-attempt.ts';

/** A person without the password hash. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'must have at most 254 characters')
  .pipe(z.email('must be an e-mail address'));

/** Length beats composition rules (NIST SP 800-63B section 5.1.1.2). */
export const passwordInput = z
  .string()
  .min(12, 'must have at least 12 characters')
  .max(PASSWORD_LENGTH_MAX, `must have at most ${PASSWORD_LENGTH_MAX} characters`);

const schema = z.object({ email: emailInput, name: nameInput, password: passwordInput });

/**
 * Makes a user and signs them in. Refused with SIGN_UP_CLOSED, SIGN_UP_THROTTLED, EMAIL_TAKEN or INVALID_INPUT.
 */
export async function signUp(
  deps: IdentityDeps & { readonly signUp: 'open' | 'closed' },
  from: Origin,
  input: { email: string; name: string; password: string },
): Promise<{ user: Person; session: OpenedSession }> {
  if (deps.signUp === 'closed') {
    throw new Refusal(
      'SIGN_UP_CLOSED',
      'Sign-up is closed here; ask the operator to open it (KEYWATCH_SIGN_UP).',
    );
  }
  const { email, name, password } = parseInput(schema, input);
  await takeSignUp(deps, from);
  const passwordHash = await hashPassword(password, deps.randomBytes);
  return await deps.storage.transaction(async (db) => {
    const at = deps.now();
    const user = await insertUser(db, { email, name, passwordHash, createdAt: at });
    if (user === null)
      throw new Refusal('EMAIL_TAKEN', 'This e-mail address has an account; sign in instead.');
    const session = await openSession(db, deps, user.id, from);
    await insertAudit(db, {
      workspaceId: null,
      actor: { userId: user.id, ip: from.ip },
      action: 'user.signed_up',
      targetId: user.id,
      detail: { email },
      at,
    });
    return { user, session };
  });
}
