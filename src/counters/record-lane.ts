import { setTimeout as delay } from 'node:timers/promises';
import type { Generation, Ledger } from './ledger.ts';
import { type BatchPart, createRecordCall, type RecordCall } from './record-call.ts';
import type { RedisKeys } from './redis-keys.ts';
import type { CellWriter } from './store.ts';

/** Resolves once the part is counted; false where it was before. Rejects with CountersUnavailable. */
export type RecordLane = (part: BatchPart) => Promise<boolean>;

interface Waiting extends BatchPart {
  readonly resolve: (recorded: boolean) => void;
  readonly reject: (error: unknown) => void;
}

interface LaneDeps {
  readonly keys: RedisKeys;
  readonly shard: number;
  readonly ledger: Ledger;
  readonly writer: CellWriter;
  /** Makes sure that what another call has counted of a part outlasts a Redis that loses its last writes. */
  readonly secure: (part: BatchPart) => Promise<void>;
  readonly now: () => number;
}

/** Bounds how long one script call may hold Redis up; a batch that is larger goes alone. */
const INCREMENTS_MAX = 20_000;
const BATCHES_MAX = 128;
/** Under load, what arrives within so long shares a call, as events of many batches then share the writes of their places. */
const BUSY_CALL_EVERY_MS = 5;
/** A call of fewer batches is no load: whoever sends one after the other does not wait. */
const BUSY_BATCHES = 4;

/**
 * Collects what one shard is to count in an event-loop turn, and sends it as one script call. One call is under way at a
 * time: values are absolute, so the next has to know what the last one counted. What arrives meanwhile waits for it.
 */
export function createRecordLane(deps: LaneDeps): RecordLane {
  let queue: Waiting[] = [];
  let underWay = false;

  const repeat = (part: Waiting) => {
    deps.secure(part).then(() => part.resolve(false), part.reject);
  };
  const send = async (taken: readonly Waiting[]) => {
    let call: RecordCall | undefined;
    const [stored, ...repeated] = await deps.writer.write((generation: Generation) => {
      call = createRecordCall(deps, generation, taken);
      return call.write;
    });
    if (stored === 1) {
      for (const each of taken) each.resolve(true);
      return;
    }
    const isRepeated = new Set(repeated.map((number) => call?.marked[number - 1]));
    const again: Waiting[] = [];
    for (const each of taken) {
      if (isRepeated.has(each)) repeat(each);
      else again.push(each);
    }
    queue = [...again, ...queue];
  };
  const flush = async () => {
    while (queue.length > 0) {
      const { taken, left } = takeSome(queue);
      queue = left;
      const sentAt = performance.now();
      try {
        await send(taken);
      } catch (error) {
        for (const each of [...taken, ...queue.splice(0)]) each.reject(error);
      }
      const restMs = taken.length < BUSY_BATCHES ? 0 : BUSY_CALL_EVERY_MS - (performance.now() - sentAt);
      if (restMs > 0) await delay(restMs);
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
      increments += each.increments.places.length;
      if (each.marker !== undefined) markers.add(each.marker);
    }
  }
  return { taken, left };
}
