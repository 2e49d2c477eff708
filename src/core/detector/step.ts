import { rememberMinute } from './clock-memory.ts';
import { closeHours } from './close-hours.ts';
import { followErrors, judgeErrors, learnErrors, voteOnErrors } from './error-rate.ts';
import { describe, type Finding, type FindingKind, type Judgement, severityOf } from './finding.ts';
import type { ErrorVote } from './fleet.ts';
import { freezeLearning, isFrozen } from './freeze.ts';
import { type EndedIncident, endQuietIncidents, isHot, noteFinding } from './incident.ts';
import { followLevel } from './level.ts';
import { isYoung, knowledgeAt } from './maturity.ts';
import type { Knowledge, Reading } from './reading.ts';
import { judgeSpike, learnDispersion } from './spike.ts';
import { AT, type DetectorState, read } from './state.ts';

export interface StepResult {
  readonly state: DetectorState;
  /** False where the reading changed nothing: its minute is not closed yet, or not after the last one. */
  readonly scored: boolean;
  readonly findings: readonly Finding[];
  readonly ended: readonly EndedIncident[];
  readonly knowledge: Knowledge;
  /** The highest score of the minute, found or not; 0 while learning. */
  readonly score: number;
  readonly errorVote: ErrorVote;
}

/** What a step has to know of the other keys. */
interface Surroundings {
  /** The whole platform fails at the moment (fleet.ts): errors are not blamed on the key, nor learned. */
  readonly platformFails: boolean;
}

const CALM: Surroundings = { platformFails: false };
const NO_FINDINGS: readonly Finding[] = [];

/**
 * Scores a key's next closed minute at `now` (Unix minutes). Minutes left out were silent. A reading that is not after
 * the last one, or whose minute is not over, changes nothing. The given state is consumed: go on with the one returned.
 */
export function step(
  state: DetectorState,
  reading: Reading,
  now: number,
  { platformFails } = CALM,
): StepResult {
  const { single } = state;
  const { minute } = reading;
  const last = read(single, AT.last);
  const age = minute - read(single, AT.first);
  const knowledge = knowledgeAt(age);
  if (minute <= last || minute >= now) return unscored(state, knowledge);
  const silentMinutes = minute - last - 1;
  const ended = endQuietIncidents(state, minute);
  closeHours(state, minute);
  followLevel(state, reading, silentMinutes);
  const spike = judgeSpike(state, minute, knowledge);
  const errorVote = voteOnErrors(state, reading);
  if (!platformFails) followErrors(state, reading, silentMinutes);
  const errors = judgeErrors(state, knowledge);
  single[AT.last] = minute;
  const score = knowledge === 'learning' ? 0 : Math.max(spike.score, platformFails ? 0 : errors.score);
  if (reading.requests === 0)
    return { state, scored: true, findings: NO_FINDINGS, ended, knowledge, score, errorVote };

  const wasFrozen = isFrozen(state, minute);
  const findings = tellAll(state, minute, spike, platformFails ? undefined : errors);
  if (!wasFrozen && findings.length === 0) learnDispersion(state, minute, spike);
  if (!wasFrozen && findings.length === 0 && !platformFails) learnErrors(state, reading, knowledge);
  rememberMinute(state, minute, isFrozen(state, minute) && !isYoung(age));
  return { state, scored: true, findings, ended, knowledge, score, errorVote };
}

function unscored(state: DetectorState, knowledge: Knowledge): StepResult {
  return { state, scored: false, findings: NO_FINDINGS, ended: [], knowledge, score: 0, errorVote: 'idle' };
}

function tellAll(
  state: DetectorState,
  minute: number,
  spike: Judgement,
  errors: Judgement | undefined,
): readonly Finding[] {
  const isSpike = isHot(state, 'spike', spike);
  const isErrors = errors !== undefined && isHot(state, 'error_rate', errors);
  if (!isSpike && !isErrors) return NO_FINDINGS;
  const findings: Finding[] = [];
  if (isSpike) findings.push(tell(state, 'spike', spike, minute, minute));
  if (isErrors)
    findings.push(tell(state, 'error_rate', errors, minute, read(state.single, AT.errorRunSince)));
  return findings.length === 1 ? findings : findings.map((finding) => ({ ...finding, severity: 'critical' }));
}

function tell(
  state: DetectorState,
  kind: FindingKind,
  judgement: Judgement,
  minute: number,
  first: number,
): Finding {
  const { phase, since } = noteFinding(state, kind, minute, first);
  freezeLearning(state, minute, phase === 'opened');
  const { observed, expected, lower, upper, score } = judgement;
  const severity = severityOf(kind, judgement);
  const sentence = describe(kind, judgement);
  return { kind, phase, severity, minute, since, observed, expected, lower, upper, score, sentence };
}
