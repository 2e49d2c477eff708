import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../src/core/detector/finding.ts';
import { endQuietIncidents, isHot, isOpen, noteFinding } from '../../../src/core/detector/incident.ts';
import { newState } from '../../../src/core/detector/state.ts';
import { DAY, HOUR, MONDAY, officeTraffic, reading, run, usual } from './traffic.ts';

const judgement = (observed: number, found: boolean): Judgement => ({
  observed,
  expected: 10,
  lower: 0,
  upper: 100,
  score: 9,
  bound: 'season',
  found,
});

describe('an incident', () => {
  it('is opened, continued, ended after half an hour, reopened within the hour, and then a new one', () => {
    const state = newState(MONDAY);
    const at = (offset: number) => MONDAY + offset;
    expect(noteFinding(state, 'spike', at(0), at(0))).toEqual({ phase: 'opened', since: at(0) });
    expect(noteFinding(state, 'spike', at(20), at(20))).toEqual({ phase: 'continued', since: at(0) });
    expect(endQuietIncidents(state, at(50))).toEqual([]);
    expect(endQuietIncidents(state, at(51))).toEqual([{ kind: 'spike', since: at(0), endedAt: at(50) }]);
    expect(endQuietIncidents(state, at(52))).toEqual([]);
    expect(noteFinding(state, 'spike', at(110), at(110))).toEqual({ phase: 'reopened', since: at(0) });
    endQuietIncidents(state, at(200));
    expect(noteFinding(state, 'spike', at(201), at(201))).toEqual({ phase: 'opened', since: at(201) });
  });

  it('of one kind leaves the other kinds alone', () => {
    const state = newState(MONDAY);
    noteFinding(state, 'spike', MONDAY, MONDAY);
    expect(isOpen(state, 'error_rate')).toBe(false);
    expect(noteFinding(state, 'error_rate', MONDAY + 1, MONDAY).phase).toBe('opened');
  });

  it('needs the whole rule to open, and 0.7 of the limit to stay', () => {
    const state = newState(MONDAY);
    expect(isHot(state, 'spike', judgement(99, false))).toBe(false);
    expect(isHot(state, 'spike', judgement(101, true))).toBe(true);
    noteFinding(state, 'spike', MONDAY, MONDAY);
    expect(isHot(state, 'spike', judgement(71, false))).toBe(true);
    expect(isHot(state, 'spike', judgement(70, false))).toBe(false);
  });

  it('is one, however the attack teeters around the limit', () => {
    const start = MONDAY + 15 * DAY + 10 * HOUR;
    const teeter = (minute: number) => reading(minute, Math.floor(minute / 5) % 2 === 0 ? 220 : 40);
    const attacked = run(start, start + 2 * HOUR, teeter, run(MONDAY, start, usual).state);
    const after = run(
      start + 2 * HOUR,
      start + 4 * HOUR,
      (m) => reading(m, officeTraffic(m)),
      attacked.state,
    );
    expect(attacked.findings.filter(({ phase }) => phase !== 'continued')).toHaveLength(1);
    expect(attacked.ended).toEqual([]);
    expect(after.ended).toHaveLength(1);
    expect(after.ended[0]).toMatchObject({ kind: 'spike', since: attacked.findings[0]?.since });
  });

  it('ends at the same minute whether the quiet minutes are read or left out', () => {
    const start = MONDAY + 15 * DAY + 10 * HOUR;
    const ends = [true, false].map((dense) => {
      const { state } = run(MONDAY, start, usual);
      const burst = (minute: number) => {
        if (minute < start + 20) return reading(minute, 500);
        return dense || minute === start + 299 ? reading(minute, 0) : undefined;
      };
      return run(start, start + 300, burst, state).ended;
    });
    expect(ends[0]).toHaveLength(1);
    expect(ends[0]).toEqual(ends[1]);
  });
});
