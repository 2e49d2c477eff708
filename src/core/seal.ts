import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Bytes of a nonce (NIST SP 800-38D section 8.2: 96 bits). */
export const SEAL_NONCE_BYTES = 12;

const ALGORITHM = 'aes-256-gcm';
const TAG_BYTES = 16;

/**
 * Seals a text or bytes with AES-256-GCM: nonce, ciphertext and tag in one piece. The key has 32 bytes; a nonce must be
 * random and is used once. What is sealed opens only with the same `aad` (additional authenticated data).
 */
export function seal(plaintext: string | Uint8Array, key: Uint8Array, nonce: Uint8Array, aad = ''): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(aad));
  const text = cipher.update(typeof plaintext === 'string' ? Buffer.from(plaintext) : plaintext);
  return Buffer.concat([nonce, text, cipher.final(), cipher.getAuthTag()]);
}

/** Opens a text that seal sealed. Throws where the key or the `aad` is another one or a byte was changed. */
export function openSealed(sealed: Uint8Array, key: Uint8Array, aad = ''): string {
  return openSealedBytes(sealed, key, aad).toString('utf8');
}

/** Opens bytes that seal sealed. Throws where the key or the `aad` is another one or a byte was changed. */
export function openSealedBytes(sealed: Uint8Array, key: Uint8Array, aad = ''): Buffer {
  const nonce = sealed.subarray(0, SEAL_NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const text = decipher.update(sealed.subarray(SEAL_NONCE_BYTES, -TAG_BYTES));
  return Buffer.concat([text, decipher.final()]);
}
