import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLeaseId, writeLeaseId } from '../../src/core/lease.ts';

it('the id of a lease reads as it was written', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (keyId, member) => {
      expect(readLeaseId(writeLeaseId({ keyId, member }))).toEqual({ keyId, member });
    }),
  );
});

it.each(['', '.', 'x'.repeat(73), `${'a'.repeat(36)}.`, `${'a'.repeat(36)}.${'b'.repeat(36)}\n`])(
  'nothing else is the id of a lease: %j',
  (text) => {
    expect(readLeaseId(text)).toBeUndefined();
  },
);
