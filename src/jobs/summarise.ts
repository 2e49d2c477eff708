import { DAY_MS, HOUR_MS } from '../core/usage/cell.ts';
import { tryLock } from '../storage/locks.ts';
import { ensurePartitions } from '../storage/partitions.ts';
import {
  type DirtyHour,
  findDirtyHours,
  settleDirtyHours,
  summariseDay,
  summariseHour,
  summariseSeenDay,
} from '../storage/usage-summary.ts';
import { completeThrough, readWatermarks } from '../storage/watermarks.ts';
import type { JobContext } from './deps.ts';

const HOURS_PER_ROUND = 500;
/** Hours that are marked again all the time must not keep a run from ending. */
const ROUNDS_MAX = 20;

/**
 * Sums the dirty hours that are over, then their days. The open hour changes every second and is read from the minutes
 * anyway. Each hour is a short transaction of its own, and only the day's takes hours off the list: a run may be left
 * at any point and repeated.
 */
export async function summarise(context: JobContext): Promise<void> {
  const { prisma } = context.storage;
  const through = completeThrough(await readWatermarks(prisma), context.cells.shards) ?? context.now();
  const before = new Date(Math.floor(through.getTime() / HOUR_MS) * HOUR_MS);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const dirty = await findDirtyHours(prisma, { before, countMax: HOURS_PER_ROUND });
    for (const hours of Map.groupBy(dirty, dayName).values()) {
      if (context.signal.aborted || !(await sumDay(context, hours))) return;
    }
    if (dirty.length < HOURS_PER_ROUND) return;
  }
}

function dayName({ workspaceId, hour }: DirtyHour): string {
  return `${workspaceId} ${dayOf(hour)}`;
}

function dayOf(hour: Date): number {
  return Math.floor(hour.getTime() / DAY_MS) * DAY_MS;
}

/** Sums hours of one day and workspace; false where another process is summing just now. */
async function sumDay(context: JobContext, hours: readonly DirtyHour[]): Promise<boolean> {
  const [first] = hours;
  if (first === undefined) return true;
  const { storage } = context;
  const day = new Date(dayOf(first.hour));
  await storage.transaction(async (db) => await ensurePartitions(db, 'usage_hours', [day]));
  for (const { workspaceId, hour } of hours) {
    const summed = await storage.transaction(async (db) => {
      if (!(await tryLock(db, 'summarise'))) return false;
      await summariseHour(db, workspaceId, hour);
      return true;
    });
    if (!summed) return false;
  }
  return await storage.transaction(async (db) => {
    if (!(await tryLock(db, 'summarise'))) return false;
    await summariseDay(db, first.workspaceId, day);
    await summariseSeenDay(db, first.workspaceId, day);
    await settleDirtyHours(db, hours);
    return true;
  });
}
