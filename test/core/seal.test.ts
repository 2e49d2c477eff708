import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSealed, openSealedBytes, SEAL_NONCE_BYTES, seal } from '../../src/core/seal.ts';

const key = randomBytes(32);
/** Of OpenSSL: a wrong key or a changed byte; a tag or nonce that was cut. */
const REFUSED = /unable to authenticate|Invalid (authentication tag|initialization vector)/;

describe('a sealed text', () => {
  test('opens with its key, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(openSealed(seal(text, key, randomBytes(SEAL_NONCE_BYTES)), key)).toBe(text);
      }),
    );
  });

  test('opens with no other key, and not where a byte was changed', () => {
    const sealed = seal('whsec_abc', key, randomBytes(SEAL_NONCE_BYTES));
    expect(() => openSealed(sealed, randomBytes(32))).toThrow(REFUSED);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openSealed(changed, key)).toThrow(REFUSED);
    }
    expect(() => openSealed(sealed.subarray(0, 10), key)).toThrow(REFUSED);
  });

  test('opens only with the data that it was bound to', () => {
    const sealed = seal('whsec_abc', key, randomBytes(SEAL_NONCE_BYTES), 'one');
    expect(openSealed(sealed, key, 'one')).toBe('whsec_abc');
    expect(() => openSealed(sealed, key, 'other')).toThrow(REFUSED);
    expect(() => openSealed(sealed, key)).toThrow(REFUSED);
  });

  test('may be bytes', () => {
    const bytes = randomBytes(32);
    expect(openSealedBytes(seal(bytes, key, randomBytes(SEAL_NONCE_BYTES)), key)).toEqual(bytes);
  });
});
