import type { Judgement } from './finding.ts';
import type { ErrorVote } from './fleet.ts';
import type { Knowledge, Reading } from './reading.ts';
import { AT, approach, type DetectorState, read } from './state.ts';
import { shareDivergence } from './surprise.ts';

/** Recent minutes weigh 0.9 by age, so that the sums cover about ten. */
const KEPT = 0.9;

/** A share of errors is high above all of these: an absolute share, and multiples of the usual and the highest one. */
const SHARE_MIN = 0.1;
const USUAL_RATIO = 4;
const HIGHEST_RATIO = 1.5;
/** It is told when it has held for this many active minutes, with this many errors and nats of evidence. */
const HOLD_MINUTES = 3;
const ERRORS_MIN = 5;
const EVIDENCE_MIN = 8;

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
export function followErrors({ single }: DetectorState, reading: Reading, silentMinutes: number): void {
  const kept = KEPT ** (silentMinutes + 1);
  single[AT.errors] = read(single, AT.errors) * kept + reading.errors;
  single[AT.requests] = read(single, AT.requests) * kept + reading.requests;
  if (reading.requests === 0) return;
  const upper = shareLimit(single);
  const high = recentShare(single) > upper && reading.errors > 0.5 * upper * reading.requests;
  const run = read(single, AT.errorRun);
  if (high && run === 0) single[AT.errorRunSince] = reading.minute;
  single[AT.errorRun] = high ? run + 1 : 0;
}

/** Judges the share of errors among the requests of about ten minutes. */
export function judgeErrors({ single }: DetectorState, knowledge: Knowledge): Judgement {
  const observed = recentShare(single);
  const expected = read(single, AT.errorShare);
  const evidence = read(single, AT.requests) * shareDivergence(observed, expected);
  const held = read(single, AT.errorRun) >= HOLD_MINUTES && read(single, AT.errors) >= ERRORS_MIN;
  const found = knowledge !== 'learning' && held && evidence > EVIDENCE_MIN;
  return { observed, expected, lower: 0, upper: shareLimit(single), score: evidence * Math.LOG10E, found };
}

/** Learns the usual and the highest share of errors from a minute that is no incident. */
export function learnErrors({ single }: DetectorState, reading: Reading, knowledge: Knowledge): void {
  const { requests, errors, minute } = reading;
  if (requests === 0) return;
  const seen = Math.min(1e6, read(single, AT.requestsSeen) + requests);
  single[AT.requestsSeen] = seen;
  const usual = read(single, AT.errorShare);
  const byRequests = requests / (Math.min(seen, REQUESTS_MAX) + REQUESTS_FIRST);
  const byAge = Math.max(RATE_MIN, 1 / (minute - read(single, AT.first) + AGE_FIRST_MINUTES));
  const share = Math.min(1, errors / requests, USUAL_RATIO * usual + 0.05);
  approach(single, AT.errorShare, share, Math.min(byRequests, byAge));
  const recent = recentShare(single);
  if (read(single, AT.requests) > RECENT_REQUESTS_MIN && recent > read(single, AT.errorShareMax)) {
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

function recentShare(single: Float64Array): number {
  const requests = read(single, AT.requests);
  return requests > 0 ? Math.min(1, read(single, AT.errors) / requests) : 0;
}

function shareLimit(single: Float64Array): number {
  return Math.max(
    SHARE_MIN,
    USUAL_RATIO * read(single, AT.errorShare),
    HIGHEST_RATIO * read(single, AT.errorShareMax),
  );
}
