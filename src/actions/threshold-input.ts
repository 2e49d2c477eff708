import { z } from 'zod';
import { SEVERITIES } from '../core/alert.ts';
import { Refusal } from '../core/errors.ts';
import { THRESHOLD_METRICS, type Threshold } from '../core/threshold.ts';
import { nameInput } from './parse-input.ts';

const COUNT_MAX = 1_000_000_000;
/** Of an error share: fewer requests make no share. */
const REQUESTS_MIN = 20;

/** The rule of a threshold as people give it. */
export const thresholdInput = z.object({
  name: nameInput,
  metric: z.enum(THRESHOLD_METRICS),
  limit: z.number().min(0, 'must be at least 0').max(COUNT_MAX, `must be at most ${COUNT_MAX}`),
  requestsMin: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(COUNT_MAX, `must be at most ${COUNT_MAX}`)
    .nullish(),
  severity: z.enum(SEVERITIES),
});

/** The rule that an input stands for. Refused with INVALID_INPUT where it is a share of 1 or more. */
export function ruleOf({ requestsMin, ...fields }: z.output<typeof thresholdInput>): Omit<Threshold, 'id'> {
  if (fields.metric === 'ERROR_SHARE' && fields.limit >= 1) {
    throw new Refusal('INVALID_INPUT', 'limit: a share is less than 1; 0.2 stands for 20 %.');
  }
  return { ...fields, requestsMin: requestsMin ?? (fields.metric === 'ERROR_SHARE' ? REQUESTS_MIN : 1) };
}
