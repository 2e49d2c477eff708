import { toClockCode } from './clock-memory.ts';
import { recentShare } from './error-rate.ts';
import { forgetExpectation } from './expectation.ts';
import type { FindingKind } from './finding.ts';
import { endIncident, firstMinuteOf, isOpen, lastHot } from './incident.ts';
import type { Reading } from './reading.ts';
import { seasonAt } from './season.ts';
import { volumeClass } from './sources.ts';
import { AT, BYTE, byteAt, type DetectorState, read, VOLUME_CLASSES, WHEN } from './state.ts';
import { HOUR_MINUTES, hourOf, hourOfWeek } from './week-clock.ts';

/** What a person expected is known from then on, with so much room above it. */
const ROOM = 1.1;
/** After a theft, its hours keep no more than this multiple of what the season expects of them. */
const KEPT_RATIO = 2;
const HOURS_MAX = 48;

/**
 * Takes up a person's word that an incident was expected: what the reading shows is usual at this time from now on, the
 * incident ends, and learning goes on. The given state is changed.
 */
export function acceptAsExpected(state: DetectorState, kind: FindingKind, reading: Reading): void {
  const { minutes, single, bytes } = state;
  const { minute, distinctIps, requests } = reading;
  const hour = hourOf(minute);
  const code = toClockCode(ROOM * Math.max(read(single, AT.level), requests));
  for (const at of [BYTE.hourOfDay + (hour % 24), BYTE.hourOfWeek + hourOfWeek(hour)]) raise(bytes, at, code);
  for (let at: number = BYTE.minute; at < BYTE.clockEnd; at++) raise(bytes, at, code);
  single[AT.peak] = Math.max(read(single, AT.peak), ROOM * read(single, AT.level));
  if (kind === 'error_rate')
    single[AT.errorShareMax] = Math.max(read(single, AT.errorShareMax), recentShare(single));
  if (kind === 'source_fan_out') raiseSources(single, volumeClass(requests), distinctIps);
  if (kind === 'denied_burst') {
    single[AT.deniedScopeUsual] = Math.max(
      read(single, AT.deniedScopeUsual),
      read(single, AT.deniedScope) / 10,
    );
    single[AT.deniedAddressUsual] = Math.max(
      read(single, AT.deniedAddressUsual),
      read(single, AT.deniedAddress) / 10,
    );
  }
  if (kind === 'sustained') single[AT.rise] = 0;
  minutes[WHEN.frozenUntil] = minute;
  if (isOpen(state, kind)) endIncident(state, kind, minute);
  forgetExpectation(state);
}

/**
 * Takes up a person's word that the last incident of a kind was a theft: what the clock memory learnt in its hours falls back
 * to what the season explains, so that the next theft is not excused by this one. The given state is changed.
 */
export function rejectAsMalicious(state: DetectorState, kind: FindingKind): void {
  const { single, bytes } = state;
  const since = firstMinuteOf(state, kind);
  if (since === 0) return;
  const hot = lastHot(state, kind);
  const first = Math.max(hourOf(since), hourOf(hot) - HOURS_MAX);
  let highest = 0;
  for (let hour = first; hour <= hourOf(hot); hour++) {
    const code = toClockCode(KEPT_RATIO * (seasonAt(state, hour) ?? 0));
    lower(bytes, BYTE.hourOfDay + (hour % 24), code);
    lower(bytes, BYTE.hourOfWeek + hourOfWeek(hour), code);
    highest = Math.max(highest, code);
  }
  for (let minute = since; minute <= Math.min(hot, since + HOUR_MINUTES); minute++) {
    lower(bytes, BYTE.minute + (minute % HOUR_MINUTES), highest);
  }
  single[AT.peak] = Math.min(read(single, AT.peak), KEPT_RATIO * read(single, AT.busy));
  single[AT.errorShareMax] = Math.min(read(single, AT.errorShareMax), 2 * read(single, AT.errorShare));
  forgetExpectation(state);
}

function raiseSources(single: Float32Array, from: number, distinct: number): void {
  for (let at = from; at < VOLUME_CLASSES; at++) {
    single[AT.sourceMost + at] = Math.max(read(single, AT.sourceMost + at), distinct);
  }
}

function raise(bytes: Uint8Array, at: number, code: number): void {
  bytes[at] = Math.max(byteAt(bytes, at), code);
}

function lower(bytes: Uint8Array, at: number, code: number): void {
  bytes[at] = Math.min(byteAt(bytes, at), code);
}
