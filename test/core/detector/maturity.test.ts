import { describe, expect, it } from 'vitest';
import { knowledgeAt } from '../../../src/core/detector/maturity.ts';
import { DAY, HOUR, MONDAY, reading, run, usual } from './traffic.ts';

describe('a key that is little known', () => {
  it.each([
    [0, 'learning'],
    [DAY - 1, 'learning'],
    [DAY, 'cautious'],
    [3 * DAY - 1, 'cautious'],
    [3 * DAY, 'full'],
  ] as const)('is at an age of %i minutes %s', (age, knowledge) => {
    expect(knowledgeAt(age)).toBe(knowledge);
  });

  it('is not told of on its first day, whatever comes', () => {
    const wild = (minute: number) => reading(minute, minute % 100 === 0 ? 5_000 : 1, 1);
    expect(run(MONDAY, MONDAY + DAY, wild).findings).toEqual([]);
  });

  it.each([
    ['on its second day', 1, 0],
    ['from its fourth day on', 3, 1],
  ])('has limits that are wider by 2.5: four minutes of 400 %s', (_, days, findings) => {
    const at = MONDAY + days * DAY + 10 * HOUR;
    const { state } = run(MONDAY, at, usual);
    const found = run(at, at + 4, (minute) => reading(minute, 400), state).findings;
    expect(found.filter(({ phase }) => phase === 'opened')).toHaveLength(findings);
  });

  it('is told of an extreme spike on its second day', () => {
    const at = MONDAY + DAY + 10 * HOUR;
    const { state } = run(MONDAY, at, usual);
    expect(run(at, at + 3, (minute) => reading(minute, 5_000), state).findings).not.toEqual([]);
  });

  it('is excused by the highest level it ever had', () => {
    const burstAt = MONDAY + 5 * HOUR;
    const bursts = (minute: number) =>
      minute >= burstAt && minute < burstAt + 10 ? reading(minute, 400) : usual(minute);
    const at = MONDAY + DAY + 10 * HOUR + 30;
    const { state } = run(MONDAY, at, bursts);
    expect(run(at, at + 10, (minute) => reading(minute, 400), state).findings).toEqual([]);
  });
});
