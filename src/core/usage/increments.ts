import { type Cell, type Slot, slotOf } from './cell.ts';
import type { UsageEvent } from './event.ts';
import { BYTES, CLIENT_ERRORS, decisionMeasure, latencyMeasure, SERVER_ERRORS } from './measure.ts';

/** What an event adds to one cell. */
export interface Increment {
  readonly slot: Slot;
  readonly cell: Cell;
  readonly by: number;
}

/** Where an event is counted. */
export interface EventPlace {
  readonly workspaceId: string;
  readonly serverId: string;
  /** The event's endpoint, address and user agent, capped. */
  readonly endpoint: string;
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
}

/** Turns an event into increments. An event stands for `requests` responses, and for one where `requests` is 0. */
export function incrementsOf(event: UsageEvent, place: EventPlace, nowMs: number): Increment[] {
  const slot = slotOf(event.at, nowMs);
  const { workspaceId, serverId, endpoint } = place;
  const owner = { workspaceId, keyId: event.keyId };
  const responses = Math.max(1, event.requests);
  const found: Increment[] = [];
  const add = (measure: number, by: number) => {
    if (by > 0) found.push({ slot, cell: { kind: 'usage', ...owner, serverId, endpoint, measure }, by });
  };
  add(decisionMeasure(event.decision), event.requests);
  if (event.status !== undefined && event.status >= 400) {
    add(event.status < 500 ? CLIENT_ERRORS : SERVER_ERRORS, responses);
  }
  if (event.latencyMs !== undefined) add(latencyMeasure(event.latencyMs), responses);
  add(BYTES, event.bytes ?? 0);
  if (event.requests > 0) {
    const seen = (kind: 'ip' | 'ua', value: string | undefined) => {
      if (value !== undefined) found.push({ slot, cell: { kind, ...owner, value }, by: event.requests });
    };
    seen('ip', place.ip);
    seen('ua', place.userAgent);
  }
  return found;
}
