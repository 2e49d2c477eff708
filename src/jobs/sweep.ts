import { DAY_MS, HOUR_MS } from '../core/usage/cell.ts';
import { forgetDeliveries } from '../storage/deliveries.ts';
import { forgetVotes } from '../storage/detector-votes.ts';
import { deleteEndedInvitations } from '../storage/invitations.ts';
import {
  dropPartitions,
  ensurePartitions,
  PARTITIONED_TABLES,
  type PartitionedTable,
} from '../storage/partitions.ts';
import { removeWorkspaces } from '../storage/removed-workspaces.ts';
import { deleteEndedSessions } from '../storage/sessions.ts';
import { forgetUnknownKeys } from '../storage/unknown-keys.ts';
import { forgetLosses } from '../storage/usage-losses.ts';
import { findOldestDirtyHour } from '../storage/usage-summary.ts';
import { forgetRaises } from '../storage/version-raises.ts';
import { completeThrough, readWatermarks } from '../storage/watermarks.ts';
import type { JobContext } from './deps.ts';

/** How long rows are kept: a day more than MINUTE_GRAIN_DAYS and HOUR_GRAIN_DAYS let in. */
const KEPT_DAYS = {
  usage_minutes: 7,
  usage_source_minutes: 7,
  usage_hours: 400,
  usage_key_hours: 400,
} as const satisfies Record<PartitionedTable, number>;

/** A failover of Redis loses seconds; raises are kept long enough to be repeated after one. */
const RAISES_KEPT_MS = HOUR_MS;

/** A deleted workspace can be brought back by hand for this long. */
const DELETED_KEPT_DAYS = 30;

/** Deliveries that wait for nothing are kept for this long, with their attempts. */
const DELIVERIES_KEPT_DAYS = 30;
const DELIVERIES_PER_STATEMENT = 5_000;

/** As long as the hours that they are told with. */
const LOSSES_KEPT_DAYS = KEPT_DAYS.usage_hours;

/** Makes partitions ahead of time, and drops and forgets what is over its time. */
export async function sweep(context: JobContext): Promise<void> {
  const { storage } = context;
  const now = context.now();
  const oldest = await oldestNeeded(context, now);
  for (const table of PARTITIONED_TABLES) {
    await storage.transaction(async (db) => await ensurePartitions(db, table, daysAhead(now)));
    if (oldest === undefined) continue;
    const before = new Date(startOfDay(oldest[table]));
    const dropped = await storage.transaction(async (db) => await dropPartitions(db, table, before));
    if (dropped.length > 0) context.log.info({ dropped }, 'Partitions past their time were dropped.');
  }
  await forgetRaises(storage.prisma, new Date(now.getTime() - RAISES_KEPT_MS));
  await forgetVotes(storage.prisma, new Date(now.getTime() - (KEPT_DAYS.usage_minutes + 1) * DAY_MS));
  await forgetLosses(storage.prisma, { before: new Date(now.getTime() - LOSSES_KEPT_DAYS * DAY_MS), now });
  await forgetUnknownKeys(storage.prisma, new Date(now.getTime() - KEPT_DAYS.usage_minutes * DAY_MS));
  await deleteEndedSessions(storage.prisma, now);
  await deleteEndedInvitations(storage.prisma, now);
  await forgetOldDeliveries(context, new Date(now.getTime() - DELIVERIES_KEPT_DAYS * DAY_MS));
  const removed = await removeWorkspaces(storage, new Date(now.getTime() - DELETED_KEPT_DAYS * DAY_MS));
  if (removed.length > 0) context.log.info({ removed }, 'Deleted workspaces were removed for good.');
}

async function forgetOldDeliveries({ storage, signal }: JobContext, before: Date): Promise<void> {
  let forgotten = DELIVERIES_PER_STATEMENT;
  while (forgotten === DELIVERIES_PER_STATEMENT && !signal.aborted) {
    forgotten = await forgetDeliveries(storage.prisma, before, DELIVERIES_PER_STATEMENT);
  }
}

/**
 * Nothing before these instants is needed any more; undefined while nothing has been rolled up. The time kept counts
 * from the roll-up's watermark, so that a roller which stands still finds its partitions again, and hours that are not
 * summed yet keep their minutes.
 */
async function oldestNeeded(
  context: JobContext,
  now: Date,
): Promise<Record<PartitionedTable, number> | undefined> {
  const { prisma } = context.storage;
  const through = completeThrough(await readWatermarks(prisma), context.cells.shards);
  if (through === undefined) return undefined;
  const reference = Math.min(now.getTime(), through.getTime());
  const keptFrom = (table: PartitionedTable) => reference - KEPT_DAYS[table] * DAY_MS;
  const unsummed = (await findOldestDirtyHour(prisma))?.getTime() ?? reference;
  return {
    usage_minutes: Math.min(keptFrom('usage_minutes'), unsummed),
    usage_source_minutes: Math.min(keptFrom('usage_source_minutes'), unsummed),
    usage_hours: keptFrom('usage_hours'),
    usage_key_hours: keptFrom('usage_key_hours'),
  };
}

function daysAhead(now: Date): Date[] {
  return [0, 1, 2].map((days) => new Date(now.getTime() + days * DAY_MS));
}

function startOfDay(atMs: number): number {
  return Math.floor(atMs / DAY_MS) * DAY_MS;
}
