import { AT, BYTE, CODE, type DetectorState, HEADER_BYTES, newState, WHEN } from './state.ts';

/** Version 1: 27 doubles, 216 16-bit logarithms, 216 counts of visits, 252 bytes of clock memory. */
const SINGLES = 27;
const SEASON = 216;
const CLOCK = 252;
const SEASON_FROM = HEADER_BYTES + SINGLES * 8;
const VISITS_FROM = SEASON_FROM + SEASON * 2;
const CLOCK_FROM = VISITS_FROM + SEASON;
const BYTES = CLOCK_FROM + CLOCK;

const CODE_MAX = 65_535;

/** Where the doubles of version 1 went. Its incidents began at 21 (spike) and 24 (error rate): first, last hot, ended. */
const MINUTES = [
  [0, WHEN.first],
  [1, WHEN.last],
  [1, WHEN.active],
  [19, WHEN.errorRunSince],
  [20, WHEN.frozenUntil],
] as const;
const NUMBERS = [
  [2, AT.level],
  [3, AT.hourRequests],
  [4, AT.hourPeak],
  [5, AT.mean],
  [6, AT.busy],
  [7, AT.peak],
  [8, AT.residual],
  [9, AT.spread],
  [10, AT.rootMean],
  [11, AT.dispersion],
  [12, AT.trend],
  [13, AT.errors],
  [14, AT.requests],
  [15, AT.errorShare],
  [16, AT.errorShareMax],
  [17, AT.requestsSeen],
  [18, AT.errorRun],
] as const;
const INCIDENTS = [21, 24] as const;

/**
 * Takes over all that version 1 knew of a key; what it did not know (sources, slow rises, refusals) is learnt from then on.
 * Undefined where the bytes are too few or too many.
 */
export function migrateVersion1(bytes: Uint8Array): DetectorState | undefined {
  if (bytes.length !== BYTES) return undefined;
  const old = Uint8Array.from(bytes).buffer;
  const single = new Float64Array(old, HEADER_BYTES, SINGLES);
  const season = new Uint16Array(old, SEASON_FROM, SEASON);
  const visits = new Uint8Array(old, VISITS_FROM, SEASON);
  const state = newState(single[0] ?? 0);
  for (const [from, to] of MINUTES) state.minutes[to] = single[from] ?? 0;
  for (const [from, to] of NUMBERS) state.single[to] = single[from] ?? 0;
  // A code of 0 means that nothing was seen; version 1 counted visits instead.
  for (let at = 0; at < CODE.end; at++) {
    state.codes[at] = (visits[at] ?? 0) === 0 ? 0 : Math.min(CODE_MAX, 1 + (season[at] ?? 0));
  }
  state.bytes.set(new Uint8Array(old, CLOCK_FROM, CLOCK), BYTE.hourOfDay);
  INCIDENTS.forEach((from, kind) => {
    takeIncident(state, kind, single.subarray(from, from + 3));
  });
  return state;
}

function takeIncident(
  { minutes }: DetectorState,
  kind: number,
  [since = 0, hot = 0, end = 0]: Float64Array,
): void {
  minutes[WHEN.incidents + 2 * kind] = since;
  minutes[WHEN.incidents + 2 * kind + 1] = hot;
  if (since > 0 && end === 0) minutes[WHEN.openKinds] = (minutes[WHEN.openKinds] ?? 0) | (1 << kind);
}
