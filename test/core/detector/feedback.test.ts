import { describe, expect, it } from 'vitest';
import { acceptAsExpected, rejectAsMalicious } from '../../../src/core/detector/feedback.ts';
import { settingsOf } from '../../../src/core/detector/settings.ts';
import type { DetectorState } from '../../../src/core/detector/state.ts';
import { decodeState, encodeState } from '../../../src/core/detector/state-bytes.ts';
import { step } from '../../../src/core/detector/step.ts';
import { DAY, HOUR, MONDAY, officeTraffic, reading, run, usual } from './traffic.ts';

const start = MONDAY + 15 * DAY + 10 * HOUR;
const stored = encodeState(run(MONDAY, start, usual).state);

function learnt(): DetectorState {
  const state = decodeState(stored);
  if (state === undefined) throw new Error('not readable');
  return state;
}

const burst = (from: number) => (minute: number) =>
  reading(minute, minute >= from && minute < from + 40 ? 300 : officeTraffic(minute));
const opened = (state: DetectorState, from: number) =>
  run(from, from + 40, burst(from), state).findings.filter(({ phase }) => phase === 'opened').length;

describe('the word of a person', () => {
  it('that a burst was expected makes it usual at once', () => {
    const { state } = run(start, start + 10, burst(start), learnt());
    acceptAsExpected(state, 'spike', reading(start + 9, 300));
    expect(run(start + 10, start + 40, burst(start), state).findings).toEqual([]);
    const dayAfter = run(start + 40, start + DAY, usual, state).state;
    expect(opened(dayAfter, start + DAY)).toBe(0);
  });

  it('that it was a theft keeps it from excusing the next ones', () => {
    let state = learnt();
    for (let day = 0; day < 4; day++) {
      const from = start + day * DAY;
      expect(opened(state, from)).toBe(1);
      rejectAsMalicious(state, 'spike');
      state = run(from + 40, from + DAY, usual, state).state;
    }
  });

  it('about an incident that never was changes nothing', () => {
    const state = learnt();
    rejectAsMalicious(state, 'spike');
    expect(encodeState(state)).toEqual(stored);
  });
});

describe('sensitivity', () => {
  it.each([
    ['LOW', 100, 0],
    ['NORMAL', 100, 0],
    ['HIGH', 100, 1],
    ['LOW', 180, 0],
    ['NORMAL', 180, 1],
    ['LOW', 400, 1],
  ] as const)('%s tells of %i requests a minute: %i', (level, requests, count) => {
    let state = learnt();
    let found = 0;
    for (let minute = start; minute < start + 20; minute++) {
      const result = step(
        state,
        reading(minute, requests),
        minute + 1,
        { platformFails: false },
        settingsOf(level),
      );
      state = result.state;
      found += result.findings.filter(({ phase }) => phase === 'opened').length;
    }
    expect(found).toBe(count);
  });

  it('is brought between 0.25 and 4', () => {
    expect([0, 2, 99, Number.NaN].map((each) => settingsOf(each).sensitivity)).toEqual([0.25, 2, 4, 1]);
  });
});
