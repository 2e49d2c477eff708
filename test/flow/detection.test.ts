import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS, NO_SERVER } from '../../src/core/usage/cell.ts';
import { QUOTA_UNITS, SERVER_ERRORS } from '../../src/core/usage/measure.ts';
import { createDetect, type Detect } from '../../src/jobs/detect.ts';
import { sliceOf } from '../../src/jobs/slice-memory.ts';
import { readBacklog } from '../../src/storage/backlog.ts';
import type { Storage } from '../../src/storage/client.ts';
import { ensurePartitions } from '../../src/storage/partitions.ts';
import { detectWatermark, rollUpWatermark, writeWatermark } from '../../src/storage/watermarks.ts';
import { jobContext, openTestStorage, seedWorkspace } from '../support/jobs.ts';

/** The minute of the attack. */
const T0 = Math.floor(Date.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS - 5 * 60 * MINUTE_MS;
const USUAL = 6;
const STOLEN = 600;

describe('a stolen key', () => {
  test('opens one alert, told to every enabled endpoint once', async () => {
    const { storage, keyId, run } = await setUp();
    await run(T0);
    await count(storage, keyId, T0 + MINUTE_MS, STOLEN);
    await run(T0 + MINUTE_MS);
    await count(storage, keyId, T0 + 2 * MINUTE_MS, 2 * STOLEN);
    await run(T0 + 2 * MINUTE_MS);

    const [alert, ...others] = await storage.prisma.alert.findMany({ include: { deliveries: true } });
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      keyId,
      kind: 'spike',
      state: 'OPEN',
      lastMinute: new Date(T0 + 2 * MINUTE_MS),
    });
    expect(alert?.since).toEqual(new Date(T0 + MINUTE_MS));
    const [delivery, ...more] = alert?.deliveries ?? [];
    expect(more).toEqual([]);
    expect(JSON.parse(delivery?.payload ?? '')).toMatchObject({
      type: 'alert.opened',
      data: {
        containUrl: expect.stringContaining(`${alert?.id}-SUSPEND`),
        alertId: alert?.id,
        key: { id: keyId, name: 'key 0', lastFour: 'aB3d' },
        kind: 'spike',
      },
    });
  });

  test('is told once, though minutes are scored again and by two processes', async () => {
    const { storage, keyId, run, runAnew } = await setUp();
    await run(T0);
    await count(storage, keyId, T0 + MINUTE_MS, STOLEN);
    await run(T0 + MINUTE_MS);
    const before = await snapshot(storage);
    for (let again = 0; again < 2; again += 1) {
      await storage.prisma.watermark.update({
        where: { name: detectWatermark(sliceOf(keyId)) },
        data: { at: new Date(T0) },
      });
      await Promise.all([runAnew(T0 + MINUTE_MS), runAnew(T0 + MINUTE_MS)]);
    }
    expect(await snapshot(storage)).toEqual(before);
  });

  test('is told although the worker dies while it writes the alert', async () => {
    const { storage, keyId, run, context } = await setUp();
    await run(T0);
    await count(storage, keyId, T0 + MINUTE_MS, STOLEN);
    const dying: Storage = {
      ...storage,
      transaction: async (work) =>
        await storage.transaction(async (db) => {
          await work(db);
          throw new Error('killed');
        }),
    };
    await rollUpTo(storage, T0 + MINUTE_MS);
    const mortal = createDetect();
    await mortal.run(context);
    await expect(mortal.run({ ...context, storage: dying, now: later })).rejects.toThrow('killed');
    expect(await storage.prisma.alert.count()).toBe(0);
    await run(T0 + MINUTE_MS);
    expect(await storage.prisma.alert.count()).toBe(1);
    expect(await storage.prisma.delivery.count()).toBe(1);
  });

  test('is contained where a policy says so, in the transaction of its alert', async () => {
    const { storage, workspaceId, keyId, run } = await setUp();
    const rule = {
      kinds: ['spike'],
      severity: 'WARNING',
      score: 0,
      step: 'SUSPEND',
      automatic: true,
      minutes: 60,
    };
    await storage.prisma.containmentPolicy.create({
      data: { workspaceId, targetId: workspaceId, rules: [rule], updatedAt: new Date() },
    });
    await run(T0);
    await count(storage, keyId, T0 + MINUTE_MS, STOLEN);
    await run(T0 + MINUTE_MS);
    const [containment] = await storage.prisma.containment.findMany({ include: { alert: true } });
    expect(containment).toMatchObject({ keyId, step: 'SUSPEND', by: 'POLICY', alert: { kind: 'spike' } });
    expect(await storage.prisma.versionRaise.findMany()).toMatchObject([{ keyId, raisedAt: null }]);
    const events = await storage.prisma.delivery.findMany();
    expect(events.map(({ eventType }) => eventType).sort()).toEqual(['alert.opened', 'key.contained']);
  });

  test('is resolved after a quiet half hour, which is told too', async () => {
    const { storage, keyId, run } = await setUp();
    await run(T0);
    await count(storage, keyId, T0 + MINUTE_MS, STOLEN);
    await run(T0 + MINUTE_MS);
    await run(T0 + 75 * MINUTE_MS);
    expect(await storage.prisma.alert.findMany()).toMatchObject([{ state: 'RESOLVED', openIncident: null }]);
    const events = await storage.prisma.delivery.findMany({ orderBy: { seq: 'asc' } });
    expect(events.map(({ eventType }) => eventType)).toEqual(['alert.opened', 'alert.resolved']);
  });
});

describe('a muted key', () => {
  test('has its alert opened all the same, and told when the mute is over and it still goes on', async () => {
    const { storage, workspaceId, keyId, run } = await setUp();
    await run(T0);
    const until = new Date(T0 + 2 * MINUTE_MS);
    const mute = { workspaceId, reason: 'Load test', from: new Date(T0), createdAt: new Date(T0) };
    await storage.prisma.mute.createMany({
      data: [
        { ...mute, until, keyId },
        { ...mute, until: new Date(T0 + DAY_MS), kinds: ['error_rate'] },
        { ...mute, until: new Date(T0 + DAY_MS), endedAt: new Date(T0 + 1) },
      ],
    });
    await count(storage, keyId, T0 + MINUTE_MS, STOLEN);
    await run(T0 + MINUTE_MS);
    expect(await storage.prisma.alert.findMany()).toMatchObject([{ state: 'OPEN', told: false }]);
    expect(await storage.prisma.alert.findMany({ where: { mutedBy: { until } } })).toHaveLength(1);
    expect(await storage.prisma.delivery.count()).toBe(0);
    await count(storage, keyId, T0 + 2 * MINUTE_MS, STOLEN);
    await run(T0 + 2 * MINUTE_MS);
    expect(await storage.prisma.alert.findMany()).toMatchObject([{ told: true, mutedById: null }]);
    expect(await storage.prisma.delivery.findMany()).toMatchObject([{ eventType: 'alert.opened' }]);
    const entries = await storage.prisma.alertEntry.findMany({ orderBy: { id: 'asc' } });
    expect(entries.map(({ change }) => change)).toEqual(['OPENED', 'UNMUTED']);
  });

  test('by a server is one that sends at least half of its requests there', async () => {
    const { storage, workspaceId, keyId, run } = await setUp();
    const server = await storage.prisma.server.create({ data: { workspaceId, slug: 'crm', name: 'CRM' } });
    const [from, until] = [new Date(T0), new Date(T0 + DAY_MS)];
    await storage.prisma.mute.create({
      data: { workspaceId, serverId: server.id, reason: 'Move', from, until, createdAt: from },
    });
    await run(T0);
    await count(storage, keyId, T0 + MINUTE_MS, STOLEN);
    await count(storage, keyId, T0 + MINUTE_MS, STOLEN, server.id);
    await run(T0 + MINUTE_MS);
    expect(await storage.prisma.delivery.count()).toBe(0);
    await count(storage, keyId, T0 + 2 * MINUTE_MS, STOLEN);
    await count(storage, keyId, T0 + 2 * MINUTE_MS, STOLEN - 1, server.id);
    await run(T0 + 2 * MINUTE_MS);
    expect(await storage.prisma.delivery.count()).toBe(1);
  });

  test('of which the detector shall tell nothing is still learnt', async () => {
    const { storage, keyId, run, detect, context } = await setUp();
    await run(T0);
    await storage.prisma.key.update({ where: { id: keyId }, data: { sensitivity: 'OFF' } });
    await count(storage, keyId, T0 + MINUTE_MS, STOLEN);
    await run(T0 + MINUTE_MS);
    expect(await storage.prisma.alert.count()).toBe(0);
    await detect.save(context);
    expect(await storage.prisma.detectorState.findMany()).toMatchObject([
      { minute: new Date(T0 + MINUTE_MS) },
    ]);
  });
});

describe('a key with limits', () => {
  test('opens an alert for each threshold that its minute crosses, also before the detector knows it', async () => {
    const { storage, workspaceId, keyId, run } = await setUp();
    const server = await storage.prisma.server.create({ data: { workspaceId, slug: 'crm', name: 'CRM' } });
    const stranger = await seedWorkspace(storage);
    const rule = { metric: 'REQUESTS', limit: 9, requestsMin: 1, severity: 'WARNING' } as const;
    const all = { ...rule, workspaceId, createdAt: new Date(T0) };
    await storage.prisma.threshold.createMany({
      data: [
        { ...all, name: 'everywhere' },
        { ...all, name: 'this key', keyId, severity: 'CRITICAL' },
        { ...all, name: 'the server', serverId: server.id },
        { ...all, name: 'higher', limit: 12 },
        { ...all, name: 'of others', workspaceId: stranger.workspaceId },
      ],
    });
    await run(T0);
    await count(storage, keyId, T0 + MINUTE_MS, 2);
    await count(storage, keyId, T0 + MINUTE_MS, 10, server.id);
    await run(T0 + MINUTE_MS);
    const alerts = await storage.prisma.alert.findMany({ orderBy: { sentence: 'asc' } });
    expect(alerts.map(({ kind, severity, sentence }) => [kind, severity, sentence])).toEqual([
      ['threshold', 'WARNING', '10 requests a minute; the threshold “the server” is 9'],
      ['threshold', 'WARNING', '12 requests a minute; the threshold “everywhere” is 9'],
      ['threshold', 'CRITICAL', '12 requests a minute; the threshold “this key” is 9'],
    ]);
    await run(T0 + 2 * MINUTE_MS);
    expect(await storage.prisma.alert.count()).toBe(3);
  });

  test('is warned of its quota once at 80, 90 and 95 percent, and not while it teeters or rests', async () => {
    const { storage, workspaceId, keyId, run } = await setUp();
    const quota = { quotaLimit: 1_000, quotaRefill: 'NEVER' } as const;
    await storage.prisma.key.update({ where: { id: keyId }, data: quota });
    await run(T0);
    const take = async (minutes: number, n: number) => {
      await storage.prisma.usageDay.create({
        data: { ...QUOTA_CELL, workspaceId, keyId, day: new Date(T0 + (minutes - 9_000) * MINUTE_MS), n },
      });
      await count(storage, keyId, T0 + minutes * MINUTE_MS, USUAL);
      await run(T0 + minutes * MINUTE_MS);
    };
    const told = async () => {
      const rows = await storage.prisma.delivery.findMany({ orderBy: { seq: 'asc' } });
      return rows.map(({ eventType, payload }) => [eventType, JSON.parse(payload).data.severity]);
    };
    await take(5, 799);
    expect(await told()).toEqual([]);
    await take(10, 1);
    await take(15, 50);
    await take(20, 60);
    await run(T0 + 52 * MINUTE_MS);
    expect(await told()).toEqual([
      ['alert.opened', 'INFO'],
      ['alert.escalated', 'WARNING'],
    ]);
    const [alert] = await storage.prisma.alert.findMany();
    await storage.prisma.alert.updateMany({
      data: { state: 'RESOLVED', openIncident: null, resolution: 'PERSON', resolvedAt: new Date() },
    });
    await take(115, 30);
    expect(await storage.prisma.alert.findMany()).toMatchObject([
      { id: alert?.id, state: 'RESOLVED', lastMinute: new Date(T0 + 115 * MINUTE_MS) },
    ]);
    await take(120, 40);
    expect(await told()).toHaveLength(3);
    expect(await storage.prisma.alert.findMany()).toMatchObject([{ severity: 'CRITICAL', state: 'OPEN' }]);
  });
});

describe('a platform that fails', () => {
  test('is one alert of each workspace that it concerns, and none of its keys, until it was quiet', async () => {
    const storage = await openTestStorage();
    const [hit, calm] = [await seedWorkspace(storage, 24), await seedWorkspace(storage, 2)];
    const context = jobContext(storage);
    const minutes = [0, 1, 2, 3, 4].map((after) => T0 + after * MINUTE_MS);
    const days = [...new Set(minutes)].map((minute) => new Date(minute));
    await storage.transaction(async (db) => await ensurePartitions(db, 'usage_minutes', days));
    const cell = { serverId: NO_SERVER, endpoint: '', source: NO_SERVER };
    const cells = ({ workspaceId, keyIds }: typeof hit, errors: number) =>
      minutes.flatMap((at) =>
        keyIds.flatMap((keyId) =>
          [[0, 10] as const, [SERVER_ERRORS, at === T0 ? 0 : errors] as const].map(([measure, n]) => ({
            ...cell,
            workspaceId,
            keyId,
            minute: new Date(at),
            measure,
            n,
          })),
        ),
      );
    await storage.prisma.usageMinute.createMany({ data: [...cells(hit, 8), ...cells(calm, 0)] });
    await storage.prisma.webhookEndpoint.create({
      data: { workspaceId: hit.workspaceId, url: 'https://example.com/', sealedSecret: new Uint8Array(1) },
    });
    const detect = createDetect();
    const run = async (minute: number) => {
      await rollUpTo(storage, minute);
      await detect.run(context);
    };
    await run(T0);
    await run(T0 + 4 * MINUTE_MS);
    expect(await storage.prisma.alert.findMany()).toMatchObject([
      {
        workspaceId: hit.workspaceId,
        keyId: null,
        kind: 'platform',
        state: 'OPEN',
        since: new Date(T0 + 2 * MINUTE_MS),
        sentence: '24 of 24 busy keys fail more than usual at once: look at the platform, not at a key',
      },
    ]);
    for (const after of [60, 90]) await run(T0 + after * MINUTE_MS);
    const told = await storage.prisma.delivery.findMany({ orderBy: { seq: 'asc' } });
    expect(told.map(({ eventType, payload }) => [eventType, JSON.parse(payload).data.key])).toEqual([
      ['alert.opened', null],
      ['alert.resolved', null],
    ]);
  });
});

describe('a detector', () => {
  test('waits until a minute is over and all of it is rolled up', async () => {
    const { storage, run } = await setUp();
    await run(T0);
    for (const [through, scored] of [
      [T0 + 2 * MINUTE_MS, T0],
      [T0 + 2 * MINUTE_MS + 1_999, T0],
      [T0 + 2 * MINUTE_MS + 2_000, T0 + MINUTE_MS],
    ] as const) {
      await rollUpTo(storage, through - MINUTE_MS - 2_000);
      await run(undefined);
      expect(await scoredThrough(storage)).toEqual(new Date(scored));
    }
  });

  test('learns lost and damaged states anew from the stored minutes', async () => {
    const { storage, keyId, runAnew, detect, context, run } = await setUp();
    await run(T0);
    await detect.save(context);
    const [learnt] = await storage.prisma.detectorState.findMany();
    for (const loss of ['deleted', 'damaged']) {
      if (loss === 'deleted') await storage.prisma.detectorState.deleteMany();
      else
        await storage.prisma.detectorState.updateMany({
          data: { state: randomBytes(7), minute: new Date(0) },
        });
      await storage.prisma.watermark.deleteMany({ where: { name: { startsWith: 'detect' } } });
      await runAnew(T0);
      expect(await storage.prisma.detectorState.findMany()).toEqual([learnt]);
    }
    expect(await storage.prisma.alert.count()).toBe(0);
    await count(storage, keyId, T0 + MINUTE_MS, STOLEN);
    await runAnew(T0 + MINUTE_MS);
    expect(await storage.prisma.alert.count()).toBe(1);
  });

  test('goes on as if nothing had been, where the one before it died with what it had learnt', async () => {
    const states: Uint8Array[] = [];
    for (const deaths of [false, true]) {
      const { storage, keyId, workspaceId, detect, context, run } = await setUp();
      let alive = detect;
      for (let minute = T0; minute < T0 + 12 * MINUTE_MS; minute += MINUTE_MS) {
        if (minute > T0) await count(storage, keyId, minute, USUAL + ((minute / MINUTE_MS) % 7));
        await see(storage, { workspaceId, keyId, minute, value: `198.51.${(minute / MINUTE_MS) % 5}.1` });
        if (deaths) alive = createDetect();
        if (deaths) {
          await rollUpTo(storage, minute);
          await alive.run(context);
          await alive.run({ ...context, now: later });
        } else await run(minute);
      }
      await alive.save(context);
      const [stored] = await storage.prisma.detectorState.findMany();
      expect(stored?.minute).toEqual(new Date(T0 + 11 * MINUTE_MS));
      states.push(Buffer.concat([stored?.state ?? Buffer.of(), stored?.sources ?? Buffer.of()]));
    }
    expect(states[1]).toEqual(states[0]);
  });

  test('scores what another one is late with, and leaves that one what it does in time', async () => {
    const { storage, keyId, context, run, detect } = await setUp();
    await run(T0);
    await count(storage, keyId, T0 + MINUTE_MS, STOLEN);
    await rollUpTo(storage, T0 + MINUTE_MS);
    const closed = T0 + 2 * MINUTE_MS + 2_000;
    const other = createDetect();
    await other.run({ ...context, now: () => new Date(closed + 1_000) });
    expect(await scoredThrough(storage)).toEqual(new Date(T0));
    await other.run({ ...context, now: () => new Date(closed + 3_000) });
    expect(await scoredThrough(storage)).toEqual(new Date(T0 + MINUTE_MS));
    await rollUpTo(storage, T0 + 2 * MINUTE_MS);
    const next = { ...context, now: () => new Date(closed + MINUTE_MS) };
    await detect.run(next);
    expect(await scoredThrough(storage)).toEqual(new Date(T0 + MINUTE_MS));
    await other.run(next);
    expect(await scoredThrough(storage)).toEqual(new Date(T0 + 2 * MINUTE_MS));
    expect(await storage.prisma.alert.count()).toBe(1);
  });

  test('learns lost states before its transaction, which may not last', async () => {
    const { storage, context } = await setUp();
    await rollUpTo(storage, T0);
    let readInside = 0;
    const watched: Storage = {
      ...storage,
      transaction: async (work) =>
        await storage.transaction(async (db) => {
          const done = await work(db);
          const [locks] = await db.$queryRaw<{ count: number }[]>`
            SELECT count(*)::int AS count FROM pg_locks
            WHERE pid = pg_backend_pid() AND relation = 'usage_minutes'::regclass`;
          readInside += locks?.count ?? 0;
          return done;
        }),
    };
    const detect = createDetect();
    await detect.run({ ...context, storage: watched });
    expect(readInside).toBe(0);
    await detect.save(context);
    expect(await storage.prisma.detectorState.count()).toBe(1);
  });

  test('that was away learns from the minutes it missed, and is silent about those long past', async () => {
    const { storage, keyId, run } = await setUp();
    await run(T0);
    await count(storage, keyId, T0 + MINUTE_MS, STOLEN);
    await rollUpTo(storage, T0 + 200 * MINUTE_MS);
    for (let runs = 0; runs < 4; runs += 1) await run(undefined);
    expect(await scoredThrough(storage)).toEqual(new Date(T0 + 200 * MINUTE_MS));
    expect(await storage.prisma.alert.count()).toBe(0);
  });
});

const QUOTA_CELL = { serverId: NO_SERVER, endpoint: '', measure: QUOTA_UNITS };

/** A key of four days' steady use, with one endpoint enabled and one disabled. */
async function setUp() {
  const storage = await openTestStorage();
  const { workspaceId, keyIds } = await seedWorkspace(storage);
  const [keyId = ''] = keyIds;
  const endpoint = { workspaceId, url: 'https://example.com/', sealedSecret: new Uint8Array(1) };
  await storage.prisma.webhookEndpoint.createMany({
    data: [endpoint, { ...endpoint, disabledAt: new Date() }],
  });
  const from = T0 - 4 * DAY_MS;
  const days = Array.from({ length: 7 }, (_, day) => new Date(from + day * DAY_MS));
  for (const table of ['usage_minutes', 'usage_source_minutes'] as const) {
    await storage.transaction(async (db) => await ensurePartitions(db, table, days));
  }
  await storage.prisma.$executeRaw`
    INSERT INTO usage_minutes (workspace_id, key_id, minute, server_id, endpoint, measure, source, n)
    SELECT ${workspaceId}::uuid, ${keyId}::uuid, minute, ${NO_SERVER}::uuid, 'tools/call', 0, ${NO_SERVER}::uuid, ${USUAL}
    FROM generate_series(${new Date(from)}::timestamptz, ${new Date(T0)}::timestamptz, interval '1 minute') AS minute`;
  const context = jobContext(storage);
  const detect = createDetect();
  /** Runs a detector, after a roll-up that is just through with a minute where one is given. */
  const runner = (take: () => Detect) => async (minute: number | undefined) => {
    if (minute !== undefined) await rollUpTo(storage, minute);
    const taken = take();
    for (let runs = 0; runs < 2; runs += 1) await taken.run(context);
    if (taken !== detect) await taken.run({ ...context, now: later });
    if (taken !== detect) await taken.save(context);
  };
  return {
    storage,
    workspaceId,
    keyId,
    context,
    detect,
    run: runner(() => detect),
    runAnew: runner(createDetect),
  };
}

/** Somebody who sees a slice wait until then takes it over. */
const later = () => new Date(Date.now() + 3_000);

/** The last minute that was scored of all slices. */
async function scoredThrough({ prisma }: Storage): Promise<Date | null> {
  return (await readBacklog(prisma, new Date())).detectedThrough;
}

async function see(
  { prisma }: Storage,
  at: { workspaceId: string; keyId: string; minute: number; value: string },
): Promise<void> {
  const data = { ...at, minute: new Date(at.minute), kind: 'ip', source: NO_SERVER, n: 1 };
  await prisma.usageSourceMinute.create({ data });
}

async function rollUpTo({ prisma }: Storage, minute: number): Promise<void> {
  await writeWatermark(prisma, rollUpWatermark(0), new Date(minute + MINUTE_MS + 2_000), new Date());
}

async function count(
  { prisma }: Storage,
  keyId: string,
  minute: number,
  n: number,
  serverId = NO_SERVER,
): Promise<void> {
  const { workspaceId } = await prisma.key.findUniqueOrThrow({ where: { id: keyId } });
  await prisma.usageMinute.create({
    data: {
      workspaceId,
      keyId,
      minute: new Date(minute),
      serverId,
      endpoint: 'tools/call',
      measure: 0,
      source: NO_SERVER,
      n,
    },
  });
}

async function snapshot({ prisma }: Storage) {
  const [alerts, deliveries] = [await prisma.alert.findMany(), await prisma.delivery.findMany()];
  expect([alerts.length, deliveries.length]).toEqual([1, 1]);
  return { alerts, deliveries };
}
