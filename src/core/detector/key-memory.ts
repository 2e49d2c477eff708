import { DAY_MS, MINUTE_MS } from '../usage/cell.ts';
import { type KnownSources, newKnownSources, noteSources } from './known-sources.ts';
import type { DetectorSettings } from './settings.ts';
import { type DetectorState, newState } from './state.ts';
import { type StepResult, type Surroundings, step } from './step.ts';

/** All that is remembered of a key between its readings. */
export interface KeyMemory {
  state: DetectorState;
  readonly sources: KnownSources;
}

/** What is counted of a key's closed minute. */
export interface KeyMinute {
  /** The minute's start. */
  readonly minute: Date;
  readonly requests: number;
  readonly errors: number;
  readonly distinctIps: number;
  readonly topIpRequests: number;
  readonly deniedScope: number;
  readonly deniedAddress: number;
  readonly dead: number;
  /** As noteSources takes them. */
  readonly sources: readonly string[];
}

/** The memory of a key that is unknown before a minute. */
export function newKeyMemory(minute: Date): KeyMemory {
  return {
    state: newState(toUnixMinute(minute)),
    sources: newKnownSources(toUnixDay(minute)),
  };
}

/** Scores a key's next closed minute, and remembers it. `now` is in Unix minutes. */
export function stepMemory(
  memory: KeyMemory,
  counted: KeyMinute,
  now: number,
  surroundings?: Surroundings,
  settings?: DetectorSettings,
): StepResult {
  const { requests, errors, distinctIps, topIpRequests, deniedScope, deniedAddress, dead } = counted;
  const { newIps, newUserAgents } = noteSources(memory.sources, counted.sources, toUnixDay(counted.minute));
  const minute = toUnixMinute(counted.minute);
  const stepped = step(
    memory.state,
    {
      minute,
      requests,
      errors,
      distinctIps,
      topIpRequests,
      deniedScope,
      deniedAddress,
      dead,
      newIps,
      newUserAgents,
    },
    now,
    surroundings,
    settings,
  );
  memory.state = stepped.state;
  return stepped;
}

/** The Unix minute of a time. */
export function toUnixMinute(at: Date): number {
  return Math.floor(at.getTime() / MINUTE_MS);
}

function toUnixDay(at: Date): number {
  return Math.floor(at.getTime() / DAY_MS);
}
