import { CountersUnavailable } from '../core/errors.ts';
import type { Increment } from '../core/usage/increments.ts';
import type { Availabilities } from './availabilities.ts';
import { createLedger } from './ledger.ts';
import { createRecordLane, type RecordLane } from './record-lane.ts';
import type { RedisKeys } from './redis-keys.ts';
import type { CellStore } from './store.ts';

/** What gateways report about requests. */
export interface UsageBatch {
  readonly workspaceId: string;
  /** Within 48 h a repeated id counts nothing twice. Undefined: counted as often as it is sent. */
  readonly batchId?: string | undefined;
  readonly increments: readonly Increment[];
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
  store: CellStore;
  keys: RedisKeys;
  availabilities: Availabilities;
  now: () => number;
  randomUuid: () => string;
}): Recorder {
  const { keys, availabilities } = deps;
  const lanes = Array.from({ length: keys.shards }, (_, shard) =>
    createRecordLane({ keys, shard, writer: deps.store.writer(shard, createLedger(deps)) }),
  );
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
      if (increments.length === 0) return 'recorded';
      const recordIn = async (shard: number, part: readonly Increment[]) => {
        const marker = batchId === undefined ? undefined : keys.batch(shard, workspaceId, batchId);
        return await laneOf(shard)({ marker, increments: part });
      };
      if (keys.shards === 1) {
        demandUp([0]);
        return (await recordIn(0, increments)) ? 'recorded' : 'repeated';
      }
      const byShard = Map.groupBy(increments, ({ cell }) => keys.shardOf(cell.keyId));
      demandUp(byShard.keys());
      let recorded = false;
      for (const [shard, part] of byShard) {
        if (await recordIn(shard, part)) recorded = true;
      }
      return recorded ? 'recorded' : 'repeated';
    },
  };
}
