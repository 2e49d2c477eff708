import type { Slot } from './cell.ts';
import type { UsageEvent } from './event.ts';
import { BYTES, CLIENT_ERRORS, decisionMeasure, latencyMeasure, SERVER_ERRORS } from './measure.ts';
import { namePlace, type Place } from './tally.ts';

/** What events add to places. Two flat lists, as there are three for each event and objects would cost more than they hold. */
export interface Increments {
  readonly places: Place[];
  /** For each place its measure, and what is added to it: more than nothing. */
  readonly numbers: number[];
}

/** Where events are counted that have key, slot, server and endpoint in common. */
export interface EventPlace extends Place {
  /** An address or user agent, capped. */
  seen(kind: 'ip' | 'ua', value: string): Place;
}

/** Begins with nothing. */
export function noIncrements(): Increments {
  return { places: [], numbers: [] };
}

/** Adds to a list. */
export function increment({ places, numbers }: Increments, place: Place, measure: number, by: number): void {
  places.push(place);
  numbers.push(measure, by);
}

/** Opens a place; the endpoint is capped. */
export function createEventPlace(at: {
  slot: Slot;
  workspaceId: string;
  keyId: string;
  serverId: string;
  endpoint: string;
}): EventPlace {
  const { slot, ...usage } = at;
  const { workspaceId, keyId } = at;
  let sources: { ip: Map<string, Place>; ua: Map<string, Place> } | undefined;
  return Object.assign(namePlace(slot, { kind: 'usage', ...usage }), {
    seen: (kind: 'ip' | 'ua', value: string) => {
      sources ??= { ip: new Map(), ua: new Map() };
      const known = sources[kind].get(value);
      if (known !== undefined) return known;
      const made = namePlace(slot, { kind, workspaceId, keyId, value });
      sources[kind].set(value, made);
      return made;
    },
  });
}

/**
 * Adds what an event counts to a list. An event stands for `requests` responses, and for one where `requests` is 0. `ip` and
 * `userAgent` are the event's own, capped.
 */
export function addIncrements(
  to: Increments,
  event: Pick<UsageEvent, 'requests' | 'decision' | 'status' | 'latencyMs' | 'bytes'>,
  place: EventPlace,
  source: { readonly ip?: string | undefined; readonly userAgent?: string | undefined },
): void {
  const { requests, status, latencyMs, bytes } = event;
  const responses = requests > 1 ? requests : 1;
  if (requests > 0) increment(to, place, decisionMeasure(event.decision), requests);
  if (status !== undefined && status >= 400) {
    increment(to, place, status < 500 ? CLIENT_ERRORS : SERVER_ERRORS, responses);
  }
  if (latencyMs !== undefined) increment(to, place, latencyMeasure(latencyMs), responses);
  if (bytes !== undefined && bytes > 0) increment(to, place, BYTES, bytes);
  if (requests === 0) return;
  if (source.ip !== undefined) increment(to, place.seen('ip', source.ip), 0, requests);
  if (source.userAgent !== undefined) increment(to, place.seen('ua', source.userAgent), 0, requests);
}
