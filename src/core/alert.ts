import { COOL_DOWN_MINUTES, QUIET_MINUTES } from './detector/incident.ts';
import { MINUTE_MS } from './usage/cell.ts';

/** The most severe stands last. */
export const SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;

export type Severity = (typeof SEVERITIES)[number];

export const ALERT_STATES = ['OPEN', 'ACKNOWLEDGED', 'RESOLVED'] as const;

export type AlertState = (typeof ALERT_STATES)[number];

/** What is said of one subject, kind and minute. */
export interface AlertFigures {
  readonly severity: Severity;
  readonly observed: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  readonly score: number;
  readonly sentence: string;
}

/** A minute's finding about a key, or about a workspace as a whole. */
export interface AlertFinding extends AlertFigures {
  /** One of alert-kind.ts. */
  readonly kind: string;
  /** Tells the incidents of one subject and kind apart; mostly empty. */
  readonly topic: string;
  /** Unix milliseconds. */
  readonly since: number;
}

/** One incident of one subject, kind and topic. Times are Unix milliseconds. */
export interface AlertIncident extends AlertFigures {
  readonly state: AlertState;
  readonly since: number;
  /** The last minute with a finding. */
  readonly lastMinute: number;
  readonly resolvedAt: number | null;
  /** When a person opened it again: its quiet counts from then. */
  readonly reopenedAt: number | null;
}

/**
 * What became of an incident. All but `continued`, `disregarded` and `none` are told to the workspace's webhooks.
 * `escalated`: it goes on, and is more severe than it was. `disregarded`: it goes on, but a person has resolved it.
 */
export interface AlertTransition {
  readonly change: 'opened' | 'reopened' | 'escalated' | 'continued' | 'disregarded' | 'resolved' | 'none';
  readonly incident: AlertIncident | null;
}

/** An incident without findings for this long is over. */
export const QUIET_MS = QUIET_MINUTES * MINUTE_MS;
/** A finding this soon after the last one belongs to the same incident. */
export const REOPEN_MS = COOL_DOWN_MINUTES * MINUTE_MS;

/**
 * Moves an incident past one closed minute. `finding` is null where nothing was found. An incident shows the figures of
 * its worst minute and its highest severity. A minute that is not later than the last one seen changes nothing. What a
 * person has resolved stays so until it was quiet, or becomes more severe; `staysResolved`: only the latter, for what is
 * not a matter of minutes (alert-kind.ts).
 */
export function moveIncident(
  incident: AlertIncident | null,
  finding: Dated | null,
  minute: number,
  staysResolved = false,
): AlertTransition {
  if (incident !== null && minute <= incident.lastMinute) return { change: 'none', incident };
  if (finding === null) return quieten(incident, minute);
  if (incident === null) return open(finding, minute);
  const worst = { ...worse(incident, finding), lastMinute: minute };
  if (incident.state !== 'RESOLVED') {
    return { change: worst.severity === incident.severity ? 'continued' : 'escalated', incident: worst };
  }
  const gap = minute - incident.lastMinute;
  if (gap > REOPEN_MS && !staysResolved) return open(finding, minute);
  const resolvedByPerson = staysResolved || gap < QUIET_MS;
  if (resolvedByPerson && worst.severity === incident.severity) {
    return { change: 'disregarded', incident: { ...incident, lastMinute: minute } };
  }
  return { change: 'reopened', incident: { ...worst, state: 'OPEN', resolvedAt: null, reopenedAt: null } };
}

type Dated = AlertFigures & Pick<AlertFinding, 'since'>;

function open(finding: Dated, minute: number): AlertTransition {
  const { since } = finding;
  const incident = {
    ...figuresOf(finding),
    since,
    state: 'OPEN',
    lastMinute: minute,
    resolvedAt: null,
    reopenedAt: null,
  } as const;
  return { change: 'opened', incident };
}

function quieten(incident: AlertIncident | null, minute: number): AlertTransition {
  if (incident === null || incident.state === 'RESOLVED') return { change: 'none', incident };
  const quietFrom = Math.max(incident.lastMinute, incident.reopenedAt ?? 0);
  if (minute - quietFrom < QUIET_MS) return { change: 'none', incident };
  return { change: 'resolved', incident: { ...incident, state: 'RESOLVED', resolvedAt: minute } };
}

function worse(incident: AlertIncident, finding: AlertFigures): AlertIncident {
  const severity =
    SEVERITIES.indexOf(finding.severity) > SEVERITIES.indexOf(incident.severity)
      ? finding.severity
      : incident.severity;
  return finding.score > incident.score
    ? { ...incident, ...figuresOf(finding), severity }
    : { ...incident, severity };
}

function figuresOf({
  severity,
  observed,
  expected,
  lower,
  upper,
  score,
  sentence,
}: AlertFigures): AlertFigures {
  return { severity, observed, expected, lower, upper, score, sentence };
}
