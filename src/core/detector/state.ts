import { FINDING_KINDS } from './finding.ts';
import { WEEK_HOURS } from './week-clock.ts';

/** How many classes of volume the usual sources are kept for (sources.ts). */
export const VOLUME_CLASSES = 26;

/** Places of a state's Unix minutes. */
export const WHEN = {
  /** The key's first minute, and the minute of its last reading. */
  first: 0,
  last: 1,
  /** Until this minute the key's baselines do not learn. */
  frozenUntil: 2,
  /** The half hour (Unix half hours) that the cached expectation is of; 0 for none. */
  expectedFor: 3,
  /** The first of the active minutes in a row with too many errors. */
  errorRunSince: 4,
  /** When a slow rise was told last, and since when its evidence grows; 0 for never. */
  sustainedAt: 5,
  risingSince: 6,
  /** The last minute with requests, and the longest silence known, in minutes. */
  active: 7,
  longestSilence: 8,
  /** One bit for each kind of incident that is open. */
  openKinds: 9,
  /** For each kind, the incident's first minute (0 for none) and its last hot one. */
  incidents: 10,
  end: 10 + 2 * FINDING_KINDS.length,
} as const;

/** Places of a state's single numbers. */
export const AT = {
  /** Smoothed requests per minute, at the last reading. */
  level: 0,
  /** Requests and highest level of the hour under way. */
  hourRequests: 1,
  hourPeak: 2,
  /** Requests per minute over all hours, in the busiest hour of a usual day, and the highest level, which fades. */
  mean: 3,
  busy: 4,
  peak: 5,
  /** Squared residuals of hours on the square-root scale: around the season, and around the mean. */
  residual: 6,
  spread: 7,
  rootMean: 8,
  /** Squared relative residual of minutes: how bursty the key is. */
  dispersion: 9,
  /** Actual by expected requests over the last day or so. */
  trend: 10,
  /** Cached for the half hour: expected requests per minute, season strength, highest level known of the hour. */
  expected: 11,
  strength: 12,
  hourMemory: 13,
  /** Recent errors and requests, weighted by 0.9 a minute; usual share of errors; highest share seen, which fades. */
  errors: 14,
  requests: 15,
  errorShare: 16,
  errorShareMax: 17,
  requestsSeen: 18,
  /** Active minutes in a row with too many errors. */
  errorRun: 19,
  /** How long, by weight, the off hours and the sources have been out of their bounds. */
  offHoursHold: 20,
  sourcesHold: 21,
  /** Of the hour under way: logarithms of actual by usual sources, summed over minutes, and how many. */
  sourceShift: 22,
  sourceMinutes: 23,
  /** Evidence of a slow rise; usual sizes of an hour's residuals, of volume and of sources; what was expected last. */
  rise: 24,
  volumeError: 25,
  sourceError: 26,
  riseExpected: 27,
  riseObserved: 28,
  /** Recent refusals for scope and address, their usual rates, and recent refusals of the dead key. */
  deniedScope: 29,
  deniedScopeUsual: 30,
  deniedAddress: 31,
  deniedAddressUsual: 32,
  dead: 33,
  /** Sources never seen before: recent ones, their usual rate a minute, those of late, and how many are usual of late. */
  newSources: 34,
  newSourcesUsual: 35,
  newcomers: 36,
  newcomersUsual: 37,
  /** The busiest source's share, as logarithms: summed over minutes of this hour, how many, what is usual, its usual error. */
  topShare: 38,
  topMinutes: 39,
  topUsual: 40,
  topError: 41,
  /** Distinct sources of a minute by class of volume: the usual number, and the highest, which fades. */
  sourceMean: 42,
  sourceMost: 42 + VOLUME_CLASSES,
  /** Errors, requests and active minutes since most of a minute's requests began to fail; minutes in a row with a spike. */
  outburstErrors: 42 + 2 * VOLUME_CLASSES,
  outburstRequests: 43 + 2 * VOLUME_CLASSES,
  outburstMinutes: 44 + 2 * VOLUME_CLASSES,
  spikeRun: 45 + 2 * VOLUME_CLASSES,
  end: 46 + 2 * VOLUME_CLASSES,
} as const;

/** Places of a state's 16-bit logarithms: 24 hours of working days, 24 of weekends, the hours of the week. */
export const CODE = { day: 0, week: 48, end: 48 + WEEK_HOURS } as const;

/** Places of a state's bytes: the clock memory by hour of day, hour of week and minute of hour; minutes by volume. */
export const BYTE = {
  hourOfDay: 0,
  hourOfWeek: 24,
  minute: 24 + WEEK_HOURS,
  clockEnd: 24 + WEEK_HOURS + 60,
  sourceMinutes: 24 + WEEK_HOURS + 60,
  end: 24 + WEEK_HOURS + 60 + VOLUME_CLASSES,
} as const;

/** Version and checksum, which only a stored state has (state-bytes.ts). */
export const HEADER_BYTES = 8;
const SINGLE_FROM = HEADER_BYTES + 4 * WHEN.end;
const CODES_FROM = SINGLE_FROM + 4 * AT.end;
const BYTES_FROM = CODES_FROM + 2 * CODE.end;

/** The size of every state, in memory as stored; a multiple of four. */
export const STATE_BYTES = Math.ceil((BYTES_FROM + BYTE.end) / 4) * 4;

/** All that the detector remembers of a key: four views of STATE_BYTES in one buffer. */
export interface DetectorState {
  readonly minutes: Int32Array<ArrayBuffer>;
  readonly single: Float32Array<ArrayBuffer>;
  /** Requests per minute, by place of CODE, as logarithms (fine-log.ts); 0 where nothing was seen. */
  readonly codes: Uint16Array<ArrayBuffer>;
  /** Highest levels, as logarithms (clock-memory.ts), and counts, by place of BYTE. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const ERROR_SHARE_FIRST = 0.01;
const RESIDUAL_FIRST = 0.3;

/** The state of a key that is unknown before `minute` (Unix minutes). */
export function newState(minute: number): DetectorState {
  return begin(stateOver(new ArrayBuffer(STATE_BYTES), 0), minute);
}

/** As many states of keys that are unknown before `minute`, side by side in memory. */
export function newStates(count: number, minute: number): DetectorState[] {
  const buffer = new ArrayBuffer(count * STATE_BYTES);
  return Array.from({ length: count }, (_, at) => begin(stateOver(buffer, at * STATE_BYTES), minute));
}

/** The state that lies at a place of a buffer, which is a multiple of four. */
export function stateOver(buffer: ArrayBuffer, from: number): DetectorState {
  return {
    minutes: new Int32Array(buffer, from + HEADER_BYTES, WHEN.end),
    single: new Float32Array(buffer, from + SINGLE_FROM, AT.end),
    codes: new Uint16Array(buffer, from + CODES_FROM, CODE.end),
    bytes: new Uint8Array(buffer, from + BYTES_FROM, BYTE.end),
  };
}

/** A state of its own that is the same. */
export function copyState({ minutes }: DetectorState): DetectorState {
  const from = minutes.byteOffset - HEADER_BYTES;
  return stateOver(minutes.buffer.slice(from, from + STATE_BYTES), 0);
}

function begin(state: DetectorState, minute: number): DetectorState {
  const { minutes, single } = state;
  minutes[WHEN.first] = minute;
  minutes[WHEN.last] = minute - 1;
  minutes[WHEN.active] = minute - 1;
  single[AT.trend] = 1;
  single[AT.errorShare] = ERROR_SHARE_FIRST;
  single[AT.volumeError] = RESIDUAL_FIRST;
  single[AT.sourceError] = RESIDUAL_FIRST;
  single[AT.topError] = RESIDUAL_FIRST;
  return state;
}

/** One number of a state; every place of AT has one. */
export function read(single: Float32Array, at: number): number {
  return single[at] ?? 0;
}

/** One minute of a state; every place of WHEN has one. */
export function when(minutes: Int32Array, at: number): number {
  return minutes[at] ?? 0;
}

/** One 16-bit logarithm of a state; every place of CODE has one. */
export function codeAt(codes: Uint16Array, at: number): number {
  return codes[at] ?? 0;
}

/** One byte of a state; every place of BYTE has one. */
export function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

/** Moves a number of a state the share `rate` (0 to 1) of the way to `target`. */
export function approach(single: Float32Array, at: number, target: number, rate: number): void {
  const from = read(single, at);
  single[at] = from + rate * (target - from);
}
