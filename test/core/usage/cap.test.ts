import { describe, expect, it } from 'vitest';
import { createCap } from '../../../src/core/usage/cap.ts';

describe('a cap', () => {
  it('lets the first values through, and always the same ones', () => {
    const cap = createCap(2, 2);
    const admitted = ['a', 'b', 'c', 'a', 'd'].map((value) => cap.admit(1, 'key', value));
    expect(admitted).toEqual(['a', 'b', 'other', 'a', 'other']);
  });

  it('holds per group and period', () => {
    const cap = createCap(1, 2);
    expect([cap.admit(1, 'k1', 'a'), cap.admit(1, 'k2', 'b'), cap.admit(2, 'k1', 'c')]).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});
