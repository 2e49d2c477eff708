import { count, share } from '../../ui/figures.ts';

/** What each kind of alert is called, and what its figures count. */
const KINDS: Readonly<Record<string, readonly [title: string, unit: string]>> = {
  spike: ['Spike of requests', 'requests a minute'],
  sustained: ['Slow rise', 'requests a minute'],
  error_rate: ['More errors', 'of requests fail'],
  off_hours: ['Used in hours of rest', 'requests a minute'],
  source_fan_out: ['Many addresses', 'addresses a minute'],
  denied_burst: ['Burst of refusals', 'refused in about ten minutes'],
  dormant: ['Awake after long silence', 'days of silence'],
  dead_key: ['Dead key in use', 'requests in about ten minutes'],
  threshold: ['Threshold crossed', ''],
  quota: ['Quota nearly used', 'requests'],
  expiry: ['Expires soon', 'days left'],
  unknown_keys: ['Storm of unknown keys', 'unknown keys a minute'],
  platform: ['Errors on many keys', 'of busy keys'],
  leak: ['Key was leaked', ''],
};

/** All kinds, for people who choose one. */
export const KIND_CHOICES = Object.entries(KINDS).map(([value, [label]]) => ({ value, label }));

/** `Spike of requests`. */
export function kindTitle(kind: string): string {
  return KINDS[kind]?.[0] ?? kind.replaceAll('_', ' ');
}

/** What the figures of a kind count; empty where its sentence alone says it. */
export function kindUnit(kind: string): string {
  return KINDS[kind]?.[1] ?? '';
}

/** A figure of an alert of this kind: `1,240`, `0.4`, `12%`. */
export function kindFigure(kind: string, value: number): string {
  if (kind === 'error_rate' || kind === 'platform') return share(value);
  return value >= 10 ? count(Math.round(value)) : count(Math.round(value * 10) / 10);
}
