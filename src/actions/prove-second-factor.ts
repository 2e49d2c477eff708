import { Secret } from 'otpauth';
import { Refusal } from '../core/errors.ts';
import { hashSecret } from '../core/key/digest.ts';
import type { RandomBytes } from '../core/key/secret.ts';
import { takeRecoveryCode, takeTotpStep } from '../storage/second-factor.ts';
import type { Db } from '../storage/tenancy.ts';
import type { IdentityDeps } from './deps.ts';
import { openTotp, stepOfCode } from './totp.ts';

const RECOVERY_CODES = 10;
/** 80 bits: too many to be found by guessing from the SHA-256. */
const RECOVERY_CODE_BYTES = 10;

/**
 * Takes a code of the authenticator or a recovery code, in the caller's transaction; spaces and dashes do not count.
 * Each works once, also where two come with it at the same time. Refused with SECOND_FACTOR_FAILED.
 */
export async function proveSecondFactor(
  db: Db,
  deps: Pick<IdentityDeps, 'now' | 'encryptionKey'>,
  user: { readonly id: string; readonly sealedTotp: Uint8Array | null },
  given: string,
): Promise<void> {
  const code = plainCode(given);
  const secret =
    user.sealedTotp === null ? undefined : openTotp(user.sealedTotp, user.id, deps.encryptionKey);
  const step = secret === undefined ? undefined : stepOfCode(secret, code, deps.now());
  const taken =
    step === undefined
      ? await takeRecoveryCode(db, user.id, hashSecret(code))
      : await takeTotpStep(db, user.id, step);
  if (!taken) throw wrongCode();
}

export function wrongCode(): Refusal {
  return new Refusal(
    'SECOND_FACTOR_FAILED',
    'code: is wrong or was used before; take the one that the authenticator shows now, or a recovery code.',
  );
}

/** A code as it is compared: without white space and dashes, in upper case. */
export function plainCode(given: string): string {
  return given.replace(/[\s-]/g, '').toUpperCase();
}

/** Makes ten recovery codes of 16 base32 characters, to be shown once, and what is stored of them. */
export function makeRecoveryCodes(randomBytes: RandomBytes): { codes: string[]; digests: Buffer[] } {
  const plain = Array.from(
    { length: RECOVERY_CODES },
    () => new Secret({ buffer: new Uint8Array(randomBytes(RECOVERY_CODE_BYTES)).buffer }).base32,
  );
  return {
    codes: plain.map((code) => (code.match(/.{4}/g) ?? []).join('-').toLowerCase()),
    digests: plain.map(hashSecret),
  };
}
