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

  test('forgets sessions and invitations that are over, and no others', async () => {
    const { prisma, ...storage } = await openTestStorage();
    const { workspaceId, ownerId } = await seedWorkspace({ prisma, ...storage });
    const [over, good] = [new Date(NOW.getTime() - 1), new Date(NOW.getTime() + 1)];
    for (const [index, expiresAt] of [over, good].entries()) {
      const digest = Buffer.alloc(32, index);
      const common = { userId: ownerId, name: `${index}`, expiresAt };
      await prisma.accessToken.create({ data: { ...common, kind: 'SESSION', digest } });
      await prisma.accessToken.create({
        data: { ...common, kind: 'GATEWAY', workspaceId, digest: Buffer.alloc(32, 9 - index) },
      });
      const email = `${index}@example.com`;
      await prisma.invitation.create({
        data: { workspaceId, email, role: 'MEMBER', digest, invitedById: ownerId, expiresAt },
      });
    }
    await sweep(jobContext({ prisma, ...storage }, { now: () => NOW }));
    expect(await prisma.accessToken.findMany({ where: { kind: 'SESSION' } })).toMatchObject([{ name: '1' }]);
    expect(await prisma.accessToken.count({ where: { kind: 'GATEWAY' } })).toBe(2);
    expect(await prisma.invitation.findMany()).toMatchObject([{ email: '1@example.com' }]);
  });

  test('removes workspaces for good that were deleted 30 days ago, run once or twice', async () => {
    const storage = await openTestStorage();
    const { prisma } = storage;
    const [old, recent, alive] = [
      await seedWorkspace(storage, 3),
      await seedWorkspace(storage),
      await seedWorkspace(storage),
    ];
    for (const { workspaceId, keyIds, ownerId } of [old, recent, alive]) {
      await seedRows(storage, { workspaceId, keyId: keyIds[0] ?? '', ownerId });
    }
    const deletedAt = (workspaceId: string, at: Date) =>
      prisma.workspace.update({ where: { id: workspaceId }, data: { deletedAt: at } });
    await deletedAt(old.workspaceId, new Date(daysAgo(30).getTime() - 1));
    await deletedAt(recent.workspaceId, daysAgo(30));
    const kept = [await rowsOf(storage, recent.workspaceId), await rowsOf(storage, alive.workspaceId)];
    expect(Math.min(...Object.values(kept[0] ?? {}))).toBeGreaterThan(0);
    for (const _ of ['once', 'twice']) {
      await sweep(jobContext(storage, { now: () => NOW }));
      expect(Object.values(await rowsOf(storage, old.workspaceId)).every((count) => count === 0)).toBe(true);
      expect([await rowsOf(storage, recent.workspaceId), await rowsOf(storage, alive.workspaceId)]).toEqual(
        kept,
      );
    }
    await expect(prisma.auditEvent.deleteMany()).rejects.toThrow(/append-only/);
  });
});

const SEEDED = [
  'usage_minutes',
  'usage_hours',
  'usage_days',
  'usage_dirty_hours',
  'usage_source_minutes',
  'usage_source_days',
  'audit_events',
  'keys',
  'key_servers',
  'servers',
  'memberships',
  'access_tokens',
] as const;

/** How many rows of a workspace each table has. */
async function rowsOf({ prisma }: Storage, workspaceId: string): Promise<Record<string, number>> {
  const counts = await Promise.all(
    SEEDED.map(async (table) => {
      const [row] = await prisma.$queryRawUnsafe<{ n: number }[]>(
        `SELECT count(*)::int AS n FROM ${table} WHERE workspace_id = $1::uuid`,
        workspaceId,
      );
      return [table, row?.n ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts);
}

/** A row of a workspace in each table. */
async function seedRows(
  storage: Storage,
  { workspaceId, keyId, ownerId }: { workspaceId: string; keyId: string; ownerId: string },
): Promise<void> {
  const { prisma } = storage;
  for (const table of ['usage_minutes', 'usage_source_minutes', 'usage_hours'] as const) {
    await make(storage, table, [0]);
  }
  const cell = { workspaceId, keyId, serverId: workspaceId, endpoint: '', measure: 0, n: 1n };
  const seen = { workspaceId, keyId, kind: 'ip', value: '203.0.113.9', source: workspaceId, n: 1n };
  await prisma.usageMinute.create({ data: { ...cell, source: workspaceId, minute: NOW } });
  await prisma.usageHour.create({ data: { ...cell, source: workspaceId, hour: NOW } });
  await prisma.usageDay.create({ data: { ...cell, day: NOW } });
  await prisma.usageDirtyHour.create({ data: { workspaceId, hour: NOW, mark: 1n } });
  await prisma.usageSourceMinute.create({ data: { ...seen, minute: NOW } });
  await prisma.usageSourceDay.create({ data: { ...seen, day: NOW, firstMinute: NOW, lastMinute: NOW } });
  await prisma.auditEvent.create({
    data: { workspaceId, action: 'key.made', targetType: 'key', targetId: keyId, at: NOW },
  });
  const server = await prisma.server.create({ data: { workspaceId, slug: 'crm', name: 'CRM' } });
  await prisma.keyServer.create({ data: { workspaceId, keyId, serverId: server.id } });
  await prisma.membership.create({ data: { workspaceId, userId: ownerId, role: 'OWNER' } });
  await prisma.accessToken.create({
    data: { workspaceId, userId: ownerId, kind: 'GATEWAY', name: 'edge', digest: Buffer.from(workspaceId) },
  });
}

async function make(storage: Storage, table: PartitionedTable, ages: readonly number[]): Promise<void> {
  await storage.transaction(async (db) => await ensurePartitions(db, table, ages.map(daysAgo)));
}
