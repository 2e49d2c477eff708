import { describe, expect, it } from 'vitest';
import { newState } from '../../../src/core/detector/state.ts';
import { step } from '../../../src/core/detector/step.ts';
import { DAY, HOUR, MONDAY, reading, run, usual } from './traffic.ts';

const start = MONDAY + 8 * DAY + 10 * HOUR;
const learnt = () => run(MONDAY, start, usual).state;
const failing = (errors: number) => (minute: number) => reading(minute, 20, errors);

describe('a jump of the error rate', () => {
  it('is told when it has held for three minutes, and dated to the first of them', () => {
    const { findings } = run(start, start + 15, failing(12), learnt());
    expect(findings[0]).toMatchObject({ kind: 'error_rate', phase: 'opened', severity: 'warning' });
    const { minute = 0, since = 0 } = findings[0] ?? {};
    expect(minute - since).toBe(2);
    expect(minute - start).toBeLessThanOrEqual(5);
    expect(findings.at(-1)?.sentence).toMatch(/^\d+% of requests fail; expected [\d.]+% \(at most \d+%\)$/);
  });

  it('is told of a failure of every call', () => {
    expect(run(start, start + 6, failing(20), learnt()).findings.length).toBeGreaterThan(0);
  });

  it('is none where it is over after two minutes', () => {
    const flaky = (minute: number) => (minute < start + 2 ? reading(minute, 20, 6) : usual(minute));
    expect(run(start, start + HOUR, flaky, learnt()).findings).toEqual([]);
  });

  it('is none where four errors are all there is', () => {
    const few = (minute: number) => (minute % 20 === 0 ? reading(minute, 1, 1) : undefined);
    const silent = run(MONDAY, start, (minute) => (minute % 20 === 0 ? reading(minute, 1) : undefined)).state;
    expect(run(start, start + 80, few, silent).findings).toEqual([]);
  });

  it('is none for a key that always fails that often', () => {
    const { findings } = run(MONDAY, MONDAY + 14 * DAY, (minute) => reading(minute, 20, (minute * 7) % 10));
    expect(findings).toEqual([]);
  });

  it('is none while the platform fails, and nothing of that is learnt', () => {
    let state = learnt();
    for (let minute = start; minute < start + 30; minute++) {
      const result = step(state, failing(15)(minute), minute + 1, { platformFails: true });
      state = result.state;
      expect(result.findings).toEqual([]);
      expect(result.errorVote).toBe('jumped');
    }
    expect(run(start + 30, start + 40, failing(12), state).findings[0]?.kind).toBe('error_rate');
  });

  it('together with a spike is critical', () => {
    const both = run(start, start + 10, (minute) => reading(minute, 200, 120), learnt()).findings;
    const last = both.filter(({ minute }) => minute === start + 9);
    expect(last.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['spike', 'critical'],
      ['error_rate', 'critical'],
    ]);
  });

  it('takes outcomes that are reported a minute after their requests', () => {
    const late = (minute: number) => (minute % 2 === 0 ? reading(minute, 20) : reading(minute, 0, 20));
    const { state } = run(start, start + 20, late, learnt());
    expect(state.single.every(Number.isFinite)).toBe(true);
  });
});

describe('the vote on errors', () => {
  it.each([
    [4, 4, 'idle'],
    [5, 1, 'usual'],
    [21, 2, 'usual'],
    [20, 5, 'jumped'],
  ])('of %i requests with %i errors is %s', (requests, errors, vote) => {
    expect(step(newState(MONDAY), reading(MONDAY, requests, errors), MONDAY + 1).errorVote).toBe(vote);
  });
});
