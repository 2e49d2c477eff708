import { describe, expect, it } from 'vitest';
import type { FindingKind } from '../../../src/core/detector/finding.ts';
import type { Reading } from '../../../src/core/detector/reading.ts';
import { newState } from '../../../src/core/detector/state.ts';
import { step } from '../../../src/core/detector/step.ts';
import { type FullReading, simulateKey } from './support/simulate.ts';
import { DAY, MONDAY } from './traffic.ts';

const DAYS = 12;
const LEARNING_DAYS = 9;
const THEFTS = 40;
const FAMILIES = ['steady', 'office', 'deployments', 'client_pool'] as const;

/** The share of slow thefts, half of them too thin for their volume to tell, that are found while they last. */
function recall(seen: (reading: FullReading) => Reading): number {
  let [thefts, found] = [0, 0];
  for (let at = 0; thefts < THEFTS; at++) {
    const attack = at % 2 === 0 ? 'exfil' : 'thin';
    const family = FAMILIES[Math.floor(at / 2) % FAMILIES.length] ?? 'steady';
    const key = simulateKey(`theft ${at}`, { family, attack, days: DAYS, learningDays: LEARNING_DAYS });
    const [theft] = key.attacks;
    if (theft === undefined) continue;
    thefts += 1;
    let state = newState(MONDAY);
    for (let minute = 0; minute < theft.end; minute++) {
      const reading = key.next();
      if (reading.requests === 0) continue;
      const result = step(state, { ...seen(reading), minute: MONDAY + minute }, MONDAY + minute + 1);
      state = result.state;
      if (minute < theft.start || result.findings.length === 0) continue;
      found += 1;
      break;
    }
  }
  return found / thefts;
}

describe('slow thefts', () => {
  it('are found by who is new, where their volume does not tell them', { timeout: 120_000 }, () => {
    const withSources = recall((reading) => reading);
    const withoutSources = recall(({ minute, requests, errors, distinctIps }) => ({
      minute,
      requests,
      errors,
      distinctIps,
    }));
    expect(withSources).toBeGreaterThanOrEqual(0.7);
    expect(withSources).toBeGreaterThan(withoutSources + 0.2);
  });
});

describe('what the product counts beside requests', () => {
  const from = MONDAY + 5 * DAY;
  const usual = (minute: number): Reading => ({
    minute,
    requests: 20,
    errors: 0,
    distinctIps: 2,
    newIps: 0,
    newUserAgents: 0,
  });
  const learnt = () => {
    let state = newState(MONDAY);
    for (let minute = MONDAY; minute < from; minute++) state = step(state, usual(minute), minute + 1).state;
    return state;
  };

  it.each<[string, Partial<Reading>, FindingKind, RegExp]>([
    ['refusals for scope', { deniedScope: 6 }, 'denied_burst', /refused in about ten minutes/],
    ['refusals for the address', { deniedAddress: 4 }, 'denied_burst', /refused in about ten minutes/],
    ['a key that is dead', { dead: 3 }, 'dead_key', /no longer valid/],
    ['addresses that nobody knows', { newIps: 4 }, 'source_fan_out', /4 addresses never seen before/],
  ])('tells of %s within three minutes, once', (_, more, kind, sentence) => {
    let state = learnt();
    const told = [];
    for (let minute = from; minute < from + 5; minute++) {
      const result = step(state, { ...usual(minute), ...more }, minute + 1);
      state = result.state;
      told.push(...result.findings);
    }
    expect(new Set(told.map((finding) => finding.kind))).toEqual(new Set([kind]));
    expect(told[0]?.minute).toBeLessThan(from + 3);
    expect(told.filter(({ phase }) => phase === 'opened')).toHaveLength(1);
    expect(told.at(-1)?.sentence).toMatch(sentence);
  });

  it('makes a dead key critical where its address is new', () => {
    const result = step(learnt(), { ...usual(from), dead: 20, newIps: 1 }, from + 1);
    expect(result.findings).toMatchObject([{ kind: 'dead_key', severity: 'critical' }]);
  });
});
