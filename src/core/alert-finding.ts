import type { AlertFinding, Severity } from './alert.ts';
import { alertKindOf } from './alert-kind.ts';
import type { Finding, FindingSeverity } from './detector/finding.ts';
import { MINUTE_MS } from './usage/cell.ts';

/** How severe an alert is of which the detector says this. */
export const SEVERITY_OF_FINDING: Readonly<Record<FindingSeverity, Severity>> = {
  info: 'INFO',
  warning: 'WARNING',
  critical: 'CRITICAL',
};

/** What the detector found, as alerts are opened of it. */
export function toAlertFinding(finding: Finding): AlertFinding {
  return {
    ...finding,
    kind: alertKindOf(finding.kind),
    topic: '',
    severity: SEVERITY_OF_FINDING[finding.severity],
    since: finding.since * MINUTE_MS,
  };
}
