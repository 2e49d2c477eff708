import { expect, it } from 'vitest';
import { bandsAt } from '../../../src/core/detector/bands.ts';
import { NORMAL_SETTINGS, settingsOf } from '../../../src/core/detector/settings.ts';
import { newState } from '../../../src/core/detector/state.ts';
import { encodeState } from '../../../src/core/detector/state-bytes.ts';
import { step } from '../../../src/core/detector/step.ts';
import { DAY, HOUR, MONDAY, officeTraffic, reading, run, usual } from './traffic.ts';

const start = MONDAY + 15 * DAY + 10 * HOUR;

it.each([
  ['at work', 10, 300, 0],
  ['at rest', 3, 60, 0],
  ['while requests fail', 10, 22, 20],
] as const)(
  'the bounds of a minute are those that its findings tell, %s',
  (_when, hour, requests, errors) => {
    const from = MONDAY + 15 * DAY + hour * HOUR;
    let { state } = run(MONDAY, from, usual);
    const told: string[] = [];
    for (let minute = from; minute < from + 20; minute++) {
      const bands = bandsAt(state, minute, NORMAL_SETTINGS);
      const stepped = step(state, reading(minute, requests, errors), minute + 1);
      state = stepped.state;
      for (const { kind, expected, lower, upper } of stepped.findings) {
        told.push(kind);
        if (kind === 'error_rate') expect(bands?.errorShare).toEqual({ expected, lower, upper });
        if (kind === 'spike') expect(bands?.requests).toMatchObject({ expected, upper });
        if (kind === 'off_hours') expect(bands?.requests.upper).toBeLessThanOrEqual(upper);
      }
    }
    expect(told.length).toBeGreaterThan(5);
  },
);

it('the state is left as it is, over any silence', () => {
  const { state } = run(MONDAY, start, usual);
  const before = encodeState(state);
  for (const after of [0, 1, HOUR, 3 * DAY]) bandsAt(state, start + after, NORMAL_SETTINGS);
  expect(encodeState(state)).toEqual(before);
});

it('they are of the hour: wide at work, narrow at rest', () => {
  const [work, rest] = [start, start + 14 * HOUR].map((at) => {
    const { state } = run(MONDAY, at, (minute) => reading(minute, officeTraffic(minute)));
    return bandsAt(state, at, NORMAL_SETTINGS)?.requests;
  });
  expect(work?.expected).toBeGreaterThan(15);
  expect(rest?.upper).toBeLessThan(work?.expected ?? 0);
});

it('a key that tells easily has lower bounds, and one that is learnt none', () => {
  const { state } = run(MONDAY, start, usual);
  const upper = (level: 'LOW' | 'HIGH') => bandsAt(state, start, settingsOf(level))?.requests.upper ?? 0;
  expect(upper('HIGH')).toBeLessThan(upper('LOW'));
  expect(bandsAt(newState(start), start + 1, NORMAL_SETTINGS)).toBeUndefined();
});
