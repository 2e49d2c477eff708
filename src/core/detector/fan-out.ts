import type { Judgement } from './finding.ts';
import { keptShares } from './kept.ts';
import type { Knowledge, Reading } from './reading.ts';
import type { DetectorSettings } from './settings.ts';
import { mostSources, usualSources, volumeClass } from './sources.ts';
import { AT, type DetectorState, read } from './state.ts';

/** A minute has too many sources above this multiple of the most that are known at its volume, and that many more. */
const MOST_RATIO = 1.5;
const MOST_MORE = 3;

/** It has held once this share of the recent minutes had too many; those with far too many weigh more. */
const HOLD_RATE = 0.25;
const HOLD_MIN = 0.6;
const WEIGHT_MAX = 1.5;
const kept = keptShares(1 - HOLD_RATE);

/**
 * Judges how many sources a minute had for its volume; undefined where they are not too many. Keeps count of how long it
 * lasts, so each reading is judged once.
 */
export function judgeFanOut(
  state: DetectorState,
  reading: Reading,
  silentMinutes: number,
  {
    knowledge,
    settings: { sensitivity },
  }: { readonly knowledge: Knowledge; readonly settings: DetectorSettings },
): Judgement | undefined {
  const { single } = state;
  const { requests, distinctIps } = reading;
  const hold = read(single, AT.sourcesHold) * kept(silentMinutes + 1);
  single[AT.sourcesHold] = hold;
  if (distinctIps <= MOST_MORE / sensitivity || knowledge !== 'full') return undefined;
  const at = volumeClass(requests);
  const most = mostSources(state, at, distinctIps);
  const upper = (MOST_RATIO * most + MOST_MORE) / sensitivity;
  if (distinctIps <= upper) return undefined;
  const held = hold + HOLD_RATE * Math.min(WEIGHT_MAX, distinctIps / upper);
  single[AT.sourcesHold] = held;
  const expected = usualSources(state, at);
  const score = 3 + (distinctIps - most) / Math.sqrt(most + 1);
  const bound = 'usual';
  return { observed: distinctIps, expected, lower: 0, upper, score, bound, found: held > HOLD_MIN };
}
