import { rememberMinute } from './clock-memory.ts';
import { closeHours } from './close-hours.ts';
import { followActivity } from './dormant.ts';
import { followErrors, learnErrors, voteOnErrors } from './error-rate.ts';
import { refreshExpectation } from './expectation.ts';
import type { Finding } from './finding.ts';
import type { ErrorVote } from './fleet.ts';
import { isFrozen } from './freeze.ts';
import { type EndedIncident, endQuietIncidents } from './incident.ts';
import { type Judgements, judge } from './judge.ts';
import { followLevel } from './level.ts';
import { isYoung, knowledgeAt } from './maturity.ts';
import { isCounted, type Knowledge, type Reading } from './reading.ts';
import { type DetectorSettings, NORMAL_SETTINGS } from './settings.ts';
import { learnSources, volumeClass } from './sources.ts';
import { learnDispersion } from './spike.ts';
import { type DetectorState, WHEN, when } from './state.ts';
import { followSources, isRising } from './sustained.ts';
import { tellFindings } from './tell.ts';
import { followTopSource } from './top-source.ts';

export interface StepResult {
  readonly state: DetectorState;
  /** False where the reading changed nothing: its minute is not closed yet, or not after the last one, or it counts no numbers. */
  readonly scored: boolean;
  readonly findings: readonly Finding[];
  readonly ended: readonly EndedIncident[];
  readonly knowledge: Knowledge;
  readonly errorVote: ErrorVote;
}

/** What a step has to know of the other keys. */
export interface Surroundings {
  /** The whole platform fails at the moment (fleet.ts): errors are not blamed on the key, nor learned. */
  readonly platformFails: boolean;
}

const CALM: Surroundings = { platformFails: false };
const NO_FINDINGS: readonly Finding[] = [];
const NONE_ENDED: readonly EndedIncident[] = [];

/**
 * Scores a key's next closed minute at `now` (Unix minutes). Minutes left out were silent. A reading that is not after
 * the last one, or whose minute is not over, or with a count below 0, beyond 10^15 or no number at all, changes nothing.
 * The given state is consumed: go on with the one returned.
 */
export function step(
  state: DetectorState,
  reading: Reading,
  now: number,
  { platformFails } = CALM,
  settings: DetectorSettings = NORMAL_SETTINGS,
): StepResult {
  const { minutes } = state;
  const { minute } = reading;
  const last = when(minutes, WHEN.last);
  const age = minute - when(minutes, WHEN.first);
  const knowledge = knowledgeAt(age);
  if (!(minute > last && minute < now) || !isCounted(reading)) return unscored(state, knowledge);
  const silentMinutes = minute - last - 1;
  const ended = endQuietIncidents(state, minute);
  closeHours(state, minute);
  refreshExpectation(state, minute);
  followLevel(state, reading, silentMinutes);
  const errorVote = voteOnErrors(state, reading);
  if (!platformFails) followErrors(state, reading, silentMinutes, settings);
  minutes[WHEN.last] = minute;
  if (reading.requests === 0)
    return { state, scored: true, findings: NO_FINDINGS, ended, knowledge, errorVote };

  const restedMinutes = minute - when(minutes, WHEN.active) - 1;
  const judgements = judge(state, reading, {
    silentMinutes: restedMinutes,
    knowledge,
    platformFails,
    settings,
  });
  const wasFrozen = isFrozen(state, minute);
  const findings = tellFindings(state, reading, judgements);
  followSources(state, reading);
  followTopSource(state, reading);
  if (!wasFrozen && findings.length === 0)
    learnMinute(state, reading, { knowledge, platformFails, judgements });
  rememberMinute(state, minute, isFrozen(state, minute) && !isYoung(age));
  followActivity(state, minute);
  return { state, scored: true, findings, ended, knowledge, errorVote };
}

function learnMinute(
  state: DetectorState,
  reading: Reading,
  seen: { readonly knowledge: Knowledge; readonly platformFails: boolean; readonly judgements: Judgements },
): void {
  learnDispersion(state, reading.minute);
  if (!seen.platformFails) learnErrors(state, reading, seen.knowledge);
  if (seen.judgements.source_fan_out === undefined) {
    learnSources(state, volumeClass(reading.requests), reading, isRising(state));
  }
}

function unscored(state: DetectorState, knowledge: Knowledge): StepResult {
  return {
    state,
    scored: false,
    findings: NO_FINDINGS,
    ended: NONE_ENDED,
    knowledge,
    errorVote: 'idle',
  };
}
