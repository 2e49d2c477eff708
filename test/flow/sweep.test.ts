import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/usage/cell.ts';
import { summarise } from '../../src/jobs/summarise.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import type { Storage } from '../../src/storage/client.ts';
import { ensurePartitions, findPartitions, type PartitionedTable } from '../../src/storage/partitions.ts';
import { rollUpWatermark, writeWatermark } from '../../src/storage/watermarks.ts';
import { jobContext, openTestStorage, seedWorkspace } from '../support/jobs.ts';

const NOW = new Date('2026-11-21T08:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

describe('the sweep', () => {
  test('makes partitions ahead and drops those past their time, run once or twice', async () => {
    const storage = await openTestStorage();
    await make(storage, 'usage_minutes', [6, 7, 8, 9, 30]);
    await make(storage, 'usage_hours', [30, 390, 440, 800]);
    await writeWatermark(storage.prisma, rollUpWatermark(0), NOW, NOW);
    for (const _ of ['once', 'twice']) {
      await sweep(jobContext(storage, { now: () => NOW }));
      expect(await findPartitions(storage.prisma, 'usage_minutes')).toEqual([
        'usage_minutes_20261114',
        'usage_minutes_20261115',
        'usage_minutes_20261121',
        'usage_minutes_20261122',
        'usage_minutes_20261123',
      ]);
      expect(await findPartitions(storage.prisma, 'usage_hours')).toEqual([
        'usage_hours_202510',
        'usage_hours_202610',
        'usage_hours_202611',
      ]);
    }
  });

  test('keeps the minutes that a roll-up which stands still will need', async () => {
    const storage = await openTestStorage();
    await make(storage, 'usage_minutes', [7, 8, 9, 10, 11, 12]);
    await writeWatermark(storage.prisma, rollUpWatermark(0), daysAgo(3), daysAgo(3));
    await sweep(jobContext(storage, { now: () => NOW }));
    expect(await findPartitions(storage.prisma, 'usage_minutes')).toContain('usage_minutes_20261111');
    expect(await findPartitions(storage.prisma, 'usage_minutes')).not.toContain('usage_minutes_20261110');
  });

  test('keeps minutes until their hours are summed', async () => {
    const storage = await openTestStorage();
    const { workspaceId } = await seedWorkspace(storage);
    await make(storage, 'usage_minutes', [9, 10]);
    await writeWatermark(storage.prisma, rollUpWatermark(0), NOW, NOW);
    const hour = new Date(Math.floor(daysAgo(9).getTime() / HOUR_MS) * HOUR_MS);
    await storage.prisma.usageDirtyHour.create({ data: { workspaceId, hour, mark: 1n } });
    const context = jobContext(storage, { now: () => NOW });
    await sweep(context);
    expect(await findPartitions(storage.prisma, 'usage_minutes')).toContain('usage_minutes_20261112');
    await summarise(context);
    await sweep(context);
    expect(await findPartitions(storage.prisma, 'usage_minutes')).not.toContain('usage_minutes_20261112');
  });

  test('forgets raises that reached Redis over an hour ago, and no others', async () => {
    const storage = await openTestStorage();
    const { keyIds } = await seedWorkspace(storage);
    const [keyId = ''] = keyIds;
    const raisedAts = [new Date(NOW.getTime() - 2 * HOUR_MS), NOW, null];
    await storage.prisma.versionRaise.createMany({
      data: raisedAts.map((raisedAt) => ({ keyId, raisedAt })),
    });
    await sweep(jobContext(storage, { now: () => NOW }));
    const left = await storage.prisma.versionRaise.findMany({ orderBy: { id: 'asc' } });
    expect(left.map(({ raisedAt }) => raisedAt)).toEqual([NOW, null]);
  });
});

async function make(storage: Storage, table: PartitionedTable, ages: readonly number[]): Promise<void> {
  await storage.transaction(async (db) => await ensurePartitions(db, table, ages.map(daysAgo)));
}
