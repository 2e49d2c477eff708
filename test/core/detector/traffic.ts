import type { Finding } from '../../../src/core/detector/finding.ts';
import type { EndedIncident } from '../../../src/core/detector/incident.ts';
import type { Reading } from '../../../src/core/detector/reading.ts';
import { type DetectorState, newState } from '../../../src/core/detector/state.ts';
import { step } from '../../../src/core/detector/step.ts';

/** A Monday 00:00 UTC, in Unix minutes. */
export const MONDAY = 29_449_440;
export const HOUR = 60;
export const DAY = 1_440;

/** A reading from one source. */
export function reading(minute: number, requests: number, errors = 0): Reading {
  return { minute, requests, errors, distinctIps: requests > 0 ? 1 : 0 };
}

/** Office hours on weekdays, little else, in requests per minute. */
export function officeTraffic(minute: number): number {
  const hour = Math.floor(minute / HOUR) % 24;
  const weekend = Math.floor((minute - MONDAY) / DAY) % 7 >= 5;
  const ripple = (minute * 7_919) % 5;
  return hour >= 8 && hour < 18 && !weekend ? 20 + ripple : 1 + (ripple > 3 ? 1 : 0);
}

/** Office traffic of which one request in fifty fails. */
export function usual(minute: number): Reading {
  return reading(minute, officeTraffic(minute), minute % 3 === 0 && officeTraffic(minute) > 20 ? 1 : 0);
}

export interface Run {
  readonly state: DetectorState;
  readonly findings: readonly Finding[];
  readonly ended: readonly EndedIncident[];
}

/** Feeds the minutes [from, to) into a state, each as soon as it is closed; undefined leaves a minute out. */
export function run(
  from: number,
  to: number,
  readingAt: (minute: number) => Reading | undefined,
  before: DetectorState = newState(from),
): Run {
  const findings: Finding[] = [];
  const ended: EndedIncident[] = [];
  let state = before;
  for (let minute = from; minute < to; minute++) {
    const next = readingAt(minute);
    if (next === undefined) continue;
    const result = step(state, next, minute + 1);
    state = result.state;
    findings.push(...result.findings);
    ended.push(...result.ended);
  }
  return { state, findings, ended };
}
