import type { Cell, Slot } from './cell.ts';
import type { UsageEvent } from './event.ts';
import { BYTES, CLIENT_ERRORS, decisionMeasure, latencyMeasure, SERVER_ERRORS } from './measure.ts';
import { type PlacedCell, placeCell } from './placed-cell.ts';

/** What an event adds to one cell; more than nothing. */
export interface Increment {
  readonly cell: PlacedCell;
  readonly by: number;
}

/** Where events are counted that have key, slot, server and endpoint in common. Names its cells as they are asked for. */
export interface EventPlace {
  measure(measure: number): PlacedCell;
  /** An address or user agent, capped. */
  seen(kind: 'ip' | 'ua', value: string): PlacedCell;
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
  const measures: (PlacedCell | undefined)[] = [];
  const sources = { ip: new Map<string, PlacedCell>(), ua: new Map<string, PlacedCell>() };
  return {
    measure: (measure) => {
      const known = measures[measure];
      if (known !== undefined) return known;
      const made = placeCell(slot, { kind: 'usage', ...usage, measure });
      measures[measure] = made;
      return made;
    },
    seen: (kind, value) => {
      const known = sources[kind].get(value);
      if (known !== undefined) return known;
      const cell: Cell = { kind, workspaceId, keyId, value };
      const made = placeCell(slot, cell);
      sources[kind].set(value, made);
      return made;
    },
  };
}

/**
 * Adds what an event counts to a list. An event stands for `requests` responses, and for one where `requests` is 0. `ip` and
 * `userAgent` are the event's own, capped.
 */
export function addIncrements(
  to: Increment[],
  event: UsageEvent,
  place: EventPlace,
  source: { readonly ip?: string | undefined; readonly userAgent?: string | undefined },
): void {
  const { requests, status, latencyMs, bytes } = event;
  const responses = requests > 1 ? requests : 1;
  if (requests > 0) to.push({ cell: place.measure(decisionMeasure(event.decision)), by: requests });
  if (status !== undefined && status >= 400) {
    to.push({ cell: place.measure(status < 500 ? CLIENT_ERRORS : SERVER_ERRORS), by: responses });
  }
  if (latencyMs !== undefined) to.push({ cell: place.measure(latencyMeasure(latencyMs)), by: responses });
  if (bytes !== undefined && bytes > 0) to.push({ cell: place.measure(BYTES), by: bytes });
  if (requests === 0) return;
  if (source.ip !== undefined) to.push({ cell: place.seen('ip', source.ip), by: requests });
  if (source.userAgent !== undefined) to.push({ cell: place.seen('ua', source.userAgent), by: requests });
}
