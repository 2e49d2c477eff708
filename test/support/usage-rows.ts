import { DAY_MS, HOUR_MS, NO_SERVER } from '../../src/core/usage/cell.ts';
import { openStorage } from '../../src/storage/client.ts';
import type { Prisma } from '../../src/storage/generated/client.ts';
import { ensurePartitions, type PartitionedTable } from '../../src/storage/partitions.ts';
import type { Db } from '../../src/storage/tenancy.ts';
import {
  markDirtyHours,
  type UsageRow,
  upsertUsageHours,
  upsertUsageMinutes,
} from '../../src/storage/usage-roll-up.ts';
import { summariseDay, summariseHour } from '../../src/storage/usage-summary.ts';

/** A counted cell, at a time in Unix milliseconds. */
export type Counted = Pick<UsageRow, 'keyId' | 'at' | 'measure' | 'n'> & Partial<UsageRow>;

export const SOURCE = '019a0000-0000-7000-8000-0000000000aa';

/** Writes usage as the roll-up and the summing do, but only when it is told to. */
export interface UsageRows {
  /** Counts minutes; their hours are dirty from then on. */
  roll(rows: readonly Counted[]): Promise<void>;
  /** Counts hours under their own source. */
  backfill(rows: readonly Counted[]): Promise<void>;
  /** Sums an hour's minutes; `settled` sums its day as well and takes it off the list of dirty hours. */
  sum(hour: number, settled: boolean): Promise<void>;
}

export function usageRows(databaseUrl: string, workspaceId: string): UsageRows {
  const inTransaction = async (work: (db: Db) => Promise<void>) => {
    const storage = openStorage({ databaseUrl, connectionsMax: 1 });
    try {
      await storage.transaction(work);
    } finally {
      await storage.close();
    }
  };
  const write = async (
    table: PartitionedTable,
    upsert: (rows: readonly UsageRow[]) => Prisma.Sql,
    counted: readonly Counted[],
  ) =>
    await inTransaction(async (db) => {
      const rows = counted.map((row) => ({ ...defaults, workspaceId, ...row }));
      const days = new Set(rows.map(({ at }) => startOf(at, DAY_MS)));
      await ensurePartitions(
        db,
        table,
        [...days].map((day) => new Date(day)),
      );
      await db.$executeRaw(upsert(rows));
      const hours = [...new Set(rows.map(({ at }) => startOf(at, HOUR_MS)))].sort((a, b) => a - b);
      await db.$executeRaw(markDirtyHours(hours.map((at) => ({ workspaceId, at }))));
    });
  return {
    roll: async (rows) => await write('usage_minutes', upsertUsageMinutes, rows),
    backfill: async (rows) => await write('usage_hours', upsertUsageHours, rows),
    sum: async (hour, settled) =>
      await inTransaction(async (db) => {
        for (const table of ['usage_hours', 'usage_key_hours'] as const) {
          await ensurePartitions(db, table, [new Date(hour)]);
        }
        await summariseHour(db, workspaceId, new Date(hour));
        if (!settled) return;
        await summariseDay(db, workspaceId, new Date(startOf(hour, DAY_MS)));
        await db.usageDirtyHour.deleteMany({ where: { workspaceId, hour: new Date(hour) } });
      }),
  };
}

const defaults = { serverId: NO_SERVER, endpoint: '', source: SOURCE };

function startOf(at: number, span: number): number {
  return Math.floor(at / span) * span;
}
