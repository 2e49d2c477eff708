import { DECISION_CODES, type DecisionCode } from '../decision.ts';

/**
 * What a cell measures, as a small number: 0 to 31 a decision (its place in DECISION_CODES), then the outcomes that
 * gateways report, and from 64 on the latency buckets. Requests are the sum of all decisions, denied requests the sum
 * of all but VALID: nothing is stored twice.
 */
export const CLIENT_ERRORS = 32;
export const SERVER_ERRORS = 33;
export const BYTES = 34;
/** Units of cost that verifications took from the key's quota; only of keys that have one. */
export const QUOTA_UNITS = 35;
const LATENCY_FIRST = 64;
const DECISIONS_END = 32;

/** The number of a decision. */
export function decisionMeasure(code: DecisionCode): number {
  return DECISION_CODES.indexOf(code);
}

/** The decision of a number, undefined where the number measures something else. */
export function measuredDecision(measure: number): DecisionCode | undefined {
  return measure < DECISIONS_END ? DECISION_CODES[measure] : undefined;
}

/** Buckets per doubling: bounds grow by 2^(1/4), so the middle of a bucket is off by 2^(1/8) - 1 = 9.1 % at most. */
const BUCKETS_PER_OCTAVE = 4;
const SMALLEST_MS = 0.25;
const BUCKETS_MAX = 96;

/** The measure of a latency's bucket. */
export function latencyMeasure(latencyMs: number): number {
  const bucket =
    latencyMs <= SMALLEST_MS ? 0 : Math.ceil(BUCKETS_PER_OCTAVE * Math.log2(latencyMs / SMALLEST_MS));
  return LATENCY_FIRST + Math.min(bucket, BUCKETS_MAX - 1);
}

/** The latency in the (geometric) middle of a bucket, undefined for measures of something else. */
export function latencyOfMeasure(measure: number): number | undefined {
  if (measure < LATENCY_FIRST || measure >= LATENCY_FIRST + BUCKETS_MAX) return undefined;
  return SMALLEST_MS * 2 ** ((measure - LATENCY_FIRST - 0.5) / BUCKETS_PER_OCTAVE);
}

/** The latency under which the share `p` (0 to 1) of counted responses stayed, within 9.1 %; null where none has one. */
export function latencyPercentileMs(counts: ReadonlyMap<number, number>, p: number): number | null {
  const known = [...counts]
    .filter(([measure]) => latencyOfMeasure(measure) !== undefined)
    .sort(([a], [b]) => a - b);
  const total = known.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [measure, count] of known) {
    seen += count;
    if (seen >= p * total) return latencyOfMeasure(measure) ?? null;
  }
  return null;
}
