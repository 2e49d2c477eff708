import type { KeyRecord } from '../core/key/record.ts';
import { type EventScan, KEY_ID_LENGTH } from '../core/usage/event-scan.ts';
import type { EventPlace } from '../core/usage/increments.ts';
import { type Part, partOf, type ScanText, standsAt } from '../core/usage/scan-text.ts';
import { createLastMinutes } from './last-minutes.ts';

/** Where events are counted, and the record by which that was found. */
export interface KnownPlace {
  readonly record: KeyRecord;
  readonly place: EventPlace;
}

/** Places of this and the last minute by the bytes that name them, so that an event that is scanned needs no text of its own. */
export interface ScannedPlaces {
  find(text: ScanText, event: EventScan, nowMs: number): KnownPlace | undefined;
  /** Notes where an event is counted, in place of what was noted before. */
  note(text: ScanText, event: EventScan, nowMs: number, known: KnownPlace): void;
}

interface Entry {
  known: KnownPlace;
  readonly keyId: Part;
  readonly server: Part;
  readonly endpoint: Part;
  readonly next: Entry | undefined;
  /** How many come after it. */
  readonly depth: number;
}

/** About 1 kB each. */
const PLACES_MAX = 50_000;
/** So many names that have a hash in common are remembered: whoever makes up such names slows nobody down. */
const DEPTH_MAX = 8;

/** Opens an empty memory. */
export function createScannedPlaces(): ScannedPlaces {
  const minutes = createLastMinutes(() => new Map<number, Entry>());
  return {
    find: (text, event, nowMs) => {
      const first = minutes.of(event.at, nowMs)?.get(hashOf(text, event));
      return entryOf(text, event, first)?.known;
    },
    note: (text, event, nowMs, known) => {
      const entries = minutes.of(event.at, nowMs);
      if (entries === undefined) return;
      const hash = hashOf(text, event);
      const next = entries.get(hash);
      const same = entryOf(text, event, next);
      if (same !== undefined) {
        same.known = known;
        return;
      }
      const depth = next === undefined ? 0 : next.depth + 1;
      if (depth >= DEPTH_MAX) return;
      if (entries.size >= PLACES_MAX) entries.clear();
      const copy = (from: number, end: number) => partOf(Buffer.from(text.bytes.subarray(from, end)));
      entries.set(hash, {
        known,
        keyId: copy(event.keyIdFrom, event.keyIdFrom + KEY_ID_LENGTH),
        server: copy(event.serverFrom, event.serverEnd),
        endpoint: copy(event.endpointFrom, event.endpointEnd),
        next,
        depth,
      });
    },
  };
}

function entryOf(text: ScanText, event: EventScan, first: Entry | undefined): Entry | undefined {
  for (let entry = first; entry !== undefined; entry = entry.next) {
    if (
      // A server that is named '' is another than none.
      (entry.server.length > 0 || event.serverFrom === 0) &&
      event.endpointEnd - event.endpointFrom === entry.endpoint.length &&
      event.serverEnd - event.serverFrom === entry.server.length &&
      standsAt(text, event.keyIdFrom, entry.keyId) &&
      standsAt(text, event.endpointFrom, entry.endpoint) &&
      standsAt(text, event.serverFrom, entry.server)
    ) {
      return entry;
    }
  }
  return undefined;
}

/** Of the ends of the names: that is where they differ. */
function hashOf({ words }: ScanText, event: EventScan): number {
  const keyEnd = event.keyIdFrom + KEY_ID_LENGTH;
  const ofKey = words.getInt32(keyEnd - 4, true) ^ Math.imul(words.getInt32(keyEnd - 8, true), 0x9e3779b1);
  // Whatever stands before a short name belongs to the text, so this never reads before it.
  const ofEndpoint =
    event.endpointFrom === 0 ? 0 : Math.imul(words.getInt32(event.endpointEnd - 4, true), 0x85ebca6b);
  const ofServer =
    event.serverFrom === 0 ? 0 : Math.imul(words.getInt32(event.serverEnd - 4, true), 0xc2b2ae35);
  const lengths = event.endpointEnd - event.endpointFrom;
  return Math.imul(ofKey ^ ofEndpoint ^ ofServer ^ lengths, 0x27d4eb2f) | 0;
}
