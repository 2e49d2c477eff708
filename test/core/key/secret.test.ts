import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couldBeKey } from '../../../src/core/key/format.ts';
import { isWellFormed, makeSecret } from '../../../src/core/key/secret.ts';

describe('a key secret', () => {
  it('is its prefix and 49 base62 characters', () => {
    expect(makeSecret('kw_live_', randomBytes)).toMatch(/^kw_live_[0-9A-Za-z]{49}$/);
  });

  it('is well formed as it was made', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 43, maxLength: 43, max: 247 }), (bytes) => {
        expect(
          isWellFormed(
            'kw_live_',
            makeSecret('kw_live_', () => bytes),
          ),
        ).toBe(true);
      }),
    );
  });

  it('is not well formed with any one character changed', () => {
    const secret = makeSecret('kw_live_', randomBytes);
    for (let at = 8; at < secret.length; at++) {
      const other = secret[at] === 'a' ? 'b' : 'a';
      expect(isWellFormed('kw_live_', secret.slice(0, at) + other + secret.slice(at + 1))).toBe(false);
    }
  });

  it('draws bytes again that would favour some characters', () => {
    const draws = [new Uint8Array(43).fill(255), new Uint8Array(43).fill(61)];
    expect(makeSecret('p_', () => draws.shift() ?? new Uint8Array())).toMatch(/^p_z{43}/);
  });
});

describe('a presented text', () => {
  it.each([
    ['nothing', ''],
    ['a key with a newline', 'mcp_abc\n'],
    ['a key with a space', 'mcp_ abc'],
    ['our own prefix without its checksum', 'kw_live_abc'],
    ['more characters than any key has', 'x'.repeat(513)],
  ])('cannot be a key: %s', (_sentence, text) => {
    expect(couldBeKey(text)).toBe(false);
  });

  it('may be a key of a foreign format', () => {
    expect(couldBeKey('ok1-42-7-s3cret')).toBe(true);
  });
});
