import { expect, test } from 'vitest';
import { CountersUnavailable } from '../../src/core/errors.ts';
import { createFailedLookUps } from '../../src/data-plane/failed-look-ups.ts';

test('look-ups of a second share a call for each workspace, and what Redis does not take waits for the next', async () => {
  const sent: [field: string, slot: string, n: number][] = [];
  let isAway = true;
  let nowMs = 0;
  const lookUps = createFailedLookUps({
    recorder: {
      record: async ({ increments: { places, numbers } }) => {
        if (isAway) throw new CountersUnavailable();
        for (const [at, { field, slotName }] of places.entries())
          sent.push([field, slotName, numbers[2 * at + 1] ?? 0]);
        return 'recorded';
      },
    },
    now: () => nowMs,
  });
  for (let times = 0; times < 3; times += 1) lookUps.note('a');
  await lookUps.flush();
  nowMs = 60_000;
  for (const workspaceId of ['a', 'b', 'a']) lookUps.note(workspaceId);
  await lookUps.flush();
  isAway = false;
  lookUps.note('b');
  await lookUps.flush();
  await lookUps.flush();
  expect(sent).toEqual([
    ['unknown|a', 'm0', 3],
    ['unknown|a', 'm1', 2],
    ['unknown|b', 'm1', 2],
  ]);
});
