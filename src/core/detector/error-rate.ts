import type { Band, FindingBound, Judgement } from './finding.ts';
import type { ErrorVote } from './fleet.ts';
import { keptShares } from './kept.ts';
import type { Knowledge, Reading } from './reading.ts';
import type { DetectorSettings } from './settings.ts';
import { AT, approach, type DetectorState, read, WHEN, when } from './state.ts';
import { shareDivergence } from './surprise.ts';

/** Recent minutes weigh 0.9 by age, so that the sums cover about ten. */
const kept = keptShares(0.9);

/** A share of errors is high above all of these: an absolute share, and multiples of the usual and the highest one. */
const SHARE_MIN = 0.1;
const USUAL_RATIO = 4;
const HIGHEST_RATIO = 1.5;
/** It is told when it has held for this many active minutes, with this many errors and nats of evidence. */
const HOLD_MINUTES = 3;
const ERRORS_MIN = 5;
const EVIDENCE_MIN = 8;

/** What fails at this share, and twice the limit, from its first minute on, is told after so many active minutes. */
const OUTBURST_SHARE_MIN = 0.3;
const OUTBURST_RATIO = 2;
const OUTBURST_MINUTES = 5;

/** The usual share follows about this many requests, and at least a day of them. */
const REQUESTS_MAX = 20_000;
const REQUESTS_FIRST = 50;
const RATE_MIN = 1 / 1_440;
const AGE_FIRST_MINUTES = 20;
/** The highest share is approached so fast, and fades per active minute. */
const HIGHEST_RATE = 0.01;
const HIGHEST_RATE_NEW = 0.05;
const HIGHEST_KEPT = 0.99995;
const RECENT_REQUESTS_MIN = 5;

/** A busy key takes part in the fleet's vote. */
const VOTE_REQUESTS_MIN = 5;
const VOTE_ERRORS_MIN = 2;

/** Adds the errors and requests of a reading to the recent ones, after minutes without. */
export function followErrors(
  { single, minutes }: DetectorState,
  reading: Reading,
  silentMinutes: number,
  { sensitivity }: DetectorSettings,
): void {
  const left = kept(silentMinutes + 1);
  single[AT.errors] = read(single, AT.errors) * left + reading.errors;
  single[AT.requests] = read(single, AT.requests) * left + reading.requests;
  if (reading.requests === 0) return;
  const upper = shareLimit(single) / sensitivity;
  const run = read(single, AT.errorRun);
  const high = reading.errors > 0.5 * upper * reading.requests;
  const goesOn = (high || isTooFewToTell(reading, upper)) && recentShare(single) > upper;
  if (goesOn && high && run === 0) minutes[WHEN.errorRunSince] = reading.minute;
  single[AT.errorRun] = goesOn ? run + (high ? 1 : 0) : 0;
  followOutburst(single, reading, upper);
}

/** Sums over the minutes since errors became many, without the usual ones before, which water down the recent share. */
function followOutburst(single: Float32Array, { errors, requests }: Reading, upper: number): void {
  const minutes = read(single, AT.outburstMinutes);
  const high = errors > upper * requests;
  if (!high && minutes === 0) return;
  single[AT.outburstMinutes] = high ? minutes + 1 : 0;
  single[AT.outburstErrors] = high ? read(single, AT.outburstErrors) + errors : 0;
  single[AT.outburstRequests] = high ? read(single, AT.outburstRequests) + requests : 0;
}

/** Whether a minute without errors says nothing: less than one was to be expected at the limit. */
function isTooFewToTell({ requests }: Reading, upper: number): boolean {
  return requests * upper < 1;
}

/** Judges the share of errors among the requests of about ten minutes; undefined where it is far below its limit. */
export function judgeErrors(
  { single }: DetectorState,
  knowledge: Knowledge,
  { sensitivity }: DetectorSettings,
): Judgement | undefined {
  const observed = recentShare(single);
  if (observed <= (0.5 * SHARE_MIN) / sensitivity) return undefined;
  const { expected, lower, upper } = errorShareBand(single, { sensitivity });
  const told = { expected, lower, upper, bound: errorBound(single, shareLimit(single)) };
  const outburst = judgeOutburst(single, upper, expected);
  const evidence = Math.max(outburst, read(single, AT.requests) * shareDivergence(observed, expected));
  const held = read(single, AT.errorRun) >= HOLD_MINUTES && read(single, AT.errors) >= ERRORS_MIN;
  const found = knowledge !== 'learning' && (held || outburst > 0) && evidence > EVIDENCE_MIN / sensitivity;
  return { ...told, observed, score: evidence * Math.LOG10E, found };
}

/** The usual share of errors, 0 to 1, and what it has to exceed at least to be told of. */
export function errorShareBand(single: Float32Array, { sensitivity }: DetectorSettings): Band {
  return { expected: read(single, AT.errorShare), lower: 0, upper: shareLimit(single) / sensitivity };
}

/** The nats of evidence of an outburst of errors; 0 where there is none. */
function judgeOutburst(single: Float32Array, upper: number, expected: number): number {
  if (read(single, AT.outburstMinutes) < OUTBURST_MINUTES || read(single, AT.outburstErrors) < ERRORS_MIN)
    return 0;
  const requests = read(single, AT.outburstRequests);
  const share = Math.min(1, read(single, AT.outburstErrors) / requests);
  if (share < Math.max(OUTBURST_SHARE_MIN, OUTBURST_RATIO * upper)) return 0;
  return requests * shareDivergence(share, expected);
}

/** Learns the usual and the highest share of errors from a minute that is no incident. */
export function learnErrors(
  { single, minutes }: DetectorState,
  reading: Reading,
  knowledge: Knowledge,
): void {
  const { requests, errors, minute } = reading;
  const seen = Math.min(1e6, read(single, AT.requestsSeen) + requests);
  single[AT.requestsSeen] = seen;
  const usual = read(single, AT.errorShare);
  const byRequests = requests / (Math.min(seen, REQUESTS_MAX) + REQUESTS_FIRST);
  const byAge = Math.max(RATE_MIN, 1 / (minute - when(minutes, WHEN.first) + AGE_FIRST_MINUTES));
  const share = Math.min(1, errors / requests, USUAL_RATIO * usual + 0.05);
  approach(single, AT.errorShare, share, Math.min(byRequests, byAge));
  const recent = recentShare(single);
  if (recent > read(single, AT.errorShareMax) && read(single, AT.requests) > RECENT_REQUESTS_MIN) {
    approach(single, AT.errorShareMax, recent, knowledge === 'full' ? HIGHEST_RATE : HIGHEST_RATE_NEW);
  } else {
    single[AT.errorShareMax] = read(single, AT.errorShareMax) * HIGHEST_KEPT;
  }
}

/** What a reading tells about the platform: whether this key's errors jumped in this minute. */
export function voteOnErrors({ single }: DetectorState, { requests, errors }: Reading): ErrorVote {
  if (requests < VOTE_REQUESTS_MIN) return 'idle';
  const jumped = errors >= VOTE_ERRORS_MIN && errors > requests * (5 * read(single, AT.errorShare) + 0.05);
  return jumped ? 'jumped' : 'usual';
}

/** The share of errors among the requests of about ten minutes, 0 to 1. */
export function recentShare(single: Float32Array): number {
  const requests = read(single, AT.requests);
  return requests > 0 ? Math.min(1, read(single, AT.errors) / requests) : 0;
}

function shareLimit(single: Float32Array): number {
  return Math.max(
    SHARE_MIN,
    USUAL_RATIO * read(single, AT.errorShare),
    HIGHEST_RATIO * read(single, AT.errorShareMax),
  );
}

function errorBound(single: Float32Array, upper: number): FindingBound {
  if (upper === SHARE_MIN) return 'floor';
  return upper === USUAL_RATIO * read(single, AT.errorShare) ? 'season' : 'usual';
}
