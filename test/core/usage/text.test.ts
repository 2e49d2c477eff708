import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../src/core/usage/text.ts';

describe('a cleaned text', () => {
  it('stays as it is where it can be stored', () => {
    expect(cleanText('tools/call:search_deals', 1_024)).toBe('tools/call:search_deals');
  });

  it('holds no control characters and no lone surrogates', () => {
    expect(cleanText('a\u0000b\nc\ud800', 1_024)).toBe('a\ufffdb\ufffdc\ufffd');
  });

  it('is cut between characters', () => {
    expect(cleanText('ääää', 5)).toBe('ää');
  });

  it('never exceeds its bytes and is stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 4, max: 40 }), (text, bytesMax) => {
        const clean = cleanText(text, bytesMax);
        expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(Math.max(bytesMax, 0));
        expect(cleanText(clean, bytesMax)).toBe(clean);
      }),
    );
  });
});
