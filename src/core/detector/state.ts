import { WEEK_HOURS } from './week-clock.ts';

/** Places of the single numbers of a state. Minutes are Unix minutes. */
export const AT = {
  /** The key's first minute, and the minute of its last reading. */
  first: 0,
  last: 1,
  /** Smoothed requests per minute, at the last reading. */
  level: 2,
  /** Requests and highest level of the hour under way. */
  hourRequests: 3,
  hourPeak: 4,
  /** Requests per minute over all hours, in the busiest hour of a usual day, and the highest level, which fades. */
  mean: 5,
  busy: 6,
  peak: 7,
  /** Squared residuals of hours on the square-root scale: around the season, and around the mean. */
  residual: 8,
  spread: 9,
  rootMean: 10,
  /** Squared relative residual of minutes: how bursty the key is. */
  dispersion: 11,
  /** Actual by expected requests over the last day or so. */
  trend: 12,
  /** Recent errors and requests, weighted by 0.9 a minute; usual share of errors; highest share seen, which fades. */
  errors: 13,
  requests: 14,
  errorShare: 15,
  errorShareMax: 16,
  requestsSeen: 17,
  /** Active minutes in a row with too many errors, and the first of them. */
  errorRun: 18,
  errorRunSince: 19,
  /** Until this minute the key's baselines do not learn. */
  frozenUntil: 20,
  /** Where the incidents begin: a block of INCIDENT_NUMBERS for each kind. */
  spike: 21,
  errorRate: 24,
  end: 27,
} as const;

/** Places of the clock memory: by hour of day, hour of week and minute of hour. */
export const CLOCK = {
  hourOfDay: 0,
  hourOfWeek: 24,
  minute: 24 + WEEK_HOURS,
  end: 24 + WEEK_HOURS + 60,
} as const;

/** Places of the season: 24 hours of working days and 24 of weekends, then the hours of the week. */
export const SEASON = { day: 0, week: 48, end: 48 + WEEK_HOURS } as const;

/** All that the detector remembers of a key: numbers of a fixed size, which encodeState copies as they are. */
export interface DetectorState {
  readonly single: Float64Array;
  /** Requests per minute by place of SEASON, as logarithms (fine-log.ts). */
  readonly season: Uint16Array;
  /** How often each place of SEASON was visited. */
  readonly visits: Uint8Array;
  /** Highest levels by place of CLOCK, as logarithms (clock-memory.ts). */
  readonly clock: Uint8Array;
}

const ERROR_SHARE_FIRST = 0.01;

/** The state of a key that is unknown before `minute` (Unix minutes). */
export function newState(minute: number): DetectorState {
  const single = new Float64Array(AT.end);
  single[AT.first] = minute;
  single[AT.last] = minute - 1;
  single[AT.trend] = 1;
  single[AT.errorShare] = ERROR_SHARE_FIRST;
  return {
    single,
    season: new Uint16Array(SEASON.end),
    visits: new Uint8Array(SEASON.end),
    clock: new Uint8Array(CLOCK.end),
  };
}

/** One number of a state; every place of AT, SEASON and CLOCK has one. */
export function read(values: Float64Array | Uint16Array | Uint8Array, at: number): number {
  return values[at] ?? 0;
}

/** Moves a number of a state the share `rate` (0 to 1) of the way to `target`. */
export function approach(single: Float64Array, at: number, target: number, rate: number): void {
  const from = read(single, at);
  single[at] = from + rate * (target - from);
}
