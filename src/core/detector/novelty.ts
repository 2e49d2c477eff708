import { departureWith, learnValue, numberAt, PLACE, type ValueSeries, valuesKnown } from './value-series.ts';

/** Fewer values than this surprise nobody. */
const VALUES_MIN = 50;
/** A value at the bounds has this share of the rarity of a new extreme; inside them the share falls with this power. */
const BOUND_SHARE = 0.1;
const BOUND_POWER = 8;
/** So far beyond the bounds, as a share of them, an extreme is as rare as it can be. */
const BEYOND_MAX = 0.2;
/** What scores more is an event; so many values after it, another one counts for two fifths. */
const EVENT_SCORE = 1;
const EVENT_VALUES = 100;
/** Where there were no bounds, anything else lies beyond them. */
const FAR_BEYOND = 2;

/**
 * Scores a finite value of a Unix minute, and learns it into the series: how surprising it is, on either side, for its own size
 * and for how far the last values have departed together from what is usual at the hour. One of n values is a new extreme
 * with probability 1/n, so that the score is bounded by log10 of the values remembered, about 4.5; it is 0 for the first fifty.
 * One event gives one peak, since what follows it counts for less.
 */
export function scoreValue(series: ValueSeries, minute: number, value: number): number {
  const calm = numberAt(series, PLACE.calm) + 1;
  const freshness = (1 - Math.exp(-calm / EVENT_VALUES)) ** 2;
  const score = freshness * novelty(series, minute, value);
  learnValue(series, minute, value);
  series[PLACE.calm] = score > EVENT_SCORE ? 0 : calm;
  return score;
}

function novelty(series: ValueSeries, minute: number, value: number): number {
  if (numberAt(series, PLACE.seen) < VALUES_MIN) return 0;
  const rarityMax = Math.log10(valuesKnown(series) + 1);
  const departure = Math.abs(departureWith(series, minute, value));
  const reach = Math.max(reachOf(series, value), ratio(departure, numberAt(series, PLACE.farthest)));
  return rarityMax * rarityShare(reach);
}

/** How far a value lies from the middle of the bounds: 0.5 there, 1 at them, more beyond. */
function reachOf(series: ValueSeries, value: number): number {
  const lowest = numberAt(series, PLACE.lowest);
  const highest = numberAt(series, PLACE.highest);
  const fromMiddle = Math.abs(value - (lowest + highest) / 2);
  return lowest === highest ? ratio(fromMiddle, 0) : 0.5 + fromMiddle / (highest - lowest);
}

function ratio(size: number, sizeMax: number): number {
  if (sizeMax > 0) return size / sizeMax;
  return size > 0 ? FAR_BEYOND : 0;
}

function rarityShare(reach: number): number {
  if (reach <= 1) return BOUND_SHARE * reach ** BOUND_POWER;
  return BOUND_SHARE + (1 - BOUND_SHARE) * Math.min(1, (reach - 1) / BEYOND_MAX);
}
