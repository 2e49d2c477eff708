import type { BoundedMap } from '../core/bounded-map.ts';
import type { DirtyCells } from '../counters/cells.ts';
import { ensurePartitions, type PartitionedTable, partitionStart } from '../storage/partitions.ts';
import { upsertUnknownKeys } from '../storage/unknown-keys.ts';
import {
  markDirtyHours,
  touchKeys,
  upsertSeenHours,
  upsertSeenMinutes,
  upsertUsageHours,
  upsertUsageMinutes,
} from '../storage/usage-roll-up.ts';
import type { NamedStatement } from '../storage/write-locked.ts';
import type { CellRows } from './cell-rows.ts';
import type { JobContext } from './deps.ts';
import { summariseTask } from './queues.ts';

/** What a roller remembers: both are only what need not be done again. */
export interface RollUpMemory {
  readonly partitions: Set<string>;
  /** The last minute in which keys are known to have been used. */
  readonly lastUses: BoundedMap<string, number>;
}

/** Cells on their way, ready to be sent: two steps, of which each may be repeated. */
export interface CellCommit {
  /** Stores the rows. False where another roller is writing this shard's cells just now. */
  write(): Promise<boolean>;
  /** Notes the uses of keys, and lets Redis forget the cells that are read to their end. Only after `write`. */
  finish(): Promise<void>;
}

/** So many cells by the hour at once are a backfill, whose days are worth summing soon. */
const BACKFILL_CELLS = 1_000;

/** Writes the statements for rows; `done` are the cells that end with them. */
export function prepareCommit(
  context: JobContext,
  shard: number,
  work: { readonly rows: CellRows; readonly done: readonly DirtyCells[]; readonly memory: RollUpMemory },
): CellCommit {
  const { rows, done, memory } = work;
  const statements = writeStatements(rows);
  return {
    write: async () => {
      if (statements.length === 0) return true;
      await preparePartitions(context, rows, memory.partitions);
      const lock = { name: 'rollUp', part: shard } as const;
      if (!(await context.storage.writeLocked(lock, statements))) return false;
      context.observe('rolledUpCells', countRows(rows));
      if (rows.usageHours.length >= BACKFILL_CELLS) context.kick(summariseTask);
      return true;
    },
    finish: async () => {
      await noteUses(context, rows, memory.lastUses);
      await Promise.all(done.map(async (each) => await context.cells.settle(shard, each)));
    },
  };
}

function writeStatements(rows: CellRows): NamedStatement[] {
  const statements: NamedStatement[] = [];
  const { usageMinutes, usageHours, seenMinutes, seenHours, unknownMinutes, dirtyHours } = rows;
  if (usageMinutes.length > 0) {
    statements.push({ name: 'upsert-usage-minutes', sql: upsertUsageMinutes(usageMinutes) });
  }
  if (usageHours.length > 0) {
    statements.push({ name: 'upsert-usage-hours', sql: upsertUsageHours(usageHours) });
  }
  if (seenMinutes.length > 0) {
    statements.push({ name: 'upsert-seen-minutes', sql: upsertSeenMinutes(seenMinutes) });
  }
  if (seenHours.length > 0) statements.push({ name: 'upsert-seen-hours', sql: upsertSeenHours(seenHours) });
  if (unknownMinutes.length > 0) {
    statements.push({ name: 'upsert-unknown-keys', sql: upsertUnknownKeys(unknownMinutes) });
  }
  // Last, as rollers of other shards mark the same hours.
  if (dirtyHours.length > 0) statements.push({ name: 'mark-dirty-hours', sql: markDirtyHours(dirtyHours) });
  return statements;
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
  const { usageMinutes, usageHours, seenMinutes, seenHours, unknownMinutes } = rows;
  return [usageMinutes, usageHours, seenMinutes, seenHours, unknownMinutes].reduce(
    (sum, { length }) => sum + length,
    0,
  );
}
