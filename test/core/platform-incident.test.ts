import { expect, test } from 'vitest';
import { countVote, platformFinding } from '../../src/core/platform-incident.ts';

test('a workspace is told of the share of its busy keys that fail, and of nothing where none does', () => {
  const votes = ['usual', 'jumped', 'idle', 'jumped', 'jumped'] as const;
  const tally = votes.reduce<ReturnType<typeof countVote> | undefined>(countVote, undefined);
  expect(tally).toEqual({ busyKeys: 4, jumpedKeys: 3 });
  expect(platformFinding({ busyKeys: 4, jumpedKeys: 3 }, 0)).toMatchObject({
    kind: 'platform',
    observed: 0.75,
    sentence: expect.stringContaining('3 of 4 busy keys'),
  });
  expect(platformFinding({ busyKeys: 4, jumpedKeys: 0 }, 0)).toBeUndefined();
});
