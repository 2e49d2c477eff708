import { COOL_DOWN_MINUTES, QUIET_MINUTES } from './detector/incident.ts';
import { MINUTE_MS } from './usage/cell.ts';

/** The most severe stands last. */
export const SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;

export type Severity = (typeof SEVERITIES)[number];

type AlertState = 'OPEN' | 'ACKNOWLEDGED' | 'RESOLVED';

/** What the detector says of one key, kind and minute. */
export interface AlertFigures {
  readonly severity: Severity;
  readonly observed: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  readonly score: number;
  readonly sentence: string;
}

/** One incident of one key and kind. Times are Unix milliseconds. */
export interface AlertIncident extends AlertFigures {
  readonly state: AlertState;
  readonly since: number;
  /** The last minute with a finding. */
  readonly lastMinute: number;
  readonly resolvedAt: number | null;
}

/**
 * What became of an incident. All but `continued`, `muted` and `none` are told to the workspace's webhooks. `muted`: it
 * goes on, but a person has resolved it.
 */
export interface AlertTransition {
  readonly change: 'opened' | 'reopened' | 'continued' | 'muted' | 'resolved' | 'none';
  readonly incident: AlertIncident | null;
}

/** An incident without findings for this long is over. */
export const QUIET_MS = QUIET_MINUTES * MINUTE_MS;
/** A finding this soon after the last one belongs to the same incident. */
export const REOPEN_MS = COOL_DOWN_MINUTES * MINUTE_MS;

/**
 * Moves the incident of a key and kind past one closed minute. `finding` is null where the detector found nothing. An
 * incident shows the figures of its worst minute and its highest severity. A minute that is not later than the last one
 * seen changes nothing. What a person has resolved stays so until it was quiet, or becomes more severe.
 */
export function moveIncident(
  incident: AlertIncident | null,
  finding: (AlertFigures & { readonly since: number }) | null,
  minute: number,
): AlertTransition {
  if (incident !== null && minute <= incident.lastMinute) return { change: 'none', incident };
  if (finding === null) return quieten(incident, minute);
  if (incident === null) return open(finding, minute);
  const worst = { ...worse(incident, finding), lastMinute: minute };
  if (incident.state !== 'RESOLVED') return { change: 'continued', incident: worst };
  if (minute - incident.lastMinute > REOPEN_MS) return open(finding, minute);
  const resolvedByPerson = minute - incident.lastMinute < QUIET_MS;
  if (resolvedByPerson && worst.severity === incident.severity) {
    return { change: 'muted', incident: { ...incident, lastMinute: minute } };
  }
  return { change: 'reopened', incident: { ...worst, state: 'OPEN', resolvedAt: null } };
}

function open(finding: AlertFigures & { readonly since: number }, minute: number): AlertTransition {
  const { since } = finding;
  const incident = {
    ...figuresOf(finding),
    since,
    state: 'OPEN',
    lastMinute: minute,
    resolvedAt: null,
  } as const;
  return { change: 'opened', incident };
}

function quieten(incident: AlertIncident | null, minute: number): AlertTransition {
  if (incident === null || incident.state === 'RESOLVED' || minute - incident.lastMinute < QUIET_MS) {
    return { change: 'none', incident };
  }
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
