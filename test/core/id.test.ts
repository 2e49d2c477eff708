import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeId } from '../../src/core/id.ts';

const TIME_MAX = 2 ** 48 - 1;

test('an id is the example of RFC 9562 for its time and bits', () => {
  const bits = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
  expect(makeId(new Date('2022-02-22T19:22:22Z'), () => bits)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('an id is a UUID of version 7 that tells its millisecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: TIME_MAX }), (time) => {
      const id = makeId(new Date(time), randomBytes);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(time);
    }),
  );
});

test('ids of different milliseconds sort as their times do', () => {
  const time = fc.integer({ min: 0, max: TIME_MAX });
  fc.assert(
    fc.property(time, time, (one, other) => {
      fc.pre(one < other);
      expect(makeId(new Date(one), randomBytes) < makeId(new Date(other), randomBytes)).toBe(true);
    }),
  );
});

test('what is random is not changed by making an id', () => {
  const bits = new Uint8Array(10).fill(255);
  makeId(new Date(0), () => bits);
  expect(bits).toEqual(new Uint8Array(10).fill(255));
});
