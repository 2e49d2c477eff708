import { expect, onTestFinished, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/usage/cell.ts';
import { decisionMeasure } from '../../src/core/usage/measure.ts';
import { createDetect } from '../../src/jobs/detect.ts';
import { openStorage, type Storage } from '../../src/storage/client.ts';
import { rollUpWatermark, writeWatermark } from '../../src/storage/watermarks.ts';
import { ReopenAlerts, ResolveAlerts } from '../support/documents/alerts.ts';
import { CreateKey } from '../support/documents.ts';
import { ask, seedTenant, success } from '../support/graphql.ts';
import { jobContext } from '../support/jobs.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { usageRows } from '../support/usage-rows.ts';

/** Ten minutes after the full hour, so that a burst and what people say of it lie within one. */
const T0 = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 5 * HOUR_MS + 10 * MINUTE_MS;
const USUAL = 6;
const BURST = 600;
const MINUTES = 20;

/** A key of four days' steady use, a burst of 20 minutes, and the alert of it. */
async function setUp() {
  const keywatch = await startKeywatch({ role: 'api' });
  const { token, workspaceId } = await seedTenant(keywatch);
  const keyId = success(await ask(keywatch, CreateKey, { workspaceId, name: 'key' }, token)).key.id;
  const storage = openStorage({ databaseUrl: keywatch.databaseUrl, connectionsMax: 3 });
  onTestFinished(async () => await storage.close());
  const rows = usageRows(keywatch.databaseUrl, workspaceId);
  /** Counts so many requests in each of the minutes after T0. */
  const count = async (first: number, last: number, n: number) =>
    await rows.roll(
      Array.from({ length: last - first + 1 }, (_, index) => ({
        keyId,
        at: T0 + (first + index) * MINUTE_MS,
        measure: decisionMeasure('VALID'),
        n,
      })),
    );
  const context = jobContext(storage);
  let detect = createDetect();
  /** Scores the minutes up to one after T0; a worker that was killed before is replaced by one that knows nothing. */
  const score = async (minute: number, killed = false) => {
    const through = new Date(T0 + (minute + 1) * MINUTE_MS + 2_000);
    await writeWatermark(storage.prisma, rollUpWatermark(0), through, new Date());
    if (killed) detect = createDetect();
    await detect.run(context);
    await detect.run({ ...context, now: () => new Date(Date.now() + 3_000) });
  };
  await count(-(4 * DAY_MS) / MINUTE_MS, 0, USUAL);
  await score(0);
  await count(1, MINUTES, BURST);
  await score(MINUTES);
  const [alert] = await storage.prisma.alert.findMany();
  expect(alert).toMatchObject({ kind: 'spike', state: 'OPEN' });
  const alertIds = [alert?.id ?? ''];
  const say = async (verdict: 'EXPECTED' | 'MALICIOUS' | null) =>
    success(await ask(keywatch, ResolveAlerts, { workspaceId, alertIds, verdict }, token));
  const reopen = async () => success(await ask(keywatch, ReopenAlerts, { workspaceId, alertIds }, token));
  const open = async () => await storage.prisma.alert.count({ where: { state: 'OPEN' } });
  const unheard = async () => (await storage.prisma.unheardVerdict.findMany()).map(({ verdict }) => verdict);
  return { storage, context, count, score, say, reopen, open, unheard };
}

test.each([false, true])(
  'a burst that was expected is not told again at its height, the worker killed in between: %s',
  async (killed) => {
    const { storage, count, score, say, open, unheard } = await setUp();
    await say('EXPECTED');
    expect(await unheard()).toEqual(['EXPECTED']);
    await count(MINUTES + 1, MINUTES + 1, BURST);
    await score(MINUTES + 1);
    expect(await unheard()).toEqual([]);
    const last = new Date(T0 + MINUTES * MINUTE_MS);
    expect(await storage.prisma.alert.findMany()).toMatchObject([{ state: 'RESOLVED', lastMinute: last }]);
    await count(MINUTES + 2, 60, USUAL);
    await score(60, killed);
    await count(61, 80, BURST);
    await score(80, killed);
    expect(await open()).toBe(0);
    expect(await storage.prisma.alert.count()).toBe(1);
    await count(81, 85, 3 * BURST);
    await score(85, killed);
    expect(await open()).toBe(1);
  },
);

test.each([
  ['MALICIOUS', 1],
  [null, 0],
] as const)('the next burst after one that was found %s is told: %i', async (verdict, told) => {
  const { count, score, say, open, unheard } = await setUp();
  await say(verdict);
  await count(MINUTES + 1, 60, USUAL);
  await score(60);
  expect(await unheard()).toEqual([]);
  await count(61, 80, BURST);
  await score(80);
  expect(await open()).toBe(told);
});

test('a verdict is heard with the minute that it is heard in, or not at all, and taken back until then', async () => {
  const { storage, context, count, score, say, reopen, unheard } = await setUp();
  await say('EXPECTED');
  await say('MALICIOUS');
  expect(await unheard()).toEqual(['MALICIOUS']);
  await reopen();
  expect(await unheard()).toEqual([]);
  await say('EXPECTED');
  await count(MINUTES + 1, MINUTES + 1, USUAL);
  const dying: Storage = {
    ...storage,
    transaction: async (work) =>
      await storage.transaction(async (db) => {
        await work(db);
        throw new Error('killed');
      }),
  };
  const through = new Date(T0 + (MINUTES + 2) * MINUTE_MS + 2_000);
  await writeWatermark(storage.prisma, rollUpWatermark(0), through, new Date());
  const mortal = createDetect();
  await mortal.run(context);
  const late = { ...context, storage: dying, now: () => new Date(Date.now() + 3_000) };
  await expect(mortal.run(late)).rejects.toThrow('killed');
  expect(await unheard()).toEqual(['EXPECTED']);
  expect(
    await storage.prisma.detectorState.count({
      where: { minute: { gt: new Date(T0 + MINUTES * MINUTE_MS) } },
    }),
  ).toBe(0);
  await score(MINUTES + 1, true);
  expect(await unheard()).toEqual([]);
  expect(await storage.prisma.detectorState.findMany()).toMatchObject([
    { minute: new Date(T0 + (MINUTES + 1) * MINUTE_MS) },
  ]);
});
