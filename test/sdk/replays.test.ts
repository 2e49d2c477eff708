import { expect, test } from 'vitest';
import { createReplays } from '../../src/sdk/replays.ts';

const NOW = 1_795_000_000;
const signature = (n: number) => n.toString(16).padStart(64, '0').split('').toReversed().join('');

test('a signature is taken once for as long as it would be right', () => {
  const replays = createReplays(100);
  expect(replays.note(signature(1), NOW)).toBe(true);
  for (const later of [0, 1, 300, 599, 600]) expect(replays.note(signature(1), NOW + later)).toBe(false);
  expect(replays.note(signature(1), NOW + 1_800)).toBe(true);
});

test('a signature is new until it is noted, and asking notes nothing', () => {
  const replays = createReplays(2);
  for (const _time of [1, 2]) expect(replays.isNew(signature(1), NOW)).toBe(true);
  expect(replays.note(signature(1), NOW)).toBe(true);
  expect(replays.isNew(signature(2), NOW)).toBe(false);
  expect(replays.isNew(signature(1), NOW + 600)).toBe(false);
  expect(replays.isNew(signature(1), NOW + 1_800)).toBe(true);
});

test('none is forgotten to make room: what does not fit is refused until time has passed', () => {
  const replays = createReplays(8);
  const taken = Array.from({ length: 8 }, (_, n) => replays.note(signature(n), NOW));
  expect(taken).toEqual([true, true, true, true, false, false, false, false]);
  expect(replays.note(signature(0), NOW)).toBe(false);
  expect(replays.note(signature(9), NOW + 600)).toBe(true);
});
