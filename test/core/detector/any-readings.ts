import fc from 'fast-check';
import type { Reading } from '../../../src/core/detector/reading.ts';
import { DAY } from './traffic.ts';

const count = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 50 }),
  fc.integer({ min: 0, max: 1_000_000_000 }),
);
const silentMinutes = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 * DAY }) },
);

/** Readings of any counts after any silence; errors may exceed requests. */
export const anySteps = fc.array(
  fc.record({ silentMinutes, requests: count, errors: count, distinctIps: count }),
  { maxLength: 120 },
);

/** The readings of some steps, from a minute on. */
export function readingsOf(
  from: number,
  steps: readonly (Omit<Reading, 'minute'> & { readonly silentMinutes: number })[],
): Reading[] {
  let minute = from - 1;
  return steps.map(({ silentMinutes, ...counts }) => {
    minute += 1 + silentMinutes;
    return { minute, ...counts };
  });
}
