import { expect, it } from 'vitest';
import { isOpen } from '../../../src/core/detector/incident.ts';
import { seasonAt } from '../../../src/core/detector/season.ts';
import { AT, BYTE, type DetectorState, WHEN } from '../../../src/core/detector/state.ts';
import { decodeState } from '../../../src/core/detector/state-bytes.ts';
import { hourOf, hourOfDayType } from '../../../src/core/detector/week-clock.ts';
import { DAY, HOUR, MONDAY, run, usual } from './traffic.ts';

const HEADER = 8;
const SINGLES = 27;
const SEASON = 216;

/** A state as version 1 stored it: seen for nine days, 20 requests a minute at this hour, a spike open for ten minutes. */
function storedByVersion1(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER + SINGLES * 8 + SEASON * 3 + 252);
  const single = new Float64Array(bytes.buffer, HEADER, SINGLES);
  const now = MONDAY + 9 * DAY;
  single.set([MONDAY, now, 17.5], 0);
  single[12] = 1;
  single.set([now - 10, now, 0], 21);
  const at = hourOfDayType(hourOf(now));
  new Uint16Array(bytes.buffer, HEADER + SINGLES * 8, SEASON)[at] = Math.round(2_047 * Math.log2(21));
  bytes[HEADER + SINGLES * 8 + SEASON * 2 + at] = 7;
  bytes[HEADER + SINGLES * 8 + SEASON * 3 + 5] = 40;
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 1);
  let hash = 0x811c9dc5;
  for (const byte of bytes.subarray(HEADER)) hash = Math.imul(hash ^ byte, 0x01000193);
  view.setUint32(4, hash >>> 0);
  return bytes;
}

function migrated(): DetectorState {
  const state = decodeState(storedByVersion1());
  if (state === undefined) throw new Error('not readable');
  return state;
}

it('a state of version 1 keeps what it knew', () => {
  const state = migrated();
  expect(state.minutes[WHEN.first]).toBe(MONDAY);
  expect(state.minutes[WHEN.last]).toBe(MONDAY + 9 * DAY);
  expect(state.single[AT.level]).toBe(17.5);
  expect(seasonAt(state, hourOf(MONDAY + 9 * DAY))).toBeCloseTo(20, 1);
  expect(seasonAt(state, hourOf(MONDAY + 9 * DAY) + 5)).toBeUndefined();
  expect(state.bytes[BYTE.hourOfDay + 5]).toBe(40);
  expect([isOpen(state, 'spike'), isOpen(state, 'error_rate')]).toEqual([true, false]);
});

it('a state of version 1 goes on', () => {
  const from = MONDAY + 9 * DAY + 1;
  const { ended } = run(from, from + HOUR, usual, migrated());
  expect(ended).toMatchObject([{ kind: 'spike', since: MONDAY + 9 * DAY - 10 }]);
});

it('a state of version 1 that is damaged is not read', () => {
  const damaged = storedByVersion1();
  damaged[100] = 77;
  expect(decodeState(damaged)).toBeUndefined();
});
