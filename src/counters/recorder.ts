import { CountersUnavailable } from '../core/errors.ts';
import { encodeCell } from '../core/usage/cell.ts';
import type { Increment } from '../core/usage/increments.ts';
import { acknowledge, createLedger, type Generation } from './ledger.ts';
import { encodeMember, type RedisKeys } from './redis-keys.ts';
import { BATCH_ID_SECONDS } from './resend.ts';
import { recordBatch } from './scripts.ts';
import type { CellStore, CellWriter } from './store.ts';

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
   * Redis does not answer: sending the same batch id again then counts what is missing.
   */
  record(batch: UsageBatch): Promise<'recorded' | 'repeated'>;
}

/** Counts usage batches, one script call a batch and shard; each shard's calls wait for one another. */
export function createRecorder(deps: {
  store: CellStore;
  keys: RedisKeys;
  now: () => number;
  randomUuid: () => string;
}): Recorder {
  const { keys } = deps;
  const lanes = Array.from({ length: keys.shards }, (_, shard) => {
    return createLane({ keys, shard, writer: deps.store.writer(shard, createLedger(deps)) });
  });
  return {
    record: async (batch) => {
      const byShard = Map.groupBy(batch.increments, ({ cell }) => keys.shardOf(cell.keyId));
      let recorded = byShard.size === 0;
      for (const [shard, increments] of byShard) {
        const lane = lanes[shard];
        if (lane === undefined) throw new CountersUnavailable();
        if (await lane({ ...batch, increments })) recorded = true;
      }
      return recorded ? 'recorded' : 'repeated';
    },
  };
}

type Lane = (batch: UsageBatch) => Promise<boolean>;

function createLane(deps: { keys: RedisKeys; shard: number; writer: CellWriter }): Lane {
  const { keys, shard, writer } = deps;
  return async (batch) => {
    const [reply] = await writer.write((generation) => {
      const values = addUp(generation, batch.increments);
      const members = [...values.keys()];
      const hasId = batch.batchId !== undefined;
      const marker = hasId ? keys.batch(shard, batch.workspaceId, batch.batchId ?? '') : keys.sequence(shard);
      return {
        script: recordBatch,
        keys: [
          keys.sequence(shard),
          keys.dirty(shard),
          marker,
          ...members.map((name) => keys.cells(shard, name)),
        ],
        args: [
          hasId ? BATCH_ID_SECONDS : 0,
          members.length,
          ...[...values].flatMap(([member, cells]) => [member, cells.size, ...[...cells].flat()]),
        ],
        settle: ([stored]) => {
          if (stored === 1) acknowledgeAll(generation, values);
          if (hasId) generation.markers.add(marker);
        },
      };
    });
    return reply === 1;
  };
}

/** The absolute values of all cells that a batch touches, as they are once it is counted. */
function addUp(generation: Generation, increments: readonly Increment[]): Map<string, Map<string, number>> {
  const values = new Map<string, Map<string, number>>();
  for (const { slot, cell, by } of increments) {
    const member = encodeMember(generation.source, slot);
    const field = encodeCell(cell);
    const cells = values.get(member) ?? new Map<string, number>();
    values.set(member, cells);
    const before = cells.get(field) ?? generation.cells.get(member)?.get(field) ?? 0;
    cells.set(field, Math.min(Number.MAX_SAFE_INTEGER, before + by));
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
