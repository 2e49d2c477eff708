import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Bytes of a nonce (NIST SP 800-38D section 8.2: 96 bits). */
export const SEAL_NONCE_BYTES = 12;

const ALGORITHM = 'aes-256-gcm';
const TAG_BYTES = 16;

/**
 * Seals a text with AES-256-GCM: nonce, ciphertext and tag in one piece. The key has 32 bytes; a nonce must be random
 * and is used once.
 */
export function seal(plaintext: string, key: Uint8Array, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  return Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what seal made. Throws where the key is another one or a byte was changed. */
export function openSealed(sealed: Uint8Array, key: Uint8Array): string {
  const nonce = sealed.subarray(0, SEAL_NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const text = decipher.update(sealed.subarray(SEAL_NONCE_BYTES, -TAG_BYTES));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}
