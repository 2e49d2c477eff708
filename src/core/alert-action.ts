import type { AlertState } from './alert.ts';

/** What people do to the state of an alert. Opening an acknowledged one again gives the acknowledgement back. */
export type AlertAction = 'acknowledge' | 'resolve' | 'reopen';

const NEXT: Readonly<Record<AlertAction, Readonly<Record<AlertState, AlertState | undefined>>>> = {
  acknowledge: { OPEN: 'ACKNOWLEDGED', ACKNOWLEDGED: 'ACKNOWLEDGED', RESOLVED: undefined },
  resolve: { OPEN: 'RESOLVED', ACKNOWLEDGED: 'RESOLVED', RESOLVED: 'RESOLVED' },
  reopen: { OPEN: 'OPEN', ACKNOWLEDGED: 'OPEN', RESOLVED: 'OPEN' },
};

/** The state that an action leads to, the same one where nothing changes; undefined where it is not possible. */
export function stateAfter(action: AlertAction, state: AlertState): AlertState | undefined {
  return NEXT[action][state];
}

/** What people found an alert to be; the detector may learn from it. */
export const ALERT_VERDICTS = ['EXPECTED', 'MALICIOUS'] as const;

export type AlertVerdict = (typeof ALERT_VERDICTS)[number];

/** Why an alert is resolved: it was quiet for long enough, somebody said so, or its key was deleted. */
export const ALERT_RESOLUTIONS = ['QUIET', 'PERSON', 'KEY_DELETED'] as const;

export type AlertResolution = (typeof ALERT_RESOLUTIONS)[number];

/**
 * What an entry of an alert's history tells. JUDGED: a verdict on an alert that was resolved before. UNMUTED: it goes on
 * though its mute is over, and is told from now on.
 */
export const ALERT_CHANGES = [
  'OPENED',
  'ESCALATED',
  'ACKNOWLEDGED',
  'RESOLVED',
  'REOPENED',
  'ASSIGNED',
  'COMMENTED',
  'JUDGED',
  'UNMUTED',
] as const;

export type AlertChange = (typeof ALERT_CHANGES)[number];
