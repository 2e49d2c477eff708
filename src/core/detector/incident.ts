import { FINDING_KINDS, type Finding, type FindingKind, type Judgement } from './finding.ts';
import { type DetectorState, WHEN, when } from './state.ts';

/** An incident that became quiet; `kind` and `since` are those of its findings. Unix minutes. */
export interface EndedIncident {
  readonly kind: FindingKind;
  readonly since: number;
  readonly endedAt: number;
}

/** An incident ends when its value stayed below this share of its limit for this long. */
export const HOT_SHARE = 0.7;
export const QUIET_MINUTES = 30;
/** What returns within this time of the end is the same incident. */
export const COOL_DOWN_MINUTES = 60;

const INDEX = new Map(FINDING_KINDS.map((kind, index) => [kind, index] as const));
/** Within an incident's two minutes. */
const SINCE = 0;
const HOT = 1;

/** Whether an incident of the kind is open. */
export function isOpen({ minutes }: DetectorState, kind: FindingKind): boolean {
  return (when(minutes, WHEN.openKinds) & (1 << indexOf(kind))) !== 0;
}

/** Whether a judgement belongs to an incident: all of the rule opens one, and 0.7 of the limit keeps it open. */
export function isHot(state: DetectorState, kind: FindingKind, judgement: Judgement): boolean {
  return judgement.found || (judgement.observed > HOT_SHARE * judgement.upper && isOpen(state, kind));
}

/** Opens, continues or reopens the incident of a kind. `since` is the first minute if it is a new one. */
export function noteFinding(
  { minutes }: DetectorState,
  kind: FindingKind,
  minute: number,
  since: number,
): Pick<Finding, 'phase' | 'since'> {
  const index = indexOf(kind);
  const at = WHEN.incidents + 2 * index;
  const known = when(minutes, at + SINCE);
  const open = when(minutes, WHEN.openKinds);
  const endedAt = when(minutes, at + HOT) + QUIET_MINUTES;
  minutes[at + HOT] = minute;
  minutes[WHEN.openKinds] = open | (1 << index);
  if ((open & (1 << index)) !== 0) return { phase: 'continued', since: known };
  if (known > 0 && minute - endedAt <= COOL_DOWN_MINUTES) return { phase: 'reopened', since: known };
  minutes[at + SINCE] = since;
  return { phase: 'opened', since };
}

/** Ends the incidents that have been quiet for half an hour at a minute, and tells them. */
export function endQuietIncidents(state: DetectorState, minute: number): readonly EndedIncident[] {
  if (when(state.minutes, WHEN.openKinds) === 0) return NONE;
  return FINDING_KINDS.filter(
    (kind) => isOpen(state, kind) && minute - lastHot(state, kind) > QUIET_MINUTES,
  ).map((kind) => endIncident(state, kind, lastHot(state, kind) + QUIET_MINUTES));
}

const NONE: readonly EndedIncident[] = [];

/** Ends the incident of a kind at a minute. */
export function endIncident({ minutes }: DetectorState, kind: FindingKind, endedAt: number): EndedIncident {
  const index = indexOf(kind);
  minutes[WHEN.openKinds] = when(minutes, WHEN.openKinds) & ~(1 << index);
  return { kind, since: when(minutes, WHEN.incidents + 2 * index + SINCE), endedAt };
}

/** The last minute in which an incident of the kind was hot; 0 where there never was one. */
function lastHot({ minutes }: DetectorState, kind: FindingKind): number {
  return when(minutes, WHEN.incidents + 2 * indexOf(kind) + HOT);
}

function indexOf(kind: FindingKind): number {
  return INDEX.get(kind) ?? 0;
}
