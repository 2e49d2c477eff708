import type { Finding, FindingKind, Judgement } from './finding.ts';
import { AT, type DetectorState, read } from './state.ts';

/** An incident that became quiet; `kind` and `since` are those of its findings. Unix minutes. */
export interface EndedIncident {
  readonly kind: FindingKind;
  readonly since: number;
  readonly endedAt: number;
}

const FINDING_KINDS: readonly FindingKind[] = ['spike', 'error_rate'];

/** An incident ends when its value stayed below this share of its limit for this long. */
const HOT_SHARE = 0.7;
export const QUIET_MINUTES = 30;
/** What returns within this time of the end is the same incident. */
export const COOL_DOWN_MINUTES = 60;

const BLOCKS: Readonly<Record<FindingKind, number>> = { spike: AT.spike, error_rate: AT.errorRate };
/** Within a block: the first minute (0 for none), the last hot minute, and the end (0 while open). */
const SINCE = 0;
const HOT = 1;
const END = 2;

/** Whether an incident of the kind is open. */
export function isOpen({ single }: DetectorState, kind: FindingKind): boolean {
  return read(single, BLOCKS[kind] + SINCE) > 0 && read(single, BLOCKS[kind] + END) === 0;
}

/** Whether a judgement belongs to an incident: all of the rule opens one, and 0.7 of the limit keeps it open. */
export function isHot(state: DetectorState, kind: FindingKind, judgement: Judgement): boolean {
  return judgement.found || (isOpen(state, kind) && judgement.observed > HOT_SHARE * judgement.upper);
}

/** Opens, continues or reopens the incident of a kind. `since` is the first minute if it is a new one. */
export function noteFinding(
  { single }: DetectorState,
  kind: FindingKind,
  minute: number,
  since: number,
): Pick<Finding, 'phase' | 'since'> {
  const block = BLOCKS[kind];
  const known = read(single, block + SINCE);
  const end = read(single, block + END);
  single[block + HOT] = minute;
  single[block + END] = 0;
  if (known > 0 && end === 0) return { phase: 'continued', since: known };
  if (known > 0 && minute - end <= COOL_DOWN_MINUTES) return { phase: 'reopened', since: known };
  single[block + SINCE] = since;
  return { phase: 'opened', since };
}

/** Ends the incidents that have been quiet for half an hour at a minute, and tells them. */
export function endQuietIncidents(state: DetectorState, minute: number): readonly EndedIncident[] {
  const ended = FINDING_KINDS.filter(
    (kind) => isOpen(state, kind) && minute - read(state.single, BLOCKS[kind] + HOT) > QUIET_MINUTES,
  );
  return ended.length === 0 ? NONE : ended.map((kind) => end(state, kind));
}

const NONE: readonly EndedIncident[] = [];

function end({ single }: DetectorState, kind: FindingKind): EndedIncident {
  const block = BLOCKS[kind];
  const endedAt = read(single, block + HOT) + QUIET_MINUTES;
  single[block + END] = endedAt;
  return { kind, since: read(single, block + SINCE), endedAt };
}
