import { MINUTE_MS, slotOf } from '../core/usage/cell.ts';
import type { UsageEvent } from '../core/usage/event.ts';
import { createEventPlace, type EventPlace } from '../core/usage/increments.ts';
import type { Caps } from './caps.ts';

/** The places of the events of this and the last minute: naming their cells costs more than all else about an event. */
export interface EventPlaces {
  /** Times in Unix milliseconds. */
  of(event: UsageEvent, owner: { workspaceId: string; serverId: string }, nowMs: number): EventPlace;
}

/** About 2 kB each. */
const PLACES_MAX = 50_000;

/** Opens an empty memory. */
export function createEventPlaces(caps: Pick<Caps, 'endpoint'>): EventPlaces {
  let minutes: readonly Minute[] = [];

  const minuteOf = (atMs: number, nowMs: number): Minute | undefined => {
    const minute = Math.floor(atMs / MINUTE_MS);
    const known = minutes.find(({ at }) => at === minute);
    if (known !== undefined) return known;
    const newest = Math.floor(nowMs / MINUTE_MS);
    if (minute !== newest && minute !== newest - 1) return undefined;
    const opened = { at: minute, size: 0, ofKey: new Map() };
    minutes = [opened, ...minutes.filter(({ at }) => at >= newest - 1)].slice(0, MINUTES_MAX);
    return opened;
  };

  const make: EventPlaces['of'] = ({ keyId, at, endpoint }, owner, nowMs) =>
    createEventPlace({
      ...owner,
      keyId,
      slot: slotOf(at, nowMs),
      endpoint: caps.endpoint(keyId, at, endpoint),
    });

  return {
    of: (event, owner, nowMs) => {
      const minute = minuteOf(event.at, nowMs);
      if (minute === undefined) return make(event, owner, nowMs);
      const name = `${owner.serverId}${event.endpoint}`;
      const ofKey = minute.ofKey.get(event.keyId);
      const known = ofKey?.get(name);
      if (known !== undefined) return known;
      const made = make(event, owner, nowMs);
      if (minute.size >= PLACES_MAX) {
        minute.ofKey.clear();
        minute.size = 0;
      }
      minute.size += 1;
      const places = minute.ofKey.get(event.keyId);
      if (places === undefined) minute.ofKey.set(event.keyId, new Map([[name, made]]));
      else places.set(name, made);
      return made;
    },
  };
}

/** This one and the last. */
const MINUTES_MAX = 2;

interface Minute {
  readonly at: number;
  size: number;
  /** By key, then by server and endpoint as it was sent. */
  readonly ofKey: Map<string, Map<string, EventPlace>>;
}
