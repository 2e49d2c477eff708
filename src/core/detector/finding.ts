/** What the detector tells of a key; the order is that of the stored incidents, and must not change. */
export const FINDING_KINDS = [
  'spike',
  'error_rate',
  'sustained',
  'off_hours',
  'source_fan_out',
  'denied_burst',
  'dormant',
  'dead_key',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

export type FindingSeverity = 'info' | 'warning' | 'critical';

/**
 * Which of a rule's bounds was the highest and so decided: what the season expects, what this time of the clock has seen, what
 * the key usually does at all, an absolute floor, or the share of the busiest hour.
 */
export type FindingBound = 'season' | 'clock_memory' | 'usual' | 'floor' | 'busy_share';

/** What was measured beside what was expected; the names are stable. */
export interface Evidence {
  readonly dimension:
    | 'requests'
    | 'error_share'
    | 'sources'
    | 'new_sources'
    | 'new_user_agents'
    | 'top_source_share'
    | 'denied_scope'
    | 'denied_address'
    | 'dead_requests'
    | 'silent_days';
  readonly observed: number;
  /** Left out where nothing is known to compare with. */
  readonly expected?: number;
  readonly upper?: number;
}

/** What is expected of a value. */
export interface Band {
  readonly expected: number;
  readonly lower: number;
  /** A value above it opens an incident. */
  readonly upper: number;
}

/** A measured value beside what was expected of it. `score` is -log10 of the probability of so high a value. */
export interface Judgement extends Band {
  readonly observed: number;
  readonly score: number;
  readonly bound: FindingBound;
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
  readonly evidence: readonly Evidence[];
  /** One sentence for a person. */
  readonly sentence: string;
}
