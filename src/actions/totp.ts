import { Secret, TOTP } from 'otpauth';
import type { RandomBytes } from '../core/key/secret.ts';
import { openSealed, SEAL_NONCE_BYTES, seal } from '../core/seal.ts';

/** RFC 4226 section 4 recommends 160 bits. */
const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
/** Steps before and after the present one whose codes are taken, for clocks that differ (RFC 6238 section 5.2). */
const STEPS_AROUND = 1;

const CODE = /^\d{6}$/;

/** Makes a TOTP secret in base32, and the URI that authenticators read from a QR code. */
export function makeTotp(email: string, randomBytes: RandomBytes): { secret: string; uri: string } {
  const secret = new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer });
  return { secret: secret.base32, uri: totpOf(secret, email).toString() };
}

/** The 30-second step whose code this is, undefined where it is none of those that count now. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  if (!CODE.test(code)) return undefined;
  const timestamp = now.getTime();
  const delta = totpOf(Secret.fromBase32(secret)).validate({ token: code, timestamp, window: STEPS_AROUND });
  return delta === null ? undefined : TOTP.counter({ period: PERIOD_SECONDS, timestamp }) + delta;
}

/** Seals a TOTP secret; it opens for this user only. */
export function sealTotp(
  secret: string,
  userId: string,
  deps: { readonly encryptionKey: Uint8Array; readonly randomBytes: RandomBytes },
): Buffer {
  return seal(secret, deps.encryptionKey, deps.randomBytes(SEAL_NONCE_BYTES), `totp:${userId}`);
}

export function openTotp(sealed: Uint8Array, userId: string, encryptionKey: Uint8Array): string {
  return openSealed(sealed, encryptionKey, `totp:${userId}`);
}

function totpOf(secret: Secret, label = ''): TOTP {
  return new TOTP({
    issuer: 'Keywatch',
    label,
    secret,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
  });
}
