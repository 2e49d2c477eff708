import { describe, expect, it } from 'vitest';
import { bandsAt } from '../../../src/core/detector/bands.ts';
import {
  acceptAsExpected,
  type JudgedIncident,
  rejectAsMalicious,
} from '../../../src/core/detector/feedback.ts';
import { NORMAL_SETTINGS, settingsOf } from '../../../src/core/detector/settings.ts';
import type { DetectorState } from '../../../src/core/detector/state.ts';
import { decodeState, encodeState } from '../../../src/core/detector/state-bytes.ts';
import { step } from '../../../src/core/detector/step.ts';
import { DAY, HOUR, MONDAY, officeTraffic, reading, run, usual } from './traffic.ts';

const start = MONDAY + 15 * DAY + 10 * HOUR;
const stored = encodeState(run(MONDAY, start, usual).state);

const learnt = () => learntFrom(stored);

function learntFrom(bytes: Uint8Array): DetectorState {
  const state = decodeState(bytes);
  if (state === undefined) throw new Error('not readable');
  return state;
}

const burst = (from: number) => (minute: number) =>
  reading(minute, minute >= from && minute < from + 40 ? 300 : officeTraffic(minute));
const opened = (state: DetectorState, from: number) =>
  run(from, from + 40, burst(from), state).findings.filter(({ phase }) => phase === 'opened').length;

/** A burst of forty minutes, as an alert tells of it. */
const judged = (from: number): JudgedIncident => ({
  kind: 'spike',
  since: from,
  last: from + 39,
  observed: 300,
  requests: 300,
  distinctIps: 1,
  requestsOfThem: 300,
  deniedScope: 0,
  deniedAddress: 0,
});

describe('the word of a person', () => {
  it('that a burst was expected makes it usual at once', () => {
    const { state } = run(start, start + 10, burst(start), learnt());
    acceptAsExpected(state, judged(start));
    expect(run(start + 10, start + 40, burst(start), state).findings).toEqual([]);
    const dayAfter = run(start + 40, start + DAY, usual, state).state;
    expect(opened(dayAfter, start + DAY)).toBe(0);
  });

  it('that it was a theft keeps it from excusing the next ones', () => {
    let state = learnt();
    for (let day = 0; day < 4; day++) {
      const from = start + day * DAY;
      expect(opened(state, from)).toBe(1);
      rejectAsMalicious(state, judged(from));
      state = run(from + 40, from + DAY, usual, state).state;
    }
  });

  it.each(['spike', 'off_hours'] as const)('may come a day late, for all hours of a long %s', (kind) => {
    const long = (from: number) => (minute: number) =>
      reading(minute, minute >= from && minute < from + 4 * HOUR ? 300 : officeTraffic(minute));
    const { state } = run(start, start + DAY, long(start), learnt());
    acceptAsExpected(state, { ...judged(start), kind, last: start + 4 * HOUR - 1 });
    expect(run(start + DAY, start + 2 * DAY, long(start + DAY), state).findings).toEqual([]);
  });

  it('that refusals of one sort were expected does not excuse those of the other', () => {
    const state = learnt();
    acceptAsExpected(state, { ...judged(start), kind: 'denied_burst', observed: 100, deniedScope: 12 });
    const refused = (of: object) => (minute: number) => ({ ...usual(minute), ...of });
    const copy = learntFrom(encodeState(state));
    expect(run(start, start + 20, refused({ deniedScope: 10 }), state).findings).toEqual([]);
    expect(run(start, start + 20, refused({ deniedAddress: 10 }), copy).findings).not.toEqual([]);
  });

  it('that a burst was a theft is heard before its hour is over, too', () => {
    const { state } = run(start, start + 40, burst(start), learnt());
    rejectAsMalicious(state, judged(start));
    const upperAfter = (before: DetectorState, from: number) =>
      bandsAt(run(from, start + DAY, usual, before).state, start + DAY, NORMAL_SETTINGS)?.requests.upper ?? 0;
    expect(upperAfter(state, start + 40)).toBeLessThan(1.1 * upperAfter(learnt(), start));
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
