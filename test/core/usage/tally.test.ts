import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTally, encodeTally, namePlace } from '../../../src/core/usage/tally.ts';

const SLOT = { grain: 'minute', at: 29_000_000 } as const;
const ids = { workspaceId: randomUUID(), keyId: randomUUID(), serverId: randomUUID() };

describe('a tally', () => {
  it('reads as the cells that were counted, whatever the endpoint', () => {
    const counts = fc.dictionary(fc.integer({ min: 0, max: 159 }).map(String), fc.maxSafeNat(), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), counts, fc.nat(), (endpoint, given, revision) => {
        const { field } = namePlace(SLOT, { kind: 'usage', ...ids, endpoint });
        const tally = { field, counts: [] as number[], revision };
        for (const [measure, n] of Object.entries(given)) tally.counts[Number(measure)] = n;
        const grown = Object.entries(given).filter(([, n]) => n > 0);
        fc.pre(grown.length > 0);
        const cells = decodeTally(field, encodeTally(tally));
        const expected = grown.map(([measure, n]) => [
          { kind: 'usage', ...ids, endpoint, measure: Number(measure) },
          n,
        ]);
        expect(cells).toEqual(expected.toSorted((a, b) => measureOf(a) - measureOf(b)));
      }),
    );
  });

  it('of an address is its count', () => {
    const { workspaceId, keyId } = ids;
    const { field } = namePlace(SLOT, { kind: 'ip', workspaceId, keyId, value: '192.0.2.1' });
    const text = encodeTally({ field, counts: [7], revision: 3 });
    expect(text).toBe('7');
    expect(decodeTally(field, text)).toEqual([[{ kind: 'ip', workspaceId, keyId, value: '192.0.2.1' }, 7]]);
  });

  it.each(['', '7', '7,', '7,1', '7,1:', '7,:1', '7,1:-1', '7,1:1.5', 'x,1:1', '7,1:99999999999999999999'])(
    'is not read from %j',
    (text) => {
      const { field } = namePlace(SLOT, { kind: 'usage', ...ids, endpoint: '/a' });
      expect(decodeTally(field, text)).toBeUndefined();
    },
  );
});

function measureOf([cell]: readonly unknown[]): number {
  return typeof cell === 'object' && cell !== null && 'measure' in cell ? Number(cell.measure) : 0;
}
