import { CountersUnavailable } from '../core/errors.ts';
import { type Increments, increment, noIncrements } from '../core/usage/increments.ts';
import type { Availabilities } from './availabilities.ts';
import type { Connections } from './connection.ts';
import { createLedger } from './ledger.ts';
import { createRecordLane, type RecordLane } from './record-lane.ts';
import type { RedisKeys } from './redis-keys.ts';
import { createRepeats } from './repeats.ts';
import type { CellStore } from './store.ts';

/** What gateways report about requests. */
export interface UsageBatch {
  readonly workspaceId: string;
  /** Within 48 h a repeated id counts nothing twice. Undefined: counted as often as it is sent. */
  readonly batchId?: string | undefined;
  readonly increments: Increments;
}

export interface Recorder {
  /**
   * Resolves once the batch is counted; `repeated` where it had been before. Rejects with CountersUnavailable where
   * Redis does not answer, as nobody else knows batch ids: sending the same one again then counts what is missing.
   */
  record(batch: UsageBatch): Promise<'recorded' | 'repeated'>;
}

/** Counts usage batches, in one script call all of a shard that wait. */
export function createRecorder(deps: {
  connections: Pick<Connections, 'of'>;
  store: CellStore;
  keys: RedisKeys;
  availabilities: Availabilities;
  now: () => number;
  randomUuid: () => string;
}): Recorder {
  const { keys, availabilities } = deps;
  const lanes = Array.from({ length: keys.shards }, (_, shard) => {
    const ledger = createLedger(deps);
    const secure = createRepeats({ ...deps, shard, ledger });
    return createRecordLane({ ...deps, shard, ledger, writer: deps.store.writer(shard, ledger), secure });
  });
  const laneOf = (shard: number): RecordLane => {
    const lane = lanes[shard];
    if (lane === undefined) throw new CountersUnavailable();
    return lane;
  };
  const demandUp = (shards: Iterable<number>) => {
    for (const shard of shards) if (!availabilities.of(shard).isUp()) throw new CountersUnavailable();
  };
  return {
    record: async ({ workspaceId, batchId, increments }) => {
      if (increments.places.length === 0) return 'recorded';
      const recordIn = async (shard: number, part: Increments) => {
        const marker = batchId === undefined ? undefined : keys.batch(shard, workspaceId, batchId);
        return await laneOf(shard)({ marker, increments: part });
      };
      if (keys.shards === 1) {
        demandUp([0]);
        return (await recordIn(0, increments)) ? 'recorded' : 'repeated';
      }
      const byShard = splitByShard(increments, keys);
      demandUp(byShard.keys());
      let recorded = false;
      for (const [shard, part] of byShard) {
        if (await recordIn(shard, part)) recorded = true;
      }
      return recorded ? 'recorded' : 'repeated';
    },
  };
}

function splitByShard({ places, numbers }: Increments, keys: RedisKeys): Map<number, Increments> {
  const parts = new Map<number, Increments>();
  for (const [at, place] of places.entries()) {
    const shard = keys.shardOf(place.keyId);
    const part = parts.get(shard) ?? noIncrements();
    parts.set(shard, part);
    increment(part, place, numbers[2 * at] ?? 0, numbers[2 * at + 1] ?? 0);
  }
  return parts;
}
