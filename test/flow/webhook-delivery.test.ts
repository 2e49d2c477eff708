import type { ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test, vi } from 'vitest';
import { deliver } from '../../src/jobs/deliver.ts';
import { postWebhook } from '../../src/jobs/post-webhook.ts';
import { createAddressBook } from '../../src/jobs/webhook-address.ts';
import { claimDeliveries } from '../../src/storage/deliveries.ts';
import { jobContext, openTestStorage } from '../support/jobs.ts';
import {
  movableClock,
  PAYLOAD,
  readDeliveries,
  SECRET,
  seedDeliveries,
} from '../support/webhook-deliveries.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

describe('a webhook', () => {
  test('arrives once, and its signature verifies', async () => {
    const storage = await openTestStorage();
    const receiver = await startReceiver();
    const { deliveryIds } = await seedDeliveries(storage, receiver.url);
    await Promise.all([deliver(jobContext(storage)), deliver(jobContext(storage))]);
    await deliver(jobContext(storage));

    expect(receiver.received).toHaveLength(1);
    const [webhook] = receiver.received;
    expect(new Webhook(SECRET).verify(webhook?.body ?? '', webhook?.headers ?? {})).toEqual(
      JSON.parse(PAYLOAD),
    );
    expect(webhook?.headers).toMatchObject({
      'webhook-id': deliveryIds[0],
      'content-type': 'application/json',
      'user-agent': 'Keywatch',
    });
    expect(await readDeliveries(storage)).toMatchObject([
      { state: 'DELIVERED', attempts: 1, attemptLog: [{ status: 200, error: null }] },
    ]);
  });

  test('is tried again under the same id, with a signature of the new attempt', async () => {
    const storage = await openTestStorage();
    const receiver = await startReceiver((response, before) => {
      response.statusCode = before === 0 ? 500 : 204;
      response.end('not now');
    });
    const { deliveryIds } = await seedDeliveries(storage, receiver.url);
    const clock = movableClock();
    const context = jobContext(storage, { now: clock.now });
    await deliver(context);
    expect(await readDeliveries(storage)).toMatchObject([
      { state: 'PENDING', attempts: 1, attemptLog: [{ status: 500, error: 'HTTP 500 not now' }] },
    ]);
    clock.move(4_000);
    await deliver(context);
    expect(receiver.received).toHaveLength(1);
    clock.move(2_000);
    await deliver(context);

    expect(await readDeliveries(storage)).toMatchObject([{ state: 'DELIVERED', attempts: 2 }]);
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([
      deliveryIds[0],
      deliveryIds[0],
    ]);
    const [first, second] = receiver.received.map(({ headers }) => headers['webhook-signature']);
    expect(first).not.toBe(second);
  });

  test('is given up after ten attempts over 75 hours', async () => {
    const storage = await openTestStorage();
    const receiver = await startReceiver((response) => response.writeHead(503).end());
    await seedDeliveries(storage, receiver.url);
    const clock = movableClock();
    const begun = clock.now().getTime();
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await deliver(jobContext(storage, { now: clock.now }));
      const [delivery] = await readDeliveries(storage);
      expect(delivery).toMatchObject({ attempts: attempt, state: attempt < 10 ? 'PENDING' : 'FAILED' });
      if (attempt < 10) clock.move((delivery?.nextAttemptAt.getTime() ?? 0) - clock.now().getTime());
    }
    expect((clock.now().getTime() - begun) / 3_600_000).toBeCloseTo(75.6, 1);
    clock.move(100 * 3_600_000);
    await deliver(jobContext(storage, { now: clock.now }));
    expect(receiver.received).toHaveLength(10);
  });

  test('is never lost when the worker dies in the middle of it', async () => {
    const storage = await openTestStorage();
    const receiver = await startReceiver();
    const { deliveryIds } = await seedDeliveries(storage, receiver.url, { count: 3 });
    const clock = movableClock();
    const dying = {
      now: clock.now(),
      leaseUntil: new Date(clock.now().getTime() + 60_000),
      countMax: 3,
      perEndpointMax: 3,
      failingCountMax: 3,
      underWay: new Map(),
    };
    expect(await claimDeliveries(storage.prisma, dying)).toHaveLength(3);
    await deliver(jobContext(storage, { now: clock.now }));
    expect(receiver.received).toHaveLength(0);
    clock.move(61_000);
    await deliver(jobContext(storage, { now: clock.now }));
    expect(receiver.received.map(({ headers }) => headers['webhook-id'] ?? '').sort()).toEqual(
      deliveryIds.toSorted(),
    );
  });

  test('waits as long as the receiver asks', async () => {
    const storage = await openTestStorage();
    const receiver = await startReceiver((response) =>
      response.writeHead(429, { 'retry-after': '3600' }).end(),
    );
    await seedDeliveries(storage, receiver.url);
    const now = new Date();
    await deliver(jobContext(storage, { now: () => now }));
    expect(await readDeliveries(storage)).toMatchObject([
      { nextAttemptAt: new Date(now.getTime() + 3_600_000) },
    ]);
  });

  test('is not redirected', async () => {
    const storage = await openTestStorage();
    const receiver = await startReceiver((response) =>
      response.writeHead(307, { location: '/elsewhere' }).end(),
    );
    await seedDeliveries(storage, receiver.url);
    await deliver(jobContext(storage));
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
    expect(await readDeliveries(storage)).toMatchObject([
      { state: 'PENDING', attemptLog: [{ status: 307 }] },
    ]);
  });
});

describe('an endpoint', () => {
  test('that is gone gets nothing any more', async () => {
    const storage = await openTestStorage();
    const receiver = await startReceiver((response) => response.writeHead(410).end());
    await seedDeliveries(storage, receiver.url);
    await deliver(jobContext(storage));
    const [endpoint] = await storage.prisma.webhookEndpoint.findMany();
    expect(endpoint?.disabledAt).not.toBeNull();
    await storage.prisma.delivery.updateMany({ data: { state: 'PENDING', nextAttemptAt: new Date(0) } });
    await deliver(jobContext(storage));
    expect(receiver.received).toHaveLength(1);
    expect(await readDeliveries(storage)).toMatchObject([{ state: 'FAILED' }]);
  });

  test('that hangs keeps no other endpoint waiting', async () => {
    const storage = await openTestStorage();
    const hanging: ServerResponse[] = [];
    const slow = await startReceiver((response) => hanging.push(response));
    const quick = await startReceiver();
    await seedDeliveries(storage, slow.url, { count: 20 });
    const delivering = deliver(jobContext(storage));
    await vi.waitFor(() => expect(hanging).toHaveLength(16), { timeout: 10_000 });
    await seedDeliveries(storage, quick.url);
    await vi.waitFor(() => expect(quick.received).toHaveLength(1), { timeout: 10_000 });
    expect(slow.received).toHaveLength(16);
    const release = setInterval(() => {
      for (const response of hanging.splice(0)) response.end();
    }, 5);
    await delivering;
    clearInterval(release);
    expect(slow.received).toHaveLength(20);
  });

  test('that answers without end is cut off', async () => {
    const receiver = await startReceiver((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'.repeat(10_000)), 1);
      response.on('close', () => clearInterval(timer));
    });
    const answer = await postWebhook(sender(), { url: receiver.url, headers: {}, body: '{}' });
    expect([answer.status, answer.body.length]).toEqual([200, 1_024]);
  });

  test('that does not answer in time counts as failed', async () => {
    const receiver = await startReceiver(() => undefined);
    const deps = { ...sender(), timeouts: { connectMs: 5_000, totalMs: 50 } };
    await expect(postWebhook(deps, { url: receiver.url, headers: {}, body: '{}' })).rejects.toThrow(
      'No answer',
    );
  });

  test('that switches protocols instead of answering counts as failed', async () => {
    const receiver = await startReceiver((response) =>
      response.socket?.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
    );
    await expect(postWebhook(sender(), { url: receiver.url, headers: {}, body: '{}' })).rejects.toThrow(
      'The connection ended without an answer.',
    );
  });

  test('whose host does not resolve in time counts as failed', async () => {
    const never = { resolve: async () => await new Promise<never>(() => undefined) };
    const deps = { addresses: never, timeouts: { connectMs: 50, totalMs: 5_000 } };
    await expect(postWebhook(deps, { url: 'http://a.test/', headers: {}, body: '' })).rejects.toThrow(
      'No connection',
    );
  });
});

function sender() {
  return { addresses: createAddressBook(['127.0.0.0/8']), timeouts: { connectMs: 5_000, totalMs: 15_000 } };
}
