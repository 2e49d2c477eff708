import type { Increment } from '../core/usage/increments.ts';
import type { PlacedCell } from '../core/usage/placed-cell.ts';
import { acknowledge, type Generation } from './ledger.ts';
import type { RedisKeys } from './redis-keys.ts';
import { BATCH_ID_SECONDS } from './resend.ts';
import { recordBatch } from './scripts.ts';
import type { CellWrite, CellWriter } from './store.ts';

/** The part of a usage batch that one shard counts; its marker is the name of its id in Redis. */
export interface BatchPart {
  readonly marker: string | undefined;
  readonly increments: readonly Increment[];
}

/** Resolves once the part is counted; false where it was before. Rejects with CountersUnavailable. */
export type RecordLane = (part: BatchPart) => Promise<boolean>;

interface Waiting extends BatchPart {
  readonly resolve: (recorded: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** Bounds how long one script call may hold Redis up; a batch that is larger goes alone. */
const INCREMENTS_MAX = 20_000;
const BATCHES_MAX = 64;

/**
 * Collects what one shard is to count in an event-loop turn, and sends it as one script call. One call is under way at a
 * time: values are absolute, so the next has to know what the last one counted. What arrives meanwhile waits for it.
 */
export function createRecordLane(deps: { keys: RedisKeys; shard: number; writer: CellWriter }): RecordLane {
  let queue: Waiting[] = [];
  let underWay = false;

  const send = async (taken: readonly Waiting[]) => {
    const [stored, ...repeated] = await deps.writer.write((generation) => buildCall(deps, generation, taken));
    const isRepeated = new Set(repeated.map((number) => taken.filter(hasMarker)[number - 1]));
    const again: Waiting[] = [];
    for (const each of taken) {
      if (isRepeated.has(each)) each.resolve(false);
      else if (stored === 1) each.resolve(true);
      else again.push(each);
    }
    if (again.length > 0) queue = [...again, ...queue];
  };
  const flush = async () => {
    while (queue.length > 0) {
      const { taken, left } = takeSome(queue);
      queue = left;
      try {
        await send(taken);
      } catch (error) {
        for (const each of [...taken, ...queue.splice(0)]) each.reject(error);
      }
    }
    underWay = false;
  };
  return (part) =>
    new Promise((resolve, reject) => {
      queue.push({ ...part, resolve, reject });
      if (underWay) return;
      underWay = true;
      setImmediate(() => void flush());
    });
}

function hasMarker({ marker }: BatchPart): boolean {
  return marker !== undefined;
}

/** What fits into one call; of two batches with the same id the second is left, to find the first one's marker. */
function takeSome(queue: readonly Waiting[]): { taken: Waiting[]; left: Waiting[] } {
  const taken: Waiting[] = [];
  const left: Waiting[] = [];
  const markers = new Set<string>();
  let increments = 0;
  for (const each of queue) {
    const fits = taken.length < BATCHES_MAX && (increments === 0 || increments < INCREMENTS_MAX);
    if (!fits || (each.marker !== undefined && markers.has(each.marker))) left.push(each);
    else {
      taken.push(each);
      increments += each.increments.length;
      if (each.marker !== undefined) markers.add(each.marker);
    }
  }
  return { taken, left };
}

function buildCall(
  { keys, shard }: { keys: RedisKeys; shard: number },
  generation: Generation,
  parts: readonly BatchPart[],
): CellWrite {
  const values = addUp(generation, parts);
  const markers = parts.flatMap(({ marker }) => marker ?? []);
  const args: (string | number)[] = [BATCH_ID_SECONDS, markers.length];
  for (const [member, cells] of values) {
    args.push(member, cells.size);
    for (const [field, value] of cells) args.push(field, value);
  }
  const cells = [...values.keys()].map((member) => keys.cells(shard, member));
  return {
    script: recordBatch,
    keys: [keys.sequence(shard), keys.dirty(shard), ...markers, ...cells],
    args,
    settle: ([stored, ...repeated]) => {
      const known = stored === 1 ? markers : repeated.flatMap((number) => markers[number - 1] ?? []);
      for (const marker of known) generation.markers.add(marker);
      if (stored === 1) acknowledgeAll(generation, values);
    },
  };
}

/** The absolute values of all cells that batches touch, as they are once these are counted. */
function addUp(generation: Generation, parts: readonly BatchPart[]): Map<string, Map<string, number>> {
  const touched: PlacedCell[] = [];
  for (const { increments } of parts) {
    for (const { cell, by } of increments) {
      if (cell.adding === 0) touched.push(cell);
      cell.adding += by;
    }
  }
  const values = new Map<string, Map<string, number>>();
  for (const cell of touched) {
    const member = `${generation.source}:${cell.slotName}`;
    const cells = values.get(member) ?? new Map<string, number>();
    values.set(member, cells);
    const before = cells.get(cell.field) ?? generation.cells.get(member)?.get(cell.field) ?? 0;
    cells.set(cell.field, Math.min(Number.MAX_SAFE_INTEGER, before + cell.adding));
    cell.adding = 0;
  }
  return values;
}

function acknowledgeAll(
  generation: Generation,
  values: ReadonlyMap<string, ReadonlyMap<string, number>>,
): void {
  for (const [member, cells] of values) {
    for (const [field, value] of cells) acknowledge(generation, member, field, value);
  }
}
