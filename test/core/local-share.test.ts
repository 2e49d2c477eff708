import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localShare } from '../../src/core/local-share.ts';

test('the shares of all verifiers together are no more than the limit, but that each may take one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 100 }),
      (limit, verifiers) => {
        const share = localShare(limit, verifiers);
        expect(share).toBeGreaterThanOrEqual(1);
        expect(share * verifiers).toBeLessThanOrEqual(Math.max(limit, verifiers));
        expect(share * verifiers).toBeGreaterThan(limit - verifiers);
      },
    ),
  );
});

test('a lone verifier, and one that knows of nobody, takes all', () => {
  expect([localShare(100, 1), localShare(100, 0)]).toEqual([100, 100]);
});

test('of a limit that lets nothing through, nobody may take anything', () => {
  expect(localShare(0, 3)).toBe(0);
});
