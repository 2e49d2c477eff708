import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openEnvelope, sealEnvelope } from '../../src/core/envelope.ts';

const key = randomBytes(32);
/** Of OpenSSL for what was changed or cut, and ours for another version. */
const REFUSED = /unable to authenticate|Invalid (authentication tag|initialization vector)|none of version 1/;

describe('an envelope', () => {
  test('opens with its key and id, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, id) => {
        expect(openEnvelope(sealEnvelope(text, key, id, randomBytes), key, id)).toBe(text);
      }),
    );
  });

  test('begins with its version', () => {
    expect(sealEnvelope('kw_live_abc', key, 'id', randomBytes)[0]).toBe(1);
  });

  test('is another one each time and shows nothing of its text', () => {
    const [one, other] = [1, 2].map(() => sealEnvelope('kw_live_abc', key, 'id', randomBytes));
    expect(one).not.toEqual(other);
    expect(one?.includes('kw_live_abc')).toBe(false);
  });

  test('opens with no other key and in no other place', () => {
    const sealed = sealEnvelope('kw_live_abc', key, 'one', randomBytes);
    expect(() => openEnvelope(sealed, randomBytes(32), 'one')).toThrow(REFUSED);
    expect(() => openEnvelope(sealed, key, 'other')).toThrow(REFUSED);
    expect(() => openEnvelope(sealed, key, '')).toThrow(REFUSED);
  });

  test('does not open with any byte changed, missing or added', () => {
    const sealed = sealEnvelope('kw_live_abc', key, 'id', randomBytes);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openEnvelope(changed, key, 'id')).toThrow(REFUSED);
      expect(() => openEnvelope(sealed.subarray(0, at), key, 'id')).toThrow(REFUSED);
    }
    expect(() => openEnvelope(Buffer.concat([sealed, Buffer.of(0)]), key, 'id')).toThrow(REFUSED);
  });

  test('does not open with the data key of another one', () => {
    const [one, other] = ['a', 'b'].map((text) => sealEnvelope(text, key, 'id', randomBytes));
    const mixed = Buffer.concat([one?.subarray(0, 61) ?? key, other?.subarray(61) ?? key]);
    expect(() => openEnvelope(mixed, key, 'id')).toThrow(REFUSED);
  });
});
