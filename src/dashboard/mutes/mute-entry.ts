import type { MuteCreateMutationVariables } from '../gql/graphql.ts';
import { instantOf, TIME_ZONE } from '../ui/local-time.ts';
import { HOUR_MS } from '../ui/time-units.ts';

/** Alerts like one of them: of its key, or of the workspace, and of its kind. */
export interface Muted {
  readonly key: { readonly id: string; readonly name: string } | null;
  readonly kind: string;
  readonly kindTitle: string;
}

/** A mute as people write it. */
export interface MuteEntry {
  readonly reason: string;
  /** From now on, so many; `ANY_TIME`: as `from`, `until` and `weekly` say. */
  readonly hours: string;
  readonly from: string;
  readonly until: string;
  readonly weekly: boolean;
  /** Of alerts like one of them: not of its kind alone. */
  readonly allKinds: boolean;
  /** None: all. */
  readonly kinds: readonly string[];
  readonly serverId: string;
}

export const ANY_TIME = '';

export const NEW_MUTE: MuteEntry = {
  reason: '',
  hours: '4',
  from: '',
  until: '',
  weekly: false,
  allKinds: false,
  kinds: [],
  serverId: '',
};

type Mute = Omit<MuteCreateMutationVariables, 'workspaceId'>;

/** The mute as Keywatch takes it. */
export function muteOf(entry: MuteEntry, muted: Muted | undefined, nowMs: number): Mute {
  return { reason: entry.reason, ...timesOf(entry, nowMs), ...subjectOf(entry, muted) };
}

function timesOf({ hours, from, until, weekly }: MuteEntry, nowMs: number) {
  if (hours !== ANY_TIME) return { until: new Date(nowMs + Number(hours) * HOUR_MS).toISOString() };
  return {
    until: instantOf(until),
    ...(from === '' ? {} : { from: instantOf(from) }),
    ...(weekly ? { weekly, timeZone: TIME_ZONE } : {}),
  };
}

function subjectOf({ allKinds, kinds, serverId }: MuteEntry, muted: Muted | undefined) {
  if (muted === undefined) {
    return {
      ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
      ...(serverId === '' ? {} : { serverId }),
    };
  }
  return {
    ...(muted.key === null ? {} : { keyId: muted.key.id }),
    ...(allKinds ? {} : { kinds: [muted.kind] }),
  };
}
