import { toClockCode } from './clock-memory.ts';
import { forgetExpectation } from './expectation.ts';
import type { FindingKind } from './finding.ts';
import { endIncident, isOpen } from './incident.ts';
import { seasonAt } from './season.ts';
import { volumeClass } from './sources.ts';
import { AT, BYTE, byteAt, type DetectorState, read, VOLUME_CLASSES, WHEN, when } from './state.ts';
import { HOUR_MINUTES, hourOf, hourOfWeek } from './week-clock.ts';

/** An incident that a person has judged, however long ago it was. */
export interface JudgedIncident {
  readonly kind: FindingKind;
  /** Unix minutes: the first and the last of it. */
  readonly since: number;
  readonly last: number;
  /** What was observed at its worst, in the measure of its kind. */
  readonly observed: number;
  /** The most requests of a minute. */
  readonly requests: number;
  /** The most distinct sources of a minute, and its requests. */
  readonly distinctIps: number;
  readonly requestsOfThem: number;
  /** The most refusals of a minute, for scope and for the address. */
  readonly deniedScope: number;
  readonly deniedAddress: number;
}

/** What a person expected is known from then on, with so much room above it. */
const ROOM = 1.1;
/** After a theft, its hours keep no more than this multiple of what the season expects of them. */
const KEPT_RATIO = 2;
const HOURS_MAX = 48;
/** The refusals that are observed are those of about so many minutes. */
const DENIED_MINUTES = 10;

/**
 * Takes up a person's word that an incident was expected: what it showed is usual in its hours from now on, the incident
 * ends, and learning goes on. The given state is changed.
 */
export function acceptAsExpected(state: DetectorState, incident: JudgedIncident): void {
  const { minutes, single, bytes } = state;
  const { kind, observed } = incident;
  const isVolume = kind === 'spike' || kind === 'off_hours';
  const code = toClockCode(ROOM * Math.max(incident.requests, isVolume ? observed : 0));
  for (const hour of hoursOf(incident)) {
    for (const at of [BYTE.hourOfDay + (hour % 24), BYTE.hourOfWeek + hourOfWeek(hour)])
      raise(bytes, at, code);
  }
  for (let at: number = BYTE.minute; at < BYTE.clockEnd; at++) raise(bytes, at, code);
  if (isVolume) single[AT.peak] = Math.max(read(single, AT.peak), ROOM * observed);
  if (kind === 'error_rate') single[AT.errorShareMax] = Math.max(read(single, AT.errorShareMax), observed);
  if (kind === 'source_fan_out')
    raiseSources(single, volumeClass(incident.requestsOfThem), incident.distinctIps);
  if (kind === 'denied_burst') {
    raiseDenied(single, AT.deniedScopeUsual, incident.deniedScope, observed);
    raiseDenied(single, AT.deniedAddressUsual, incident.deniedAddress, observed);
  }
  if (kind === 'sustained') single[AT.rise] = 0;
  minutes[WHEN.frozenUntil] = Math.min(when(minutes, WHEN.frozenUntil), incident.last);
  if (isOpen(state, kind)) endIncident(state, kind, incident.last);
  forgetExpectation(state);
}

/**
 * Takes up a person's word that an incident was a theft: what the clock memory learnt in its hours falls back to what the
 * season explains, so that the next theft is not excused by this one. The given state is changed.
 */
export function rejectAsMalicious(
  state: DetectorState,
  { since, last }: Pick<JudgedIncident, 'since' | 'last'>,
): void {
  const { single, bytes, minutes } = state;
  const hours = hoursOf({ since, last });
  let highest = 0;
  for (const hour of hours) {
    const kept = KEPT_RATIO * (seasonAt(state, hour) ?? 0);
    const code = toClockCode(kept);
    lower(bytes, BYTE.hourOfDay + (hour % 24), code);
    lower(bytes, BYTE.hourOfWeek + hourOfWeek(hour), code);
    highest = Math.max(highest, code);
    if (hour === hourOf(when(minutes, WHEN.last)))
      single[AT.hourPeak] = Math.min(read(single, AT.hourPeak), kept);
  }
  for (let minute = since; minute <= Math.min(last, since + HOUR_MINUTES); minute++) {
    lower(bytes, BYTE.minute + (minute % HOUR_MINUTES), highest);
  }
  single[AT.peak] = Math.min(read(single, AT.peak), KEPT_RATIO * read(single, AT.busy));
  single[AT.errorShareMax] = Math.min(read(single, AT.errorShareMax), 2 * read(single, AT.errorShare));
  forgetExpectation(state);
}

/** The Unix hours of an incident, the last ones of a long one. */
function hoursOf({ since, last }: Pick<JudgedIncident, 'since' | 'last'>): readonly number[] {
  const end = hourOf(last);
  const first = Math.min(end, Math.max(hourOf(since), end - HOURS_MAX + 1));
  return Array.from({ length: end - first + 1 }, (_, index) => first + index);
}

function raiseSources(single: Float32Array, from: number, distinct: number): void {
  for (let at = from; at < VOLUME_CLASSES; at++) {
    single[AT.sourceMost + at] = Math.max(read(single, AT.sourceMost + at), distinct);
  }
}

function raiseDenied(single: Float32Array, at: number, ofMinute: number, observed: number): void {
  single[at] = Math.max(read(single, at), Math.min(ofMinute, observed / DENIED_MINUTES));
}

function raise(bytes: Uint8Array, at: number, code: number): void {
  bytes[at] = Math.max(byteAt(bytes, at), code);
}

function lower(bytes: Uint8Array, at: number, code: number): void {
  bytes[at] = Math.min(byteAt(bytes, at), code);
}
