import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Counters } from '../../src/counters/counters.ts';
import { QUEUE_NAME, queuePrefix } from '../../src/jobs/queues.ts';
import type { WorkerDeps } from '../../src/jobs/worker.ts';
import { startWorker } from '../../src/jobs/worker.ts';
import type { Storage } from '../../src/storage/client.ts';
import { entryOf, forgetPrefix, openTestCounters, redisUrl } from '../support/counters.ts';
import { jobContext, openTestStorage, seedWorkspace } from '../support/jobs.ts';
import { openLossyProxy } from '../support/lossy-proxy.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

const SOON = { timeout: 15_000, interval: 50 };

describe('a worker', () => {
  test('stores what verifiers count, beside other workers, until it is stopped', async () => {
    const { storage, counters, count, counted } = await setUp();
    const redis = queueAddress();
    const workers = [1, 2].map(() => startWorker(workerDeps(storage, counters, { redis })));
    await count(3);
    await vi.waitFor(async () => expect(await counted()).toBe(3), SOON);
    await count(4);
    await vi.waitFor(async () => expect(await counted()).toBe(7), SOON);

    for (const worker of workers) await worker.stop();
    await count(1);
    expect(await counted()).toBe(7);
  });

  test('delivers webhooks and rolls up by its own timer while the schedule stands still', async () => {
    const { storage, counters, workspaceId, count, counted } = await setUp();
    const receiver = await startReceiver();
    const endpoint = { workspaceId, url: receiver.url, sealedSecret: new Uint8Array(1) };
    const event = { workspaceId, eventType: 'alert.opened', payload: '{}', nextAttemptAt: new Date() };
    await storage.prisma.webhookEndpoint.create({ data: { ...endpoint, deliveries: { create: event } } });
    const started = Date.now();
    const values: [string, number][] = [];
    const worker = startWorker(
      workerDeps(storage, counters, {
        redis: { url: 'redis://127.0.0.1:1', prefix: 'nobody' },
        now: () => new Date(started + 20 * (Date.now() - started)),
        observe: (name, value) => values.push([name, value]),
      }),
    );
    onTestFinished(async () => await worker.stop());
    await count(5);
    await vi.waitFor(async () => expect(await counted()).toBe(5), SOON);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), SOON);
    await count(5);
    await vi.waitFor(async () => expect(await counted()).toBe(10), SOON);
    expect(values.map(([name]) => name)).toContain('fallbackRuns');
    expect(values.map(([name]) => name)).toContain('rollUpLagSeconds');
  });

  test('rolls up by its own timer once the scheduler is stopped, and leaves that to it again afterwards', async () => {
    const { storage, counters, count, counted } = await setUp();
    const redis = queueAddress();
    const started = Date.now();
    let fallbackRuns = 0;
    const worker = startWorker(
      workerDeps(storage, counters, {
        redis,
        now: () => new Date(started + 20 * (Date.now() - started)),
        observe: (name) => {
          if (name === 'fallbackRuns') fallbackRuns += 1;
        },
      }),
    );
    const queue = new Queue(QUEUE_NAME, {
      connection: { url: String(redis.url) },
      prefix: queuePrefix(redis.prefix),
    });
    onTestFinished(async () => {
      await worker.stop();
      await queue.close();
    });
    await count(1);
    await vi.waitFor(async () => expect(await counted()).toBe(1), SOON);
    await queue.pause();
    for (const { key } of await queue.getJobSchedulers()) await queue.removeJobScheduler(key);
    const before = fallbackRuns;
    await vi.waitFor(() => expect(fallbackRuns).toBeGreaterThan(before), SOON);
    await count(5);
    await vi.waitFor(async () => expect(await counted()).toBe(6), SOON);
    await vi.waitFor(async () => expect(await queue.getJobSchedulersCount()).toBeGreaterThan(0), SOON);
    await queue.resume();
    await count(1);
    await vi.waitFor(async () => expect(await counted()).toBe(7), SOON);
  });

  test('carries versions that a mutation left behind', async () => {
    const { storage, counters } = await setUp();
    const { keyIds } = await seedWorkspace(storage, 2);
    await storage.prisma.versionRaise.createMany({ data: keyIds.map((keyId) => ({ keyId })) });
    const carried = new Set<string>();
    const carryVersions = async (ids: readonly string[]) => {
      for (const id of ids) carried.add(id);
      await storage.prisma.versionRaise.updateMany({ data: { raisedAt: new Date() } });
      return 'DONE' as const;
    };
    const worker = startWorker(workerDeps(storage, counters, { carryVersions }));
    onTestFinished(async () => await worker.stop());
    await vi.waitFor(() => expect([...carried].sort()).toEqual(keyIds.toSorted()), SOON);
  });

  test('stops in time where Redis has gone away', async () => {
    const { storage, counters, count, counted } = await setUp();
    const address = new URL(redisUrl());
    const proxy = await openLossyProxy({ host: address.hostname, port: Number(address.port || 6379) });
    address.port = String(proxy.port);
    const redis = { ...queueAddress(), url: address.href };
    const worker = startWorker(workerDeps(storage, counters, { redis }));
    await count(2);
    await vi.waitFor(async () => expect(await counted()).toBe(2), SOON);
    await proxy.close();
    const started = Date.now();
    await worker.stop();
    expect(Date.now() - started).toBeLessThan(7_000);
  });

  test('stops in time where Redis never answers', async () => {
    const { storage, counters } = await setUp();
    const worker = startWorker(
      workerDeps(storage, counters, { redis: { url: 'redis://127.0.0.1:1', prefix: 'nobody' } }),
    );
    const started = Date.now();
    await worker.stop();
    expect(Date.now() - started).toBeLessThan(7_000);
  });
});

async function setUp() {
  const storage = await openTestStorage();
  const counters = await openTestCounters();
  const { workspaceId, keyIds } = await seedWorkspace(storage, 1);
  const [keyId = ''] = keyIds;
  await counters.versions.raise(keyIds, async (ids) => new Map(ids.map((id) => [id, 1])));
  return {
    storage,
    counters,
    workspaceId,
    count: async (times: number) => {
      for (let each = 0; each < times; each += 1)
        await counters.decider.decide(entryOf({ keyId, workspaceId }));
    },
    counted: async () => {
      const sum = await storage.prisma.usageMinute.aggregate({ where: { workspaceId }, _sum: { n: true } });
      return Number(sum._sum.n ?? 0);
    },
  };
}

function workerDeps(storage: Storage, counters: Counters, overrides: Partial<WorkerDeps> = {}): WorkerDeps {
  const { signal: _signal, kick: _kick, ...deps } = jobContext(storage, { cells: counters.cells });
  return { ...deps, redis: queueAddress(), ...overrides };
}

/** A queue of the test's own, forgotten when it ends. */
function queueAddress(): WorkerDeps['redis'] {
  const prefix = `test-${randomUUID()}`;
  onTestFinished(async () => await forgetPrefix(`{${prefix}`));
  return { url: redisUrl(), prefix };
}
