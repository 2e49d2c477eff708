import type { AlertFinding, Severity } from './alert.ts';

/** What a threshold looks at, of a key's minute. */
export const THRESHOLD_METRICS = ['REQUESTS', 'DENIED', 'ERROR_SHARE'] as const;

export type ThresholdMetric = (typeof THRESHOLD_METRICS)[number];

/** A limit that somebody set. It is crossed where a minute has more. */
export interface Threshold {
  readonly id: string;
  readonly name: string;
  readonly metric: ThresholdMetric;
  /** A number a minute, of ERROR_SHARE from 0 to 1. */
  readonly limit: number;
  /** Minutes with fewer requests are not judged: one failure of one request is no error rate. */
  readonly requestsMin: number;
  readonly severity: Severity;
}

/** What thresholds judge. `denied` are part of the requests; errors may exceed them where they came late. */
export interface JudgedMinute {
  /** Unix milliseconds. */
  readonly minute: number;
  readonly requests: number;
  readonly denied: number;
  readonly errors: number;
}

/** What a minute crosses of a threshold, undefined for nothing. The score is how many times the limit it has. */
export function judgeThreshold(threshold: Threshold, judged: JudgedMinute): AlertFinding | undefined {
  const { id, name, metric, limit, requestsMin, severity } = threshold;
  if (judged.requests < requestsMin) return undefined;
  const observed = measure(metric, judged);
  if (observed <= limit) return undefined;
  return {
    kind: 'threshold',
    topic: id,
    severity,
    since: judged.minute,
    observed,
    expected: limit,
    lower: 0,
    upper: limit,
    score: limit > 0 ? observed / limit : observed,
    sentence: `${describe(metric, observed)}; the threshold “${name}” is ${write(metric, limit)}`,
  };
}

function measure(metric: ThresholdMetric, { requests, denied, errors }: JudgedMinute): number {
  if (metric === 'REQUESTS') return requests;
  if (metric === 'DENIED') return denied;
  return requests === 0 ? 0 : Math.min(1, errors / requests);
}

function describe(metric: ThresholdMetric, observed: number): string {
  if (metric === 'REQUESTS') return `${write(metric, observed)} requests a minute`;
  if (metric === 'DENIED') return `${write(metric, observed)} denied requests a minute`;
  return `${write(metric, observed)} of requests fail`;
}

function write(metric: ThresholdMetric, value: number): string {
  const shown = metric === 'ERROR_SHARE' ? 100 * value : value;
  return `${Math.round(10 * shown) / 10}${metric === 'ERROR_SHARE' ? '%' : ''}`;
}
