import type { Increments } from '../core/usage/increments.ts';
import { encodeTally, type Place, type Tally } from '../core/usage/tally.ts';
import { acknowledgeText, type Generation } from './ledger.ts';
import { encodeMarker } from './marker.ts';
import { encodeTallyMember, type RedisKeys } from './redis-keys.ts';
import { BATCH_ID_SECONDS } from './resend.ts';
import { recordBatch } from './scripts.ts';
import type { CellWrite } from './store.ts';

/** The part of a usage batch that one shard counts; its marker is the name of its id in Redis. */
export interface BatchPart {
  readonly marker: string | undefined;
  readonly increments: Increments;
}

/** One call of `record-batch-n.lua`. */
export interface RecordCall {
  readonly write: CellWrite;
  /** The parts with an id, in the order in which the script numbers them. */
  readonly marked: readonly BatchPart[];
}

/**
 * Counts parts in the tallies of a generation, and writes the call that stores them. What is counted is taken back where
 * the call is refused; where its reply is lost, the generation is over.
 */
export function createRecordCall(
  deps: { readonly keys: RedisKeys; readonly shard: number; readonly now: () => number },
  generation: Generation,
  parts: readonly BatchPart[],
): RecordCall {
  const { keys, shard } = deps;
  const marked = parts.filter(({ marker }) => marker !== undefined);
  const markers = marked.flatMap(({ marker }) => marker ?? []);
  const marks = encodeMarker({ source: generation.source, atMs: deps.now() });
  const touched: Tally[] = [];
  for (const { increments } of parts) add(generation, increments, touched);
  const texts = encodeAll(touched);
  const args: (string | number)[] = [BATCH_ID_SECONDS, marks, markers.length];
  for (const [member, fields] of texts) {
    args.push(member, fields.length / 2);
    for (const each of fields) args.push(each);
  }
  const hashes = [...texts.keys()].map((member) => keys.cells(shard, member));
  const write: CellWrite = {
    script: recordBatch,
    keys: [keys.sequence(shard), keys.dirty(shard), ...markers, ...hashes],
    args,
    settle: ([stored]) => {
      if (stored !== 1) {
        for (const { increments } of parts) takeBack(generation, increments);
        return;
      }
      for (const marker of markers) generation.markers.set(marker, marks);
      for (const [member, fields] of texts) {
        for (let at = 0; at < fields.length; at += 2) {
          acknowledgeText(generation, member, fields[at] ?? '', fields[at + 1] ?? '');
        }
      }
    },
  };
  return { write, marked };
}

function add(generation: Generation, { places, numbers }: Increments, touched: Tally[]): void {
  let last: Place | undefined;
  let counts: number[] = [];
  let at = 0;
  for (const place of places) {
    // What an event adds to one place follows one another.
    if (place !== last) {
      const tally = tallyOf(generation, place);
      if (!tally.isTouched) {
        tally.isTouched = true;
        touched.push(tally);
      }
      counts = tally.counts;
      last = place;
    }
    const measure = numbers[at] ?? 0;
    counts[measure] = (counts[measure] ?? 0) + (numbers[at + 1] ?? 0);
    at += 2;
  }
}

function takeBack(generation: Generation, { places, numbers }: Increments): void {
  let at = 0;
  for (const place of places) {
    const { counts } = tallyOf(generation, place);
    const measure = numbers[at] ?? 0;
    counts[measure] = (counts[measure] ?? 0) - (numbers[at + 1] ?? 0);
    at += 2;
  }
}

function tallyOf(generation: Generation, place: Place): Tally {
  if (place.tally?.owner === generation) return place.tally;
  const member = encodeTallyMember(generation.source, place.slotName);
  const known = generation.tallies.get(member);
  const fields = known ?? new Map<string, Tally>();
  if (known === undefined) generation.tallies.set(member, fields);
  const { field } = place;
  const tally = fields.get(field) ?? openTally(generation, field, member);
  fields.set(field, tally);
  place.tally = tally;
  return tally;
}

function openTally(owner: object, field: string, member: string): Tally {
  return { owner, field, member, counts: [], revision: 0, isTouched: false };
}

/** Names and texts of tallies, in turn, by the hash that they are in. */
function encodeAll(tallies: readonly Tally[]): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const tally of tallies) {
    tally.revision += 1;
    tally.isTouched = false;
    const fields = texts.get(tally.member);
    const text = encodeTally(tally);
    if (fields === undefined) texts.set(tally.member, [tally.field, text]);
    else fields.push(tally.field, text);
  }
  return texts;
}
