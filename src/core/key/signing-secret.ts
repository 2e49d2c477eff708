import { openEnvelope, sealEnvelope } from '../envelope.ts';
import type { RandomBytes } from './secret.ts';

const SECRET_BYTES = 32;

/** Makes a secret that requests are signed with instead of the key: 256 random bits, as `kwsig_…`. */
export function makeSigningSecret(randomBytes: RandomBytes): string {
  return `kwsig_${Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url')}`;
}

/** Seals a key's signing secret in an envelope that opens in its place only. */
export function sealSigningSecret(
  secret: string,
  encryptionKey: Uint8Array,
  keyId: string,
  randomBytes: RandomBytes,
): Buffer {
  return sealEnvelope(secret, encryptionKey, placeOf(keyId), randomBytes);
}

/** Opens what sealSigningSecret made. Throws where it was sealed under another encryption key, or for another key. */
export function openSigningSecret(sealed: Uint8Array, encryptionKey: Uint8Array, keyId: string): string {
  return openEnvelope(sealed, encryptionKey, placeOf(keyId));
}

/** Another one than that of the key's own secret, so that neither opens as the other. */
function placeOf(keyId: string): string {
  return `${keyId}:signing`;
}
