import { describe, expect, it } from 'vitest';
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

const attack = (requests: number, minutes: number) => (minute: number) =>
  reading(minute, officeTraffic(minute) + (minute >= start && minute < start + minutes ? requests : 0));

describe('a spike', () => {
  it('is told within two minutes, with what was expected and what came', () => {
    const [first] = run(start, start + 5, attack(300, 60), learnt()).findings;
    expect(first).toMatchObject({ kind: 'spike', phase: 'opened', bound: 'season' });
    expect((first?.minute ?? 0) - start).toBeLessThan(2);
    expect(first?.observed).toBeGreaterThan(first?.upper ?? 0);
    expect(first?.expected).toBeCloseTo(22, -1);
    expect(first?.score).toBeGreaterThan(6);
    expect(first?.sentence).toMatch(/^\d+ requests a minute; expected \d+ \(at most \d+\)/);
  });

  it('is critical at twice the limit', () => {
    expect(run(start, start + 20, attack(900, 60), learnt()).findings.at(-1)?.severity).toBe('critical');
    expect(run(start, start + 20, attack(160, 60), learnt()).findings.at(-1)?.severity).toBe('warning');
  });

  it('of three times the usual traffic is none: a deployment looks like that', () => {
    expect(run(start, start + 5 * HOUR, attack(45, 300), learnt()).findings).toEqual([]);
  });

  it('of few requests is none, whatever the ratio', () => {
    const quiet = (minute: number) => (minute % 97 === 0 ? reading(minute, 1) : undefined);
    const { state } = run(MONDAY, start, quiet);
    expect(run(start, start + 30, (minute) => reading(minute, 7), state).findings).toEqual([]);
  });

  it('stays told while it lasts for hours, and is not learnt as usual', () => {
    const { findings } = run(start, start + 3 * HOUR, attack(400, 180), learnt());
    expect(findings.at(-1)?.minute).toBe(start + 3 * HOUR - 1);
    expect(findings.at(-1)?.expected).toBeLessThan(30);
  });

  it('does not hide the one that comes two days after it', () => {
    const first = run(start, start + 2 * DAY, attack(400, 30), learnt());
    const again = (minute: number) => reading(minute, officeTraffic(minute) + 400);
    const second = run(start + 2 * DAY + 3 * HOUR, start + 2 * DAY + 3 * HOUR + 5, again, first.state);
    expect(second.findings[0]).toMatchObject({ kind: 'spike', phase: 'opened' });
  });

  it('is told of a key that awakes after months', () => {
    const later = start + 120 * DAY;
    const woken = run(later, later + 5, (minute) => reading(minute, 500), learnt());
    expect(woken.findings[0]).toMatchObject({ kind: 'spike', phase: 'opened' });
  });

  it('is no news in a minute without requests', () => {
    const hot = run(start, start + 10, attack(9_000, 60), learnt()).state;
    expect(step(hot, reading(start + 10, 0), start + 11).findings).toEqual([]);
  });
});

describe('usual traffic', () => {
  it('raises nothing over four weeks', () => {
    expect(run(MONDAY, MONDAY + 28 * DAY, usual).findings).toEqual([]);
  });
});
