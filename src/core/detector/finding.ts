export type FindingKind = 'spike' | 'error_rate';

export type FindingSeverity = 'info' | 'warning' | 'critical';

/** A measured value beside what was expected of it. `score` is -log10 of the probability of so high a value. */
export interface Judgement {
  readonly observed: number;
  readonly expected: number;
  readonly lower: number;
  /** A value above it opens an incident. */
  readonly upper: number;
  readonly score: number;
  /** Whether all conditions of the rule hold. */
  readonly found: boolean;
}

/** What the detector tells of a reading, and why. */
export interface Finding extends Omit<Judgement, 'found'> {
  readonly kind: FindingKind;
  /** `reopened` takes up an incident that had ended within the cool-down; kind and `since` identify the incident. */
  readonly phase: 'opened' | 'continued' | 'reopened';
  readonly severity: FindingSeverity;
  /** Unix minutes: of this reading, and of the incident's first one. */
  readonly minute: number;
  readonly since: number;
  /** One sentence for a person. */
  readonly sentence: string;
}

/** Says in one sentence what was measured: requests a minute (smoothed over about three), or a share of failures. */
export function describe(kind: FindingKind, { observed, expected, upper }: Judgement): string {
  if (kind === 'spike') {
    return `${rounded(observed)} requests a minute; expected ${rounded(expected)} (at most ${rounded(upper)})`;
  }
  const [failed, usual, most] = [observed, expected, upper].map((share) => `${rounded(100 * share)}%`);
  return `${failed} of requests fail; expected ${usual} (at most ${most})`;
}

/** How urgent a judgement is by itself: a spike of twice its limit is critical. */
export function severityOf(kind: FindingKind, { observed, upper }: Judgement): FindingSeverity {
  return kind === 'spike' && observed >= 2 * upper ? 'critical' : 'warning';
}

function rounded(value: number): string {
  return value >= 10 ? String(Math.round(value)) : String(Math.round(10 * value) / 10);
}
