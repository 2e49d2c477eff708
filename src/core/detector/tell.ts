import { describe } from './describe.ts';
import { evidenceOf } from './evidence.ts';
import {
  FINDING_KINDS,
  type Finding,
  type FindingKind,
  type FindingSeverity,
  type Judgement,
} from './finding.ts';
import { freezeLearning } from './freeze.ts';
import { isHot, noteFinding } from './incident.ts';
import type { Judgements } from './judge.ts';
import { noteNewcomers } from './newcomers.ts';
import type { Reading } from './reading.ts';
import { type DetectorState, WHEN, when } from './state.ts';
import { noteSustained } from './sustained.ts';

const NO_FINDINGS: readonly Finding[] = [];

/** A spike of this multiple of its limit is critical. */
const CRITICAL_RATIO = 2;
/** What is critical where two of them come together: how much, from where, and how it ends. */
const ASPECTS: Readonly<Record<FindingKind, 'volume' | 'source' | 'outcome' | 'life'>> = {
  spike: 'volume',
  off_hours: 'volume',
  sustained: 'volume',
  source_fan_out: 'source',
  error_rate: 'outcome',
  denied_burst: 'outcome',
  dormant: 'life',
  dead_key: 'life',
};

/** Turns the judgements that belong to an incident into findings, and keeps the key from learning what they are about. */
export function tellFindings(
  state: DetectorState,
  reading: Reading,
  judgements: Judgements,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const kind of FINDING_KINDS) {
    const judgement = judgements[kind];
    if (judgement === undefined || !isHot(state, kind, judgement)) continue;
    findings.push(tell(state, kind, judgement, reading));
  }
  if (findings.length === 0) return NO_FINDINGS;
  const aspects = new Set(findings.map(({ kind }) => ASPECTS[kind]));
  return aspects.size === 1 ? findings : findings.map((finding) => ({ ...finding, severity: 'critical' }));
}

function tell(state: DetectorState, kind: FindingKind, judgement: Judgement, reading: Reading): Finding {
  const { minute } = reading;
  const { phase, since } = noteFinding(state, kind, minute, firstMinute(state, kind, minute));
  freezeLearning(state, { kind, minute, opened: phase === 'opened' });
  noteNewcomers(state);
  if (kind === 'sustained') noteSustained(state, minute);
  const { found: _, ...told } = judgement;
  const evidence = evidenceOf(state, kind, judgement, reading);
  const severity = severityOf(kind, judgement, reading);
  const sentence = describe(kind, judgement, evidence);
  return { kind, phase, severity, minute, since, ...told, evidence, sentence };
}

/** When what is told began: some rules wait until it has held. */
function firstMinute({ minutes }: DetectorState, kind: FindingKind, minute: number): number {
  if (kind === 'error_rate') return when(minutes, WHEN.errorRunSince);
  return kind === 'sustained' ? when(minutes, WHEN.risingSince) : minute;
}

function severityOf(kind: FindingKind, { observed, upper }: Judgement, { newIps }: Reading): FindingSeverity {
  if (kind === 'spike' && observed >= CRITICAL_RATIO * upper) return 'critical';
  if ((kind === 'dead_key' || kind === 'dormant') && newIps !== undefined && newIps > 0) return 'critical';
  return 'warning';
}
