import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readUsage } from '../../src/actions/read-usage.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, QUARTER_MS } from '../../src/core/usage/cell.ts';
import { summarise } from '../../src/jobs/summarise.ts';
import { jobContext, openTestStorage, seedWorkspace } from '../support/jobs.ts';
import { type Counted, usageRows } from '../support/usage-rows.ts';

const VALID = 0;
const DAYS = 4;

/** Times of a seed, as even as they need to be here. */
function timesOf(seed: number, count: number, from: number, unit: number): number[] {
  const units = fc.sample(fc.integer({ min: 0, max: (DAYS * DAY_MS) / unit - 1 }), { seed, numRuns: count });
  return [...new Set(units)].map((at) => from + at * unit);
}

/** What a clock on the wall shows: the date, and with the hour its offset as well, for an hour may come twice. */
function wallClock(timeZone: string, granularity: 'DAY' | 'HOUR'): (at: number) => string {
  const hour = { hour: '2-digit', hourCycle: 'h23', timeZoneName: 'longOffset' } as const;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(granularity === 'HOUR' ? hour : {}),
  });
  return (at) => format.format(at);
}

test.each([
  ['Asia/Kolkata', '2026-06-09T00:00:00Z'],
  ['Asia/Kathmandu', '2026-06-09T00:00:00Z'],
  ['America/New_York', '2026-03-06T00:00:00Z'],
  ['America/New_York', '2025-10-31T00:00:00Z'],
  ['Europe/Berlin', '2026-03-27T00:00:00Z'],
  ['Europe/Berlin', '2025-10-24T00:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-03T00:00:00Z'],
  ['Australia/Lord_Howe', '2025-10-03T00:00:00Z'],
  ['America/St_Johns', '2026-03-06T00:00:00Z'],
  ['Pacific/Chatham', '2026-04-03T00:00:00Z'],
])('days and hours of %s about %s add up exactly, whatever was summed already', async (timeZone, start) => {
  const storage = await openTestStorage();
  const { workspaceId, keyIds } = await seedWorkspace(storage, 1);
  const [keyId = ''] = keyIds;
  const from = Date.parse(start);
  const now = () => new Date(from + 6 * DAY_MS);
  const rows = usageRows(storage.url, workspaceId);
  const counted: Counted[] = [];
  const count = async (write: (rows: readonly Counted[]) => Promise<void>, times: readonly number[]) => {
    const cells = times.map((at, index) => ({ keyId, at, measure: VALID, n: 1 + index }));
    counted.push(...cells);
    await write(cells);
  };
  const check = async () => {
    for (const granularity of ['DAY', 'HOUR'] as const) {
      const asked = { from: new Date(from - DAY_MS), to: new Date(from + (DAYS + 1) * DAY_MS), granularity };
      const { groups, totals } = await readUsage(
        storage.read,
        { now, shards: 1 },
        { ...asked, timeZone, filter: { workspaceId }, grouping: { by: [] } },
      );
      const nameOf = wallClock(timeZone, granularity);
      const expected = Object.groupBy(counted, ({ at }) => nameOf(at));
      const points = groups.flatMap(({ series }) => series).filter(({ requests }) => requests > 0);
      expect(Object.fromEntries(points.map(({ at, requests }) => [nameOf(at), requests]))).toEqual(
        Object.fromEntries(
          Object.entries(expected).map(([name, cells = []]) => [
            name,
            cells.reduce((sum, { n }) => sum + n, 0),
          ]),
        ),
      );
      expect(totals.requests).toBe(counted.reduce((sum, { n }) => sum + n, 0));
    }
  };

  await count(rows.roll, timesOf(1, 300, from, MINUTE_MS));
  await check();
  await summarise(jobContext(storage, { now }));
  expect(await storage.prisma.usageDirtyHour.count()).toBe(0);
  await check();
  await count(rows.backfill, timesOf(2, 100, from, QUARTER_MS));
  await check();
  const late = timesOf(3, 40, from, MINUTE_MS).filter((at) => counted.every((cell) => cell.at !== at));
  await count(rows.roll, late);
  await check();
  await summarise(jobContext(storage, { now }));
  await storage.prisma.usageMinute.deleteMany();
  await check();
});

test('a range by quarters of an hour begins and ends within a dirty hour', async () => {
  const storage = await openTestStorage();
  const { workspaceId, keyIds } = await seedWorkspace(storage, 1);
  const [keyId = ''] = keyIds;
  const midnight = Date.parse('2026-06-08T18:15:00Z');
  const rows = usageRows(storage.url, workspaceId);
  const cells = [-1, 0, 44, 45, 1439, 1440].map((minutes, place) => ({
    keyId,
    at: midnight + minutes * MINUTE_MS,
    measure: VALID,
    n: 10 ** place,
  }));
  await rows.roll(cells);
  const now = () => new Date(midnight + 3 * DAY_MS);
  const day = async () => {
    const span = { from: new Date(midnight), to: new Date(midnight + DAY_MS), granularity: 'DAY' as const };
    const asked = { ...span, timeZone: 'Asia/Kathmandu', filter: { workspaceId }, grouping: { by: [] } };
    return (await readUsage(storage.read, { now, shards: 1 }, asked)).totals.requests;
  };
  expect(await day()).toBe(11_110);
  await rows.sum(Math.floor(midnight / HOUR_MS) * HOUR_MS, true);
  expect(await day()).toBe(11_110);
  await summarise(jobContext(storage, { now }));
  expect(await day()).toBe(11_110);
});

test.each([
  [
    'Asia/Kathmandu',
    '2025-01-01T00:00:00Z',
    'RANGE_NOT_KEPT',
    /Days by the clocks of Asia\/Kathmandu are summed from hours/,
  ],
  ['Africa/Monrovia', '1971-06-01T00:00:00Z', 'INVALID_INPUT', /no whole quarter of an hour/],
  ['Atlantis/Capital', '2026-06-01T00:00:00Z', 'INVALID_INPUT', /such as Asia\/Kathmandu/],
])('days of %s from %s on are refused with the reason', async (timeZone, start, code, message) => {
  const storage = await openTestStorage();
  const from = new Date(start);
  const asked = { from, to: new Date(from.getTime() + DAY_MS), granularity: 'DAY' as const, timeZone };
  const reading = readUsage(
    storage.read,
    { now: () => new Date('2026-06-10T00:00:00Z'), shards: 1 },
    { ...asked, filter: { workspaceId: '019a0000-0000-7000-8000-000000000001' }, grouping: { by: [] } },
  );
  await expect(reading).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});
