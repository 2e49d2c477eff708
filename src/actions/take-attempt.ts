import { Refusal } from '../core/errors.ts';
import type { IdentityDeps } from './deps.ts';
import type { Origin } from './open-session.ts';
import { isPassword } from './password.ts';

/** An attempt to prove who one is. What is not given back counts as a failure. */
export interface Attempt {
  giveBack(): Promise<void>;
}

/** Takes an attempt of an account (its e-mail address). Refused with SIGN_IN_THROTTLED where there is none left. */
export async function takeAttempt(
  deps: Pick<IdentityDeps, 'throttle'>,
  email: string,
  from: Origin,
): Promise<Attempt> {
  const address = from.ip ?? 'unknown';
  const waitSeconds = await deps.throttle.takeSignIn(email, address);
  if (waitSeconds > 0) {
    throw new Refusal('SIGN_IN_THROTTLED', `Too many failed attempts; try again in ${waitSeconds} seconds.`);
  }
  return { giveBack: async () => await deps.throttle.giveBack(email, address) };
}

/**
 * Takes an attempt of somebody who is signed in and has to know their password. Refused with SIGN_IN_THROTTLED or
 * SIGN_IN_FAILED. The attempt is the caller's to give back.
 */
export async function proveAgain(
  deps: Pick<IdentityDeps, 'throttle'>,
  from: Origin,
  user: { readonly email: string; readonly passwordHash: string },
  given: { readonly argument: string; readonly password: string },
): Promise<Attempt> {
  const attempt = await takeAttempt(deps, user.email, from);
  if (await isPassword(user.passwordHash, given.password)) return attempt;
  throw wrongPassword(given.argument);
}

/** The refusal of a password that an argument holds. */
export function wrongPassword(argument: string): Refusal {
  return new Refusal('SIGN_IN_FAILED', `${argument}: is wrong; check it and try again.`);
}

/** Takes a new account. Refused with SIGN_UP_THROTTLED where there were too many from the address. */
export async function takeSignUp(deps: Pick<IdentityDeps, 'throttle'>, from: Origin): Promise<void> {
  const waitSeconds = await deps.throttle.takeSignUp(from.ip ?? 'unknown');
  if (waitSeconds > 0) {
    throw new Refusal(
      'SIGN_UP_THROTTLED',
      `Too many new accounts from here; try again in ${waitSeconds} seconds.`,
    );
  }
}
