import type { DecisionCode } from '../core/decision.ts';
import { OTHER } from '../core/usage/cap.ts';
import { encodeCell } from '../core/usage/cell.ts';
import { decisionMeasure, QUOTA_UNITS } from '../core/usage/measure.ts';
import type { DecideEntry } from './decide-entry.ts';

/** What one decision adds to cells, by their fields. */
export interface EntryCounts {
  readonly workspaceId: string;
  readonly keyId: string;
  /** The cell of the decision. */
  readonly decided: string;
  /** The same where there are too many endpoints: counted under `other`. */
  readonly decidedElsewhere: string;
  /** The cell of the units that were taken from a quota. */
  readonly units: readonly [string, number] | undefined;
  /** The cells of the address and the user agent. */
  readonly seen: readonly string[];
}

const LIMITED: readonly DecisionCode[] = ['RATE_LIMITED', 'QUOTA_EXCEEDED', 'CONCURRENCY_LIMITED'];

/** What a decision of this code adds. */
export function countsOf(entry: DecideEntry, code: DecisionCode): EntryCounts {
  const { workspaceId, keyId } = entry;
  const takes = code === 'VALID' && entry.quota != null;
  return {
    workspaceId,
    keyId,
    decided: measureField(entry, decisionMeasure(code)),
    decidedElsewhere: measureField({ ...entry, endpoint: OTHER }, decisionMeasure(code)),
    units: takes ? [measureField(entry, QUOTA_UNITS), entry.cost] : undefined,
    seen: seenFields(entry),
  };
}

/** The cells of which `decide-batch-n.lua` counts an entry in one, if in any. */
export function decidedFields(entry: DecideEntry): string[] {
  const codes = entry.code === 'VALID' ? [entry.code, ...LIMITED] : [entry.code];
  return codes.map((code) => measureField(entry, decisionMeasure(code)));
}

function seenFields({ workspaceId, keyId, ip, userAgent }: DecideEntry): string[] {
  const field = (kind: 'ip' | 'ua', value: string | undefined) =>
    value === undefined ? [] : [encodeCell({ kind, workspaceId, keyId, value })];
  return [...field('ip', ip), ...field('ua', userAgent)];
}

function measureField({ workspaceId, keyId, serverId, endpoint }: DecideEntry, measure: number): string {
  return encodeCell({ kind: 'usage', workspaceId, keyId, serverId, endpoint, measure });
}
