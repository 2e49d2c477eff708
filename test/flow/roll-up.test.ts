import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { HOUR_MS, MINUTE_MS, NO_SERVER, slotOf } from '../../src/core/usage/cell.ts';
import { CLIENT_ERRORS } from '../../src/core/usage/measure.ts';
import type { CellReader, CellValue, DirtyCells } from '../../src/counters/cells.ts';
import type { Counters } from '../../src/counters/counters.ts';
import { createRollUp } from '../../src/jobs/roll-up.ts';
import { summarise } from '../../src/jobs/summarise.ts';
import type { Storage } from '../../src/storage/client.ts';
import { completeThrough, readWatermarks } from '../../src/storage/watermarks.ts';
import { cellOf, entryOf, incrementsOf, openTestCounters, readCounts, sumOf } from '../support/counters.ts';
import { jobContext, openTestStorage, seedWorkspace } from '../support/jobs.ts';

describe('the roll-up of what verifiers counted', () => {
  test('stores every acknowledged request once, however often it runs', async () => {
    const storage = await openTestStorage();
    const counters = await openTestCounters({ shards: 2 });
    const { workspaceId, keyIds } = await seedWorkspace(storage, 20);
    const context = jobContext(storage, { cells: counters.cells });
    const rollUp = createRollUp();
    await raise(counters, keyIds);
    const decideAll = async () =>
      await Promise.all(keyIds.map((keyId) => counters.decider.decide(entryOf({ keyId, workspaceId }))));

    await decideAll();
    await rollUp.run(context);
    await rollUp.run(context);
    expect(await countRequests(storage, workspaceId)).toBe(20);

    await decideAll();
    await decideAll();
    await rollUp.run(context);
    await Promise.all([rollUp.run(context), createRollUp().run(context)]);
    expect(await countRequests(storage, workspaceId)).toBe(60);
    const used = await storage.prisma.key.findMany({ where: { workspaceId } });
    expect(used.every(({ lastUsedAt }) => lastUsedAt !== null)).toBe(true);
  });

  test('forgets cells in Redis only after they are committed', async () => {
    const storage = await openTestStorage();
    const counters = await openTestCounters();
    const { workspaceId, keyIds } = await seedWorkspace(storage, 3);
    await raise(counters, keyIds);
    for (const keyId of keyIds) await counters.decider.decide(entryOf({ keyId, workspaceId }));
    const broken = {
      ...storage,
      writeLocked: async () => await Promise.reject(new Error('The database is away.')),
    };
    await expect(createRollUp().run(jobContext(broken, { cells: counters.cells }))).rejects.toThrow('away');
    const waiting = await readCounts(counters);
    expect(keyIds.map((keyId) => sumOf(waiting, keyId))).toEqual([1, 1, 1]);
    expect(await readWatermarks(storage.prisma)).toEqual(new Map());

    await createRollUp().run(jobContext(storage, { cells: counters.cells }));
    expect(await countRequests(storage, workspaceId)).toBe(3);
    expect(await counters.cells.dirty(0)).toEqual([]);
  });

  test('says up to when all is stored', async () => {
    const storage = await openTestStorage();
    const counters = await openTestCounters({ shards: 3 });
    const before = await counters.cells.timeMs(0);
    await createRollUp().run(jobContext(storage, { cells: counters.cells }));
    const through = completeThrough(await readWatermarks(storage.prisma), 3)?.getTime();
    expect(through).toBeGreaterThanOrEqual(before);
    expect(through).toBeLessThanOrEqual(await counters.cells.timeMs(0));
  });
});

describe('a roll-up that is killed midway', () => {
  test('leaves nothing out and counts nothing twice when it runs again', async () => {
    const storage = await openTestStorage();
    const { workspaceId, keyIds } = await seedWorkspace(storage, 1);
    const [keyId = ''] = keyIds;
    const now = Date.now();
    const values = Array.from({ length: 25_000 }, (_, index): CellValue => {
      return [{ ...usageCell(workspaceId, keyId), endpoint: `tools/call:${index}` }, 2];
    });
    const slots = [source(now), source(now - 3 * HOUR_MS)];
    const reader = fakeReader(new Map(slots.map((slot) => [slot, values])));

    const killed = { ...reader, settle: async () => await Promise.reject(new Error('killed')) };
    await expect(createRollUp().run(jobContext(storage, { cells: killed }))).rejects.toThrow('killed');
    const partial = await countRequests(storage, workspaceId);
    expect(partial).toBeGreaterThan(0);
    expect(partial).toBeLessThan(100_000);

    await createRollUp().run(jobContext(storage, { cells: reader }));
    expect(await countRequests(storage, workspaceId)).toBe(100_000);
    expect(reader.settled).toHaveLength(2);
  });
});

describe('a roll-up on a slow Postgres', () => {
  test('reads no further than a few commits ahead, and loses nothing', async () => {
    const storage = await openTestStorage();
    const { workspaceId, keyIds } = await seedWorkspace(storage, 1);
    const [keyId = ''] = keyIds;
    const values = Array.from({ length: 60_000 }, (_, index): CellValue => {
      return [{ ...usageCell(workspaceId, keyId), endpoint: `tools/call:${index}` }, 1];
    });
    const reader = fakeReader(new Map([[source(Date.now()), values]]));
    let read = 0;
    let stuck = 0;
    const slow = Promise.withResolvers<void>();
    const counting: CellReader = {
      ...reader,
      read: async function* (shard, dirty) {
        for await (const some of reader.read(shard, dirty)) {
          read += some.length;
          yield some;
        }
      },
    };
    const writeLocked: Storage['writeLocked'] = async (...write) => {
      stuck += 1;
      await slow.promise;
      stuck -= 1;
      return await storage.writeLocked(...write);
    };
    const rollingUp = createRollUp().run(jobContext({ ...storage, writeLocked }, { cells: counting }));
    await vi.waitFor(() => expect([stuck, read]).toEqual([1, 20_000]), { timeout: 60_000 });
    // Whatever could still be read without Postgres is read within this many turns.
    for (let turn = 0; turn < 1_000; turn += 1) await setImmediate();
    expect([stuck, read]).toEqual([1, 20_000]);
    slow.resolve();
    await rollingUp;
    expect(await countRequests(storage, workspaceId)).toBe(60_000);
    expect(reader.settled).toHaveLength(1);
  });
});

describe('cells that no table can hold', () => {
  test('are reported and do not keep the others from being stored', async () => {
    const storage = await openTestStorage();
    const { workspaceId, keyIds } = await seedWorkspace(storage, 1);
    const [keyId = ''] = keyIds;
    const cell = usageCell(workspaceId, keyId);
    const now = Date.now();
    const reader = fakeReader(
      new Map([
        [
          source(now),
          [
            [cell, 5],
            [{ ...cell, workspaceId: '------------------------------------' }, 1],
            [{ ...cell, measure: 99_999 }, 1],
            [{ ...cell, endpoint: 'a\0b' }, 1],
            [{ ...cell, endpoint: 'x'.repeat(5_000) }, 1],
            [{ kind: 'ua', workspaceId, keyId, value: 'quote " backslash \\ comma , brace }' }, 3],
          ],
        ],
        [source(now + 1_000 * 86_400_000), [[cell, 7]]],
      ]),
    );
    let unreadable = 0;
    const observe = (name: string, value: number) => {
      if (name === 'unreadableCells') unreadable += value;
    };
    await createRollUp().run(jobContext(storage, { cells: reader, observe }));
    expect(unreadable).toBe(5);
    expect(await countRequests(storage, workspaceId)).toBe(5);
    const seen = await storage.prisma.usageSourceMinute.findMany({ where: { workspaceId } });
    expect(seen.map(({ value, n }) => [value, Number(n)])).toEqual([
      ['quote " backslash \\ comma , brace }', 3],
    ]);
  });
});

describe('the summing of hours and days', () => {
  test('equals the minutes, run once or often, and follows late events', async () => {
    const storage = await openTestStorage();
    const counters = await openTestCounters();
    const { workspaceId, keyIds } = await seedWorkspace(storage, 2);
    const context = jobContext(storage, { cells: counters.cells });
    const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 26 * HOUR_MS;
    const record = async (at: number, n: number) =>
      await counters.recorder.record({
        workspaceId,
        increments: incrementsOf(
          slotOf(at, Date.now()),
          keyIds.map((keyId) => cellOfWorkspace(workspaceId, keyId)),
          n,
        ),
      });
    const sums = async () => {
      const hours = await storage.prisma.usageHour.findMany({ where: { workspaceId } });
      const days = await storage.prisma.usageDay.findMany({ where: { workspaceId } });
      return { hours: total(hours), days: total(days), dirty: await storage.prisma.usageDirtyHour.count() };
    };

    for (const minute of [0, 1, 59]) await record(hour + minute * MINUTE_MS, 10);
    await createRollUp().run(context);
    await summarise(context);
    await summarise(context);
    expect(await sums()).toEqual({ hours: 60, days: 60, dirty: 0 });

    await record(hour + 30 * MINUTE_MS, 5);
    await record(hour + HOUR_MS, 1);
    await createRollUp().run(context);
    expect((await sums()).dirty).toBe(2);
    await summarise(context);
    expect(await sums()).toEqual({ hours: 72, days: 72, dirty: 0 });
  });

  test('keeps backfills by the hour apart from sums, and adds them to the day', async () => {
    const storage = await openTestStorage();
    const { workspaceId, keyIds } = await seedWorkspace(storage, 1);
    const [keyId = ''] = keyIds;
    const day = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 30 * 86_400_000;
    const shared = randomUUID();
    const seen: CellValue = [{ kind: 'ip', workspaceId, keyId, value: '203.0.113.9' }, 4];
    const reader = fakeReader(
      new Map(
        [0, 1, 23].map((hour) => [
          { ...source(day + hour * HOUR_MS), source: shared },
          [[usageCell(workspaceId, keyId), 10], seen] satisfies CellValue[],
        ]),
      ),
    );
    const context = jobContext(storage, { cells: reader });
    for (const _ of ['once', 'twice']) {
      await createRollUp().run(context);
      await summarise(context);
    }
    const hours = await storage.prisma.usageHour.findMany({ where: { workspaceId } });
    const days = await storage.prisma.usageDay.findMany({ where: { workspaceId } });
    const addresses = await storage.prisma.usageSourceDay.findMany({ where: { workspaceId } });
    expect([hours.length, total(hours), total(days), total(addresses)]).toEqual([3, 30, 30, 12]);
    expect(hours.every(({ source }) => source === shared)).toBe(true);
  });

  test('keeps an hour on the list that was marked again while it was summed', async () => {
    const storage = await openTestStorage();
    const { workspaceId, keyIds } = await seedWorkspace(storage, 1);
    const [keyId = ''] = keyIds;
    const past = Date.now() - 5 * HOUR_MS;
    const first = fakeReader(new Map([[source(past), [[usageCell(workspaceId, keyId), 1]]]]));
    const second = fakeReader(new Map([[source(past), [[usageCell(workspaceId, keyId), 1]]]]));
    await createRollUp().run(jobContext(storage, { cells: first }));
    let transactions = 0;
    const interrupted: Storage = {
      ...storage,
      transaction: async (work) => {
        transactions += 1;
        if (transactions === 3) await createRollUp().run(jobContext(storage, { cells: second }));
        return await storage.transaction(work);
      },
    };
    await summarise(jobContext(interrupted));
    expect(await storage.prisma.usageDirtyHour.count()).toBe(1);
    await summarise(jobContext(storage));
    expect(await storage.prisma.usageDirtyHour.count()).toBe(0);
    expect(total(await storage.prisma.usageDay.findMany({ where: { workspaceId } }))).toBe(2);
  });
});

test('client errors are stored and are no requests', async () => {
  const storage = await openTestStorage();
  const { workspaceId, keyIds } = await seedWorkspace(storage, 1);
  const [keyId = ''] = keyIds;
  const cell = { ...usageCell(workspaceId, keyId), measure: CLIENT_ERRORS };
  await createRollUp().run(
    jobContext(storage, { cells: fakeReader(new Map([[source(Date.now()), [[cell, 3]]]])) }),
  );
  expect(await countRequests(storage, workspaceId)).toBe(0);
  const key = await storage.prisma.key.findUniqueOrThrow({ where: { id: keyId } });
  expect(key.lastUsedAt).toBeNull();
});

/** Lets verifiers decide on these keys, whose version is 1. */
async function raise(counters: Counters, keyIds: readonly string[]): Promise<void> {
  await counters.versions.raise(keyIds, async (ids) => new Map(ids.map((id) => [id, 1])));
}

function usageCell(workspaceId: string, keyId: string) {
  return {
    kind: 'usage',
    workspaceId,
    keyId,
    serverId: NO_SERVER,
    endpoint: 'tools/call',
    measure: 0,
  } as const;
}

function cellOfWorkspace(workspaceId: string, keyId: string) {
  return { ...cellOf(keyId, 0), workspaceId };
}

/** Fresh cells of the minute, or the hour, that counts an event of this time. */
function source(atMs: number): DirtyCells {
  return { member: randomUUID(), source: randomUUID(), slot: slotOf(atMs, Date.now()), mark: '1', life: 1 };
}

/** Cells in memory, given out in batches that repeat a cell now and then, as HSCAN may. */
function fakeReader(
  cells: ReadonlyMap<DirtyCells, readonly CellValue[]>,
): CellReader & { readonly settled: DirtyCells[] } {
  const waiting = new Map(cells);
  const settled: DirtyCells[] = [];
  return {
    settled,
    shards: 1,
    dirty: async () => [...waiting.keys()],
    read: async function* (_shard, dirty) {
      const values = waiting.get(dirty) ?? [];
      for (let at = 0; at < values.length; at += 1_999) yield values.slice(at, at + 2_000);
    },
    settle: async (_shard, dirty) => {
      settled.push(dirty);
      return waiting.delete(dirty);
    },
    timeMs: async () => Date.now(),
  };
}

async function countRequests({ prisma }: Storage, workspaceId: string): Promise<number> {
  const rows = await prisma.usageMinute.aggregate({
    where: { workspaceId, measure: { lt: 32 } },
    _sum: { n: true },
  });
  return Number(rows._sum.n ?? 0);
}

function total(rows: readonly { readonly n: bigint }[]): number {
  return rows.reduce((sum, { n }) => sum + Number(n), 0);
}

test('a key that is in use is noted once a minute, not at each roll-up', async () => {
  const storage = await openTestStorage();
  const counters = await openTestCounters();
  const { workspaceId, keyIds } = await seedWorkspace(storage);
  const [keyId = ''] = keyIds;
  const rollUp = createRollUp();
  const context = jobContext(storage, { cells: counters.cells });
  const minute = Math.floor(Date.now() / MINUTE_MS);
  const use = async (at: number) => {
    const increments = incrementsOf({ grain: 'minute', at }, [cellOfWorkspace(workspaceId, keyId)], 1);
    await counters.recorder.record({ workspaceId, increments });
    await rollUp.run(context);
    const [row] = await storage.prisma.$queryRaw<{ version: string; at: Date }[]>`
      SELECT xmin::text AS version, last_used_at AS at FROM keys WHERE id = ${keyId}::uuid`;
    return row;
  };
  const first = await use(minute - 1);
  expect(first?.at.getTime()).toBe((minute - 1) * MINUTE_MS);
  expect(await use(minute - 1)).toEqual(first);
  expect(await use(minute - 2)).toEqual(first);
  expect((await use(minute))?.at.getTime()).toBe(minute * MINUTE_MS);
});
