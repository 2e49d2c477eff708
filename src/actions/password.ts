import { argon2id, hash, verify } from 'argon2';
import type { RandomBytes } from '../core/key/secret.ts';

/**
 * argon2id with 19 MiB, two passes and one lane: the minimum of the OWASP Password Storage Cheat Sheet, about 20 ms, so
 * that a burst of sign-ins cannot take the machine's memory.
 */
const COST = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;

/** Nobody's password is longer: what is, is not hashed. */
export const PASSWORD_LENGTH_MAX = 1_024;

/** Of no password: what an unknown user's attempt is checked against, so that it takes as long as a known one's. */
const NOBODY =
  '$argon2id$v=19$m=19456,p=1,t=2$WcpLo0LrkIW0BXIJ5eFlYg$9VSvDSTMn48Ercvl+yEY7PtMSMc/OwCWSQr12owzyN0';

/** Hashes a password as an argon2id PHC string. */
export async function hashPassword(password: string, randomBytes: RandomBytes): Promise<string> {
  return await hash(password, { ...COST, salt: Buffer.from(randomBytes(SALT_BYTES)) });
}

/** Checks a password against a user's hash; null stands for an unknown user, costs the same and is never right. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > PASSWORD_LENGTH_MAX) return false;
  const right = await verify(passwordHash ?? NOBODY, password);
  return right && passwordHash !== null;
}
