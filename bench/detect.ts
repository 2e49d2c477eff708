import { beginMinute, castVote, type Fleet, isFailing, newFleet } from '../src/core/detector/fleet.ts';
import type { Reading } from '../src/core/detector/reading.ts';
import { type DetectorState, newStates, STATE_BYTES } from '../src/core/detector/state.ts';
import { step } from '../src/core/detector/step.ts';
import { median, quantile, round } from './statistics.ts';

const KEYS = 100_000;
/** A Monday 00:00 UTC, in Unix minutes. */
const MONDAY = 29_449_440;
/** So many keys learn for four days; the others are given what they learnt. */
const LEARNING_MINUTES = 4 * 1_440;
const LEARNING_KEYS = 500;
/** Long enough for an hour to end in between: that minute closes it for every key. */
const MEASURED_MINUTES = 70;

/**
 * Scores minutes of 100,000 keys, each with a reading every minute, on one core: readings per second and milliseconds a
 * minute are of processor time, in the median minute; the slowest minute is the one in which an hour ends.
 */
export async function benchDetect(): Promise<Record<string, number>> {
  const states = learntStates();
  let fleet = newFleet();
  const spent: number[] = [];
  let findings = 0;
  for (let minute = 0; minute < MEASURED_MINUTES; minute++) {
    const before = process.cpuUsage();
    const scored = scoreMinute(states, MONDAY + LEARNING_MINUTES + minute, fleet);
    spent.push(millisecondsSince(before));
    fleet = scored.fleet;
    findings += scored.findings;
  }
  process.stderr.write(`findings: ${findings}; minutes (ms): ${spent.map(Math.round).join(' ')}\n`);
  const minuteMs = median(spent);
  return {
    readingsPerSecond: Math.round((KEYS / minuteMs) * 1_000),
    stateBytesPerKey: STATE_BYTES,
    minuteOf100kKeysMs: round(minuteMs),
    slowestMinuteMs: round(quantile(spent, 1)),
    keys: KEYS,
  };
}

function learntStates(): DetectorState[] {
  const learning = newStates(LEARNING_KEYS, MONDAY);
  let fleet = newFleet();
  for (let minute = 0; minute < LEARNING_MINUTES; minute++) {
    fleet = scoreMinute(learning, MONDAY + minute, fleet).fleet;
  }
  const states = newStates(KEYS, MONDAY);
  for (const [key, state] of states.entries()) {
    const learnt = learning[key % LEARNING_KEYS];
    if (learnt === undefined) continue;
    state.minutes.set(learnt.minutes);
    state.single.set(learnt.single);
    state.codes.set(learnt.codes);
    state.bytes.set(learnt.bytes);
  }
  return states;
}

function scoreMinute(states: readonly DetectorState[], minute: number, before: Fleet) {
  const fleet = beginMinute(before, minute);
  const surroundings = { platformFails: isFailing(fleet) };
  let findings = 0;
  for (let key = 0; key < states.length; key++) {
    const state = states[key];
    if (state === undefined) continue;
    const result = step(state, readingOf(key % LEARNING_KEYS, minute), minute + 1, surroundings);
    castVote(fleet, result.errorVote);
    findings += result.findings.length;
  }
  return { fleet, findings };
}

/** From 1 to about 130 requests a minute, by key, and a quarter more by minute; one to three addresses. */
function readingOf(key: number, minute: number): Reading {
  const usual = 1 + Math.floor((key * key) / 2_000);
  const requests = usual + ((minute * 31 + key * 17) % (1 + Math.ceil(usual / 4)));
  const errors = requests > 20 && (minute + key) % 40 === 0 ? 1 : 0;
  return { minute, requests, errors, distinctIps: Math.min(requests, 1 + (key % 3)) };
}

function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
