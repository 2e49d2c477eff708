import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { insertUser } from '../storage/users.ts';
import type { ActionDeps } from './deps.ts';
import { type OpenedSession, openSession } from './open-session.ts';
import { nameInput, parseInput } from './parse-input.ts';
import { hashPassword } from './password.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';

/** What sign-up and sign-in need besides the rest. */
export interface SignInDeps extends Pick<ActionDeps, 'storage' | 'now' | 'randomBytes'> {
  readonly throttle: SignInThrottle;
}

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
const passwordInput = z
  .string()
  .min(12, 'must have at least 12 characters')
  .max(1_024, 'must have at most 1024 characters');

const schema = z.object({ email: emailInput, name: nameInput, password: passwordInput });

/**
 * Makes a user and signs them in. Refused with SIGN_UP_CLOSED, SIGN_UP_THROTTLED, EMAIL_TAKEN or INVALID_INPUT.
 */
export async function signUp(
  deps: SignInDeps & { readonly signUp: 'open' | 'closed' },
  from: { ip?: string | undefined },
  input: { email: string; name: string; password: string },
): Promise<{ user: Person; session: OpenedSession }> {
  if (deps.signUp === 'closed') {
    throw new Refusal(
      'SIGN_UP_CLOSED',
      'Sign-up is closed here; ask the operator to open it (KEYWATCH_SIGN_UP).',
    );
  }
  const { email, name, password } = parseInput(schema, input);
  const waitSeconds = await deps.throttle.takeSignUp(from.ip ?? 'unknown');
  if (waitSeconds > 0) {
    throw new Refusal(
      'SIGN_UP_THROTTLED',
      `Too many new accounts from here; try again in ${waitSeconds} seconds.`,
    );
  }
  const passwordHash = await hashPassword(password, deps.randomBytes);
  return await deps.storage.transaction(async (db) => {
    const at = deps.now();
    const user = await insertUser(db, { email, name, passwordHash, createdAt: at });
    if (user === null)
      throw new Refusal('EMAIL_TAKEN', 'This e-mail address has an account; sign in instead.');
    const session = await openSession(db, deps, user.id);
    await insertAudit(db, {
      workspaceId: null,
      actorId: user.id,
      action: 'user.signed_up',
      targetType: 'user',
      targetId: user.id,
      ip: from.ip,
      detail: { email },
      at,
    });
    return { user, session };
  });
}
