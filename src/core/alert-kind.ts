import { FINDING_KINDS, type FindingKind } from './detector/finding.ts';

/** All that alerts may be about; the first ones are the detector's. */
export const ALERT_KINDS = [
  'spike',
  'sustained',
  'error_rate',
  'off_hours',
  'source_fan_out',
  'denied_burst',
  'dormant',
  'dead_key',
  'threshold',
  'quota',
  'expiry',
  'unknown_keys',
  'platform',
  'leak',
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

/** The alert that a kind of finding becomes: the detector knows no kind that alerts do not. */
export function alertKindOf(kind: FindingKind): AlertKind {
  return kind;
}

/** The kind of finding that an alert tells of; undefined where it is not the detector's. */
export function findingKindOf(kind: string): FindingKind | undefined {
  return FINDING_KINDS.find((each) => each === kind);
}

/** The kinds that minutes are judged by, and that a quiet half hour ends. */
export const MINUTE_KINDS: readonly AlertKind[] = ALERT_KINDS.filter(
  (kind) => kind !== 'expiry' && kind !== 'leak',
);

/**
 * Whether a finding of the kind goes on by itself once it is there, until a quota is filled up or a key has expired. One
 * that a person has resolved stays so then, however long ago that was, unless it becomes more severe.
 */
export function isLasting(kind: string): boolean {
  return kind === 'quota' || kind === 'expiry';
}

/** What is still told of a deleted key: that somebody goes on to use it. */
export function concernsDeletedKeys(kind: string): boolean {
  return kind === 'dead_key';
}

/** What the figures of alerts about minutes measure: requests a minute, the share of them that failed, or those with unknown keys. */
export type AlertMeasure = 'REQUESTS' | 'ERROR_SHARE' | 'UNKNOWN_KEYS';

const MEASURES: Readonly<Partial<Record<AlertKind, AlertMeasure>>> = {
  spike: 'REQUESTS',
  sustained: 'REQUESTS',
  off_hours: 'REQUESTS',
  error_rate: 'ERROR_SHARE',
  unknown_keys: 'UNKNOWN_KEYS',
};

/** What the figures of an alert measure, as far as minutes tell it. */
export function measureOf(kind: string): AlertMeasure | undefined {
  const known = ALERT_KINDS.find((each) => each === kind);
  return known === undefined ? undefined : MEASURES[known];
}
