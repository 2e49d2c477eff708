import { createBoundedMap } from '../core/bounded-map.ts';
import type { DirtyCells } from '../counters/cells.ts';
import { rollUpWatermark, writeWatermark } from '../storage/watermarks.ts';
import { prepareCommit, type RollUpMemory } from './cell-commit.ts';
import { type CellGatherer, createCellGatherer } from './cell-rows.ts';
import { createCommits } from './commits.ts';
import type { JobContext } from './deps.ts';
import { detectTask } from './queues.ts';

/** Cells per transaction: bounds the roller's memory, and a transaction to about a fifth of a second. */
const CELLS_PER_COMMIT = 10_000;

/** How many shards are rolled up at the same time: each takes two connections, and memory for four commits. */
const SHARDS_AT_ONCE = 4;

/** About 100 bytes each. */
const KEYS_REMEMBERED = 200_000;

/** Moves cells to Postgres. */
export interface RollUp {
  /**
   * Rolls up what all shards have. Values are absolute, so it may be left at any point, repeated, and run beside
   * another roller: the rows come out the same. Throws where Redis or Postgres does not answer, after all other shards.
   */
  run(context: JobContext): Promise<void>;
}

/** Makes a roller. It remembers which partitions it has seen and which uses of keys it has noted, and nothing else. */
export function createRollUp(): RollUp {
  const memory = {
    partitions: new Set<string>(),
    lastUses: createBoundedMap<string, number>(KEYS_REMEMBERED),
  };
  return {
    run: async (context) => {
      const failures: unknown[] = [];
      const shards = Array.from({ length: context.cells.shards }, (_, shard) => shard).values();
      const goOn = async () => {
        for (const shard of shards) {
          if (context.signal.aborted) return;
          await rollUpShard(context, shard, memory).catch((error: unknown) => {
            memory.partitions.clear();
            failures.push(error);
          });
        }
      };
      await Promise.all(Array.from({ length: SHARDS_AT_ONCE }, goOn));
      context.kick(detectTask);
      if (failures.length > 0) throw failures[0];
    },
  };
}

async function rollUpShard(context: JobContext, shard: number, memory: RollUpMemory): Promise<void> {
  const { cells, storage } = context;
  const startedMs = await cells.timeMs(shard);
  const commits = createCommits();
  const read: DirtyCells[] = [];
  let gatherer = createCellGatherer();
  const commit = async () => {
    const work = { rows: gatherer.rows(), done: read.splice(0), memory };
    gatherer = createCellGatherer();
    return await commits.add(prepareCommit(context, shard, work));
  };
  try {
    for (const each of await cells.dirty(shard)) {
      for await (const values of cells.read(shard, each)) {
        gather(context, gatherer, each, values);
        if (gatherer.size >= CELLS_PER_COMMIT && !(await commit())) return;
      }
      read.push(each);
      if (context.signal.aborted) break;
    }
    await commit();
  } finally {
    await commits.end().catch(() => false);
  }
  if (!(await commits.end()) || context.signal.aborted) return;
  // A clock of Redis that is ahead must not push the watermark to where it stays.
  const through = Math.min(startedMs, context.now().getTime());
  await writeWatermark(storage.prisma, rollUpWatermark(shard), new Date(through), context.now());
}

function gather(
  context: JobContext,
  gatherer: CellGatherer,
  from: DirtyCells,
  values: Parameters<CellGatherer['add']>[1],
): void {
  const unreadable = gatherer.add(from, values, context.now().getTime());
  if (unreadable === 0) return;
  context.observe('unreadableCells', unreadable);
  context.log.error(
    { source: from.source, slot: from.slot, unreadable },
    'Cells that no table can hold are lost.',
  );
}
