import { slotOf } from '../core/usage/cell.ts';
import type { UsageEvent } from '../core/usage/event.ts';
import { createEventPlace, type EventPlace } from '../core/usage/increments.ts';
import type { Caps } from './caps.ts';
import { createLastMinutes } from './last-minutes.ts';

/** The places of the events of this and the last minute: naming their cells costs more than all else about an event. */
export interface EventPlaces {
  /** Times in Unix milliseconds. */
  of(event: UsageEvent, owner: { workspaceId: string; serverId: string }, nowMs: number): EventPlace;
}

/** About 2 kB each. */
const PLACES_MAX = 50_000;

/** Opens an empty memory. */
export function createEventPlaces(caps: Pick<Caps, 'endpoint'>): EventPlaces {
  const minutes = createLastMinutes((): Minute => ({ size: 0, ofKey: new Map() }));

  const make: EventPlaces['of'] = ({ keyId, at, endpoint }, owner, nowMs) =>
    createEventPlace({
      ...owner,
      keyId,
      slot: slotOf(at, nowMs),
      endpoint: caps.endpoint(keyId, at, endpoint),
    });

  return {
    of: (event, owner, nowMs) => {
      const minute = minutes.of(event.at, nowMs);
      if (minute === undefined) return make(event, owner, nowMs);
      const known = minute.ofKey.get(event.keyId)?.get(owner.serverId)?.get(event.endpoint);
      if (known !== undefined) return known;
      const made = make(event, owner, nowMs);
      if (minute.size >= PLACES_MAX) {
        minute.ofKey.clear();
        minute.size = 0;
      }
      minute.size += 1;
      inside(inside(minute.ofKey, event.keyId), owner.serverId).set(event.endpoint, made);
      return made;
    },
  };
}

interface Minute {
  size: number;
  /** By key, then by server, then by endpoint as it was sent: one name of them all would cost more to write than to look up. */
  readonly ofKey: Map<string, Map<string, Map<string, EventPlace>>>;
}

/** The map that stands at a name, opened where there is none. */
function inside<V>(maps: Map<string, Map<string, V>>, name: string): Map<string, V> {
  const known = maps.get(name);
  if (known !== undefined) return known;
  const opened = new Map<string, V>();
  maps.set(name, opened);
  return opened;
}
