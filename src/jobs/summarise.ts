import { DAY_MS, HOUR_MS } from '../core/usage/cell.ts';
import type { Storage } from '../storage/client.ts';
import { tryLock } from '../storage/locks.ts';
import { ensurePartitions } from '../storage/partitions.ts';
import type { Db } from '../storage/tenancy.ts';
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

/** What kept an hour or a day of a workspace from being summed. */
interface Failure {
  readonly workspaceId: string;
  readonly from: Date;
  readonly cause: unknown;
}

/**
 * Sums the dirty hours that are over, then their days. The open hour changes every second and is read from the minutes
 * anyway. Each hour is a short transaction of its own, and only the day's takes hours off the list: a run may be left
 * at any point and repeated. What cannot be summed stays on the list and keeps nothing else from being summed; the run
 * throws after all others.
 */
export async function summarise(context: JobContext): Promise<void> {
  const failures: Failure[] = [];
  await sumDirtyHours(context, (failure) => failures.push(failure));
  const [first] = failures;
  if (first === undefined) return;
  const { workspaceId, from, cause } = first;
  throw new Error(
    `${failures.length} hours or days cannot be summed; the first is of workspace ${workspaceId} from ${from.toISOString()}.`,
    { cause },
  );
}

async function sumDirtyHours(context: JobContext, onFailure: (failure: Failure) => void): Promise<void> {
  const { prisma } = context.storage;
  const through = completeThrough(await readWatermarks(prisma), context.cells.shards) ?? context.now();
  const before = new Date(Math.floor(through.getTime() / HOUR_MS) * HOUR_MS);
  for (let after: DirtyHour | undefined; ; ) {
    const dirty = await findDirtyHours(prisma, { before, after, countMax: HOURS_PER_ROUND });
    for (const hours of Map.groupBy(dirty, dayName).values()) {
      if (context.signal.aborted || !(await sumDay(context, hours, onFailure))) return;
    }
    if (dirty.length < HOURS_PER_ROUND) return;
    after = dirty.at(-1);
  }
}

function dayName({ workspaceId, hour }: DirtyHour): string {
  return `${workspaceId} ${dayOf(hour)}`;
}

function dayOf(hour: Date): number {
  return Math.floor(hour.getTime() / DAY_MS) * DAY_MS;
}

/** Sums hours of one day and workspace; false where another process is summing just now. */
async function sumDay(
  context: JobContext,
  hours: readonly DirtyHour[],
  onFailure: (failure: Failure) => void,
): Promise<boolean> {
  const [first] = hours;
  if (first === undefined) return true;
  const { workspaceId } = first;
  const day = new Date(dayOf(first.hour));
  const attempt = async (from: Date, sum: (db: Db) => Promise<void>): Promise<Outcome> => {
    try {
      return await sumAlone(context.storage, sum);
    } catch (cause) {
      onFailure({ workspaceId, from, cause });
      return 'FAILED';
    }
  };
  const prepared = await attempt(day, async (db) => {
    for (const table of ['usage_hours', 'usage_key_hours'] as const) await ensurePartitions(db, table, [day]);
  });
  if (prepared !== 'DONE') return prepared !== 'BUSY';
  const summed: DirtyHour[] = [];
  for (const each of hours) {
    const outcome = await attempt(each.hour, async (db) => await summariseHour(db, workspaceId, each.hour));
    if (outcome === 'BUSY') return false;
    if (outcome === 'DONE') summed.push(each);
  }
  if (summed.length === 0) return true;
  const outcome = await attempt(day, async (db) => {
    await summariseDay(db, workspaceId, day);
    await summariseSeenDay(db, workspaceId, day);
    await settleDirtyHours(db, summed);
  });
  return outcome !== 'BUSY';
}

type Outcome = 'DONE' | 'BUSY' | 'FAILED';

/** Sums in a transaction of its own, unless another process is summing just now. */
async function sumAlone(storage: Storage, sum: (db: Db) => Promise<void>): Promise<'DONE' | 'BUSY'> {
  return await storage.transaction(async (db) => {
    if (!(await tryLock(db, 'summarise'))) return 'BUSY';
    await sum(db);
    return 'DONE';
  });
}
