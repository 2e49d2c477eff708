import { describe, expect, it } from 'vitest';
import { beginMinute, castVote, type Fleet, isFailing, newFleet } from '../../../src/core/detector/fleet.ts';
import { MONDAY } from './traffic.ts';

function voted(usual: number, jumped: number): Fleet {
  const fleet = beginMinute(newFleet(), MONDAY);
  for (let key = 0; key < usual; key++) castVote(fleet, 'usual');
  for (let key = 0; key < jumped; key++) castVote(fleet, 'jumped');
  return fleet;
}

describe('a fleet', () => {
  it.each([
    ['no key votes', 0, 0, false],
    ['one key in ten fails', 45, 5, false],
    ['more than one key in ten fails', 44, 6, true],
    ['all of a few keys fail', 0, 19, false],
    ['four of twenty keys fail', 16, 4, false],
  ])('is judged where %s', (_, usual, jumped, failing) => {
    expect(isFailing(beginMinute(voted(usual, jumped), MONDAY + 1))).toBe(failing);
  });

  it('is judged by whole minutes only', () => {
    expect(isFailing(voted(0, 100))).toBe(false);
  });

  it('counts as failing for three minutes, and longer as it goes on', () => {
    let fleet = beginMinute(voted(0, 50), MONDAY + 1);
    for (let key = 0; key < 50; key++) castVote(fleet, 'jumped');
    const failing: boolean[] = [];
    for (let minute = MONDAY + 2; minute <= MONDAY + 5; minute++) {
      fleet = beginMinute(fleet, minute);
      failing.push(isFailing(fleet));
    }
    expect(failing).toEqual([true, true, true, false]);
  });

  it('does not count idle keys', () => {
    const fleet = voted(0, 20);
    for (let key = 0; key < 1_000; key++) castVote(fleet, 'idle');
    expect(isFailing(beginMinute(fleet, MONDAY + 1))).toBe(true);
  });

  it('does not go back in time', () => {
    const fleet = voted(0, 50);
    expect(beginMinute(fleet, MONDAY - 1)).toBe(fleet);
  });
});
