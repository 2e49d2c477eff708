import { type BoundedMap, createBoundedMap } from '../core/bounded-map.ts';
import type { DirtyCells } from '../counters/cells.ts';
import { tryLock } from '../storage/locks.ts';
import { ensurePartitions, type PartitionedTable, partitionStart } from '../storage/partitions.ts';
import {
  markDirtyHours,
  touchKeys,
  upsertSeenHours,
  upsertSeenMinutes,
  upsertUsageHours,
  upsertUsageMinutes,
} from '../storage/usage-roll-up.ts';
import { rollUpWatermark, writeWatermark } from '../storage/watermarks.ts';
import { type CellGatherer, type CellRows, createCellGatherer } from './cell-rows.ts';
import type { JobContext } from './deps.ts';
import { detectTask, summariseTask } from './queues.ts';

/** Cells per transaction: bounds the roller's memory, and a transaction to about a fifth of a second. */
const CELLS_PER_COMMIT = 10_000;

/** How many shards are rolled up at the same time: each takes a connection, and memory for two commits. */
const SHARDS_AT_ONCE = 4;

/** About 100 bytes each. */
const KEYS_REMEMBERED = 200_000;

/** So many cells by the hour at once are a backfill, whose days are worth summing soon. */
const BACKFILL_CELLS = 1_000;

/** Moves cells to Postgres. */
export interface RollUp {
  /**
   * Rolls up what all shards have. Values are absolute, so it may be left at any point, repeated, and run beside
   * another roller: the rows come out the same. Throws where Redis or Postgres does not answer, after all other shards.
   */
  run(context: JobContext): Promise<void>;
}

/** What a roller remembers: both are only what need not be done again. */
interface Memory {
  readonly partitions: Set<string>;
  /** The last minute in which keys are known to have been used. */
  readonly lastUses: BoundedMap<string, number>;
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

async function rollUpShard(context: JobContext, shard: number, memory: Memory): Promise<void> {
  const { cells, storage } = context;
  const startedMs = await cells.timeMs(shard);
  const read: DirtyCells[] = [];
  let gatherer = createCellGatherer();
  let committing = Promise.resolve(true);
  // The next cells are read while the last ones are committed: two gatherers bound the memory.
  const commit = async (): Promise<boolean> => {
    if (!(await committing)) return false;
    const [rows, done] = [gatherer.rows(), read.splice(0)];
    gatherer = createCellGatherer();
    committing = commitRows(context, shard, rows, done, memory);
    committing.catch(() => undefined);
    return true;
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
    await committing.catch(() => false);
  }
  if (!(await committing) || context.signal.aborted) return;
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

/**
 * Commits rows, then lets Redis forget the cells that are read to their end. False where another roller is writing this
 * shard's cells just now.
 */
async function commitRows(
  context: JobContext,
  shard: number,
  rows: CellRows,
  done: readonly DirtyCells[],
  memory: Memory,
): Promise<boolean> {
  if (rows.dirtyHours.length > 0) {
    await preparePartitions(context, rows, memory.partitions);
    if (!(await writeRows(context, shard, rows))) return false;
    await noteUses(context, rows, memory.lastUses);
  }
  for (const each of done) await context.cells.settle(shard, each);
  return true;
}

/** Notes when keys were last used, each at most once for a minute. */
async function noteUses(
  { storage }: JobContext,
  rows: CellRows,
  known: BoundedMap<string, number>,
): Promise<void> {
  const later = rows.uses.filter(({ keyId, at }) => at > (known.get(keyId) ?? Number.NEGATIVE_INFINITY));
  if (later.length === 0) return;
  await touchKeys(storage.prisma, later);
  for (const { keyId, at } of later) known.set(keyId, at);
}

async function writeRows(context: JobContext, shard: number, rows: CellRows): Promise<boolean> {
  const { storage } = context;
  const written = await storage.transaction(async (db) => {
    if (!(await tryLock(db, 'rollUp', shard))) return false;
    if (rows.usageMinutes.length > 0) await upsertUsageMinutes(db, rows.usageMinutes);
    if (rows.usageHours.length > 0) await upsertUsageHours(db, rows.usageHours);
    if (rows.seenMinutes.length > 0) await upsertSeenMinutes(db, rows.seenMinutes);
    if (rows.seenHours.length > 0) await upsertSeenHours(db, rows.seenHours);
    await markDirtyHours(db, rows.dirtyHours);
    return true;
  });
  if (!written) return false;
  context.observe('rolledUpCells', countRows(rows));
  if (rows.usageHours.length >= BACKFILL_CELLS) context.kick(summariseTask);
  return true;
}

/** Makes missing partitions before the cells' transaction, which thereby holds no lock on the tables. */
async function preparePartitions(context: JobContext, rows: CellRows, known: Set<string>): Promise<void> {
  const wanted: readonly [PartitionedTable, readonly { readonly at: number }[]][] = [
    ['usage_minutes', rows.usageMinutes],
    ['usage_source_minutes', rows.seenMinutes],
    ['usage_hours', rows.usageHours],
  ];
  for (const [table, each] of wanted) {
    const starts = new Set(each.map(({ at }) => partitionStart(table, new Date(at)).getTime()));
    const missing = [...starts].filter((start) => !known.has(`${table}:${start}`));
    if (missing.length === 0) continue;
    await context.storage.transaction(async (db) => {
      await ensurePartitions(
        db,
        table,
        missing.map((start) => new Date(start)),
      );
    });
    for (const start of missing) known.add(`${table}:${start}`);
  }
}

function countRows(rows: CellRows): number {
  return rows.usageMinutes.length + rows.usageHours.length + rows.seenMinutes.length + rows.seenHours.length;
}
