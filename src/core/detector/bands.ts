import { closeHours } from './close-hours.ts';
import { errorShareBand } from './error-rate.ts';
import { refreshExpectation } from './expectation.ts';
import type { Band } from './finding.ts';
import { knowledgeAt } from './maturity.ts';
import { offHoursUpper } from './off-hours.ts';
import type { DetectorSettings } from './settings.ts';
import { spikeUpper, usualLeast } from './spike.ts';
import { AT, copyState, type DetectorState, read, WHEN, when } from './state.ts';

/** What the detector expects of a minute. */
export interface Bands {
  /** Of the requests a minute, which it compares smoothed over about three. */
  readonly requests: Band;
  /** Of the share of requests that fail, which it compares over about ten minutes. */
  readonly errorShare: Band;
}

/**
 * What the detector will judge a minute (Unix minutes) by that is after the state's last one; undefined while it learns the
 * key and tells nothing. The state is left as it is.
 */
export function bandsAt(state: DetectorState, minute: number, settings: DetectorSettings): Bands | undefined {
  const knowledge = knowledgeAt(minute - when(state.minutes, WHEN.first));
  if (knowledge === 'learning') return undefined;
  const ahead = copyState(state);
  closeHours(ahead, minute);
  refreshExpectation(ahead, minute);
  const { single } = ahead;
  const restUpper = offHoursUpper(single, knowledge, settings) ?? Number.POSITIVE_INFINITY;
  return {
    requests: {
      expected: read(single, AT.expected),
      lower: usualLeast(single),
      upper: Math.min(restUpper, spikeUpper(ahead, minute, knowledge, settings)),
    },
    errorShare: errorShareBand(single, settings),
  };
}
