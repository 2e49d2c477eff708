import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, NO_SERVER } from '../../src/core/usage/cell.ts';
import { wholeSteps } from '../../src/core/usage/range.ts';
import { summarise } from '../../src/jobs/summarise.ts';
import type { Storage } from '../../src/storage/client.ts';
import { ensurePartitions } from '../../src/storage/partitions.ts';
import { sumGroups } from '../../src/storage/usage-sums.ts';
import { jobContext, openTestStorage, type Seed, seedWorkspace } from '../support/jobs.ts';
import { usageRows } from '../support/usage-rows.ts';

describe('hours that cannot be summed', () => {
  test('keep no other hour and no other workspace from being summed', async () => {
    const storage = await openTestStorage();
    const { prisma } = storage;
    const seeds = [await seedWorkspace(storage), await seedWorkspace(storage)];
    const [broken, whole] = seeds.toSorted((a, b) => (a.workspaceId < b.workspaceId ? -1 : 1));
    const day = Math.floor(Date.now() / DAY_MS) * DAY_MS - 2 * DAY_MS;
    const last = new Date(day + 23 * HOUR_MS);
    for (const [seed, hours] of [
      [broken, 502],
      [whole, 1],
    ] as const) {
      const from = new Date(last.getTime() - (hours - 1) * HOUR_MS);
      await seedMinutePerHour(storage, seed, from, last);
    }
    const brokenId = broken?.workspaceId ?? '';
    await prisma.$executeRawUnsafe(
      `ALTER TABLE usage_hours ADD CONSTRAINT broken
       CHECK (workspace_id <> '${brokenId}' OR hour >= '${last.toISOString()}')`,
    );
    await expect(summarise(jobContext(storage))).rejects.toThrow(/^501 hours or days cannot be summed/);
    const waiting = await prisma.usageDirtyHour.groupBy({ by: ['workspaceId'], _count: true });
    expect(waiting).toEqual([{ workspaceId: brokenId, _count: 501 }]);
    expect((await prisma.usageDay.findMany()).map(({ n }) => Number(n))).toEqual([1, 1]);

    await prisma.$executeRawUnsafe('ALTER TABLE usage_hours DROP CONSTRAINT broken');
    await summarise(jobContext(storage));
    expect(await prisma.usageDirtyHour.count()).toBe(0);
    expect((await prisma.usageDay.findMany()).reduce((sum, { n }) => sum + Number(n), 0)).toBe(503);
  });
});

test('sums beyond the largest number stop there', async () => {
  const storage = await openTestStorage();
  const { workspaceId, keyIds } = await seedWorkspace(storage);
  const [keyId = ''] = keyIds;
  const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 26 * HOUR_MS;
  const rows = usageRows(storage.url, workspaceId);
  const huge = { keyId, at: hour, measure: 0, n: 9e18 };
  await rows.roll([huge, { ...huge, source: randomUUID() }]);
  const day = Math.floor(hour / DAY_MS) * DAY_MS;
  const read = async () =>
    await sumGroups(storage.read, {
      range: wholeSteps('HOUR', day, day + DAY_MS),
      filter: { workspaceId },
      dirty: [hour],
      grouping: { by: [] },
      groups: [[]],
    });
  const dirty = await read();
  expect(dirty.map(({ requests }) => requests)).toContain(2 ** 63);
  await summarise(jobContext(storage));
  expect(await read()).toEqual(dirty);
  expect(await storage.prisma.usageHour.findMany()).toMatchObject([{ n: 2n ** 63n - 1n }]);
  expect(await storage.prisma.usageDay.findMany()).toMatchObject([{ n: 2n ** 63n - 1n }]);
});

/** Counts one request in each hour of a span, whose hours are dirty. */
async function seedMinutePerHour(
  storage: Storage,
  seed: Seed | undefined,
  from: Date,
  to: Date,
): Promise<void> {
  const { workspaceId = '', keyIds: [keyId = ''] = [] } = seed ?? {};
  const days = Array.from(
    { length: (to.getTime() - from.getTime()) / DAY_MS + 2 },
    (_, index) => new Date(from.getTime() + index * DAY_MS),
  );
  await storage.transaction(async (db) => await ensurePartitions(db, 'usage_minutes', days));
  await storage.prisma.$executeRaw`
    WITH hours AS (SELECT generate_series(${from}::timestamptz, ${to}::timestamptz, interval '1 hour') AS hour), marked AS (
      INSERT INTO usage_dirty_hours (workspace_id, hour, mark) SELECT ${workspaceId}::uuid, hour, 1 FROM hours)
    INSERT INTO usage_minutes (workspace_id, key_id, minute, server_id, endpoint, measure, source, n)
    SELECT ${workspaceId}::uuid, ${keyId}::uuid, hour, ${NO_SERVER}::uuid, '', 0, ${NO_SERVER}::uuid, 1 FROM hours`;
}
