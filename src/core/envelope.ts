import type { RandomBytes } from './key/secret.ts';
import { openSealed, openSealedBytes, SEAL_NONCE_BYTES, seal } from './seal.ts';

const VERSION = 1;
const DATA_KEY_BYTES = 32;
/** Version, then nonce, data key and tag (core/seal.ts); the sealed text follows. */
const HEADER_BYTES = 1 + SEAL_NONCE_BYTES + DATA_KEY_BYTES + 16;

/**
 * Seals a text in an envelope: AES-256-GCM under a data key made for it alone, which is itself sealed under `key` (32
 * bytes). Both are bound to `aad`, the id of what the text belongs to, so that an envelope opens in no other's place.
 */
export function sealEnvelope(
  plaintext: string,
  key: Uint8Array,
  aad: string,
  randomBytes: RandomBytes,
): Buffer {
  const dataKey = randomBytes(DATA_KEY_BYTES);
  return Buffer.concat([
    Uint8Array.of(VERSION),
    seal(dataKey, key, randomBytes(SEAL_NONCE_BYTES), aad),
    seal(plaintext, dataKey, randomBytes(SEAL_NONCE_BYTES), aad),
  ]);
}

/** Opens what sealEnvelope made. Throws where the key or the `aad` is another one or a byte was changed. */
export function openEnvelope(sealed: Uint8Array, key: Uint8Array, aad: string): string {
  if (sealed[0] !== VERSION) {
    throw new Error(
      `This envelope is none of version ${VERSION}; it was changed or a newer Keywatch made it.`,
    );
  }
  const dataKey = openSealedBytes(sealed.subarray(1, HEADER_BYTES), key, aad);
  return openSealed(sealed.subarray(HEADER_BYTES), dataKey, aad);
}
