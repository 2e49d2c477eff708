import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DAY_MS,
  decodeCell,
  decodeSlot,
  encodeCell,
  encodeSlot,
  slotOf,
} from '../../../src/core/usage/cell.ts';

const cell = fc.oneof(
  fc.record({
    kind: fc.constant('usage' as const),
    workspaceId: fc.uuid(),
    keyId: fc.uuid(),
    serverId: fc.uuid(),
    measure: fc.integer({ min: 0, max: 200 }),
    endpoint: fc.string(),
  }),
  fc.record({
    kind: fc.constantFrom('ip' as const, 'ua' as const),
    workspaceId: fc.uuid(),
    keyId: fc.uuid(),
    value: fc.string(),
  }),
  fc.record({ kind: fc.constant('unknown' as const), workspaceId: fc.uuid() }),
);

describe('a cell', () => {
  it('is read as it was written, whatever its text holds', () => {
    fc.assert(
      fc.property(cell, (written) => {
        expect(decodeCell(encodeCell(written))).toEqual(written);
      }),
    );
  });

  it('is told from any other field', () => {
    expect(decodeCell('u|no cell')).toBeUndefined();
  });
});

describe('a slot', () => {
  const now = Date.UTC(2026, 10, 21, 12);

  it('is the minute of a recent event', () => {
    expect(slotOf(now - 61_000, now)).toEqual({ grain: 'minute', at: Math.floor((now - 61_000) / 60_000) });
  });

  it('is the quarter of an hour of an event older than the minutes kept', () => {
    expect(slotOf(now - 8 * DAY_MS, now)).toEqual({ grain: 'quarter', at: (now - 8 * DAY_MS) / 900_000 });
  });

  it('is read as it was written', () => {
    const slot = { grain: 'quarter', at: 1_972_000 } as const;
    expect(decodeSlot(encodeSlot(slot))).toEqual(slot);
  });
});
