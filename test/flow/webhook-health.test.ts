import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test, vi } from 'vitest';
import { EVENT_TYPES } from '../../src/core/event-catalogue.ts';
import { deliver } from '../../src/jobs/deliver.ts';
import { claimDeliveries } from '../../src/storage/deliveries.ts';
import { jobContext, openTestStorage } from '../support/jobs.ts';
import { movableClock, readDeliveries, seedDeliveries } from '../support/webhook-deliveries.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

const HOUR_MS = 3_600_000;
const PATIENT = { timeout: 20_000 };

test('an endpoint that fails for five days is disabled, and admins, the audit log and other endpoints are told', async () => {
  const storage = await openTestStorage();
  const { prisma } = storage;
  const broken = await startReceiver((response) => response.writeHead(500).end());
  const other = await startReceiver();
  const { workspaceId, endpointId } = await seedDeliveries(storage, broken.url);
  await seedDeliveries(storage, other.url, { count: 0, workspaceId });
  const clock = movableClock();
  const [user] = await prisma.user.findMany();
  await prisma.membership.create({ data: { workspaceId, userId: user?.id ?? '', role: 'OWNER' } });
  const former = await prisma.user.create({
    data: { email: `${randomUUID()}@example.com`, name: 'Former', passwordHash: '' },
  });
  await prisma.membership.create({
    data: { workspaceId, userId: former.id, role: 'ADMIN', removedAt: clock.now() },
  });
  const mails: { to: string; text: string }[] = [];
  let outcome: 'SENT' | 'FAILED' = 'FAILED';
  const run = async () =>
    await deliver(
      jobContext(storage, {
        now: clock.now,
        sendMail: async (mail) => {
          mails.push(mail);
          return outcome;
        },
      }),
    );
  for (let hours = 0; hours < 120; hours += 12) {
    await run();
    await prisma.delivery.updateMany({ where: { endpointId }, data: { attempts: 0, state: 'PENDING' } });
    clock.move(12 * HOUR_MS);
    await prisma.delivery.updateMany({ where: { endpointId }, data: { nextAttemptAt: clock.now() } });
    expect((await prisma.webhookEndpoint.findUnique({ where: { id: endpointId } }))?.disabledAt).toBeNull();
  }
  await run();
  expect(await prisma.webhookEndpoint.findUnique({ where: { id: endpointId } })).toMatchObject({
    disabledAt: clock.now(),
    disabledBy: 'FAILING',
  });
  const [mine] = await prisma.delivery.findMany({ where: { endpointId } });
  expect(mine?.state).toBe('FAILED');
  expect(await prisma.auditEvent.findMany()).toMatchObject([
    {
      action: 'webhook_endpoint.disabled',
      actorId: null,
      targetId: endpointId,
      detail: { disabledBy: 'FAILING' },
    },
  ]);
  // The mail server did not take the notice: it is tried again later, and then no more.
  expect(mails).toHaveLength(1);
  await run();
  const [told] = other.received;
  expect(JSON.parse(told?.body ?? '')).toMatchObject({
    type: 'webhook_endpoint.disabled',
    data: { endpoint: { id: endpointId, origin: broken.url.replace('/hook', '') }, disabledBy: 'FAILING' },
  });
  const entry = EVENT_TYPES.find(({ name }) => name === 'webhook_endpoint.disabled');
  const fits = new Ajv2020({ validateFormats: false }).compile(entry?.schema ?? false);
  expect({ fits: fits(JSON.parse(told?.body ?? '')), errors: fits.errors }).toEqual({
    fits: true,
    errors: null,
  });
  outcome = 'SENT';
  clock.move(HOUR_MS);
  await run();
  clock.move(24 * HOUR_MS);
  await run();
  expect(mails).toHaveLength(2);
  expect(mails[1]).toMatchObject({
    to: user?.email,
    text: expect.stringContaining('five days and was disabled'),
  });
});

test('an endpoint that wants order gets it, through failures and over several workers', async () => {
  const storage = await openTestStorage();
  const receiver = await startReceiver((response, before) =>
    response.writeHead(before === 1 ? 503 : 200).end(),
  );
  const { deliveryIds } = await seedDeliveries(storage, receiver.url, { count: 5, ordered: true });
  const clock = movableClock();
  const run = async () => {
    const context = jobContext(storage, { now: clock.now });
    await Promise.all([deliver(context), deliver(context), deliver(context)]);
  };
  await run();
  const [first = '', second = '', ...rest] = deliveryIds;
  const ids = () => receiver.received.map(({ headers }) => headers['webhook-id']);
  expect(ids()).toEqual([first, second]);
  clock.move(6_000);
  await run();
  await run();
  expect(ids()).toEqual([first, second, second, ...rest]);
});

test('an endpoint that is deleted while an attempt is under way gets that one and no other', async () => {
  const storage = await openTestStorage();
  const hanging: ServerResponse[] = [];
  const receiver = await startReceiver((response) => void hanging.push(response));
  const quick = await startReceiver();
  const { endpointId } = await seedDeliveries(storage, receiver.url, { count: 3, ordered: true });
  const logged: string[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (_: object, text: string) => void logged.push(text),
  };
  const delivering = deliver(jobContext(storage, { log }));
  await vi.waitFor(() => expect(hanging).toHaveLength(1), PATIENT);
  await storage.prisma.webhookEndpoint.delete({ where: { id: endpointId } });
  await seedDeliveries(storage, quick.url);
  hanging[0]?.end();
  await delivering;
  expect(receiver.received).toHaveLength(1);
  expect(quick.received).toHaveLength(1);
  expect(await readDeliveries(storage)).toMatchObject([{ state: 'DELIVERED' }]);
  expect(logged).toEqual([]);
});

test('endpoints that hang leave room for all others, however many they are', async () => {
  const storage = await openTestStorage();
  const hanging: ServerResponse[] = [];
  const slow = await startReceiver((response) => void hanging.push(response));
  const quick = await startReceiver();
  const seeded = await seedDeliveries(storage, slow.url, { count: 5 });
  for (let more = 1; more < 40; more += 1) {
    await seedDeliveries(storage, slow.url, { count: 5, workspaceId: seeded.workspaceId });
  }
  await storage.prisma.webhookEndpoint.updateMany({
    data: { failingSince: new Date(), failedAt: new Date() },
  });
  const delivering = deliver(jobContext(storage));
  await vi.waitFor(() => expect(hanging).toHaveLength(32), PATIENT);
  await seedDeliveries(storage, quick.url, { count: 40 });
  await vi.waitFor(() => expect(quick.received).toHaveLength(40), PATIENT);
  expect(hanging).toHaveLength(32);
  const release = setInterval(() => {
    for (const response of hanging.splice(0)) response.end();
  }, 5);
  await delivering;
  clearInterval(release);
  expect(slow.received).toHaveLength(200);
});

test('what hangs keeps neither people from being told of a disabled endpoint, nor what arrives late from being delivered', async () => {
  const storage = await openTestStorage();
  const { prisma } = storage;
  const hanging: ServerResponse[] = [];
  const slow = await startReceiver((response) => void hanging.push(response));
  const { workspaceId, endpointId } = await seedDeliveries(storage, slow.url, { ordered: true });
  const clock = movableClock();
  const user = await prisma.user.findFirstOrThrow();
  await prisma.membership.create({ data: { workspaceId, userId: user.id, role: 'OWNER' } });
  const mails: string[] = [];
  const sendMail = async ({ to }: { to: string }) => {
    mails.push(to);
    return 'SENT' as const;
  };
  const delivering = deliver(jobContext(storage, { now: clock.now, sendMail }));
  await vi.waitFor(() => expect(hanging).toHaveLength(1), PATIENT);
  // Another worker disables the endpoint meanwhile, which fails all that is pending for it.
  await prisma.webhookEndpoint.update({
    where: { id: endpointId },
    data: { disabledAt: clock.now(), disabledBy: 'FAILING', noticeDueAt: clock.now() },
  });
  await prisma.delivery.updateMany({ where: { endpointId }, data: { state: 'FAILED' } });
  clock.move(60_000);
  await vi.waitFor(() => expect(mails).toEqual([user.email]), PATIENT);
  hanging[0]?.end();
  await delivering;
  expect(await readDeliveries(storage)).toMatchObject([{ state: 'DELIVERED', attempts: 1 }]);
});

test('however much is due for endpoints that fail, those that answer are claimed first', async () => {
  const storage = await openTestStorage();
  const failing = await seedDeliveries(storage, 'http://failing.test/', { count: 1_100 });
  await storage.prisma.webhookEndpoint.updateMany({ data: { failingSince: new Date() } });
  const healthy = await seedDeliveries(storage, 'http://healthy.test/', { count: 2 });
  const claim = {
    now: new Date(Date.now() + 1_000),
    leaseUntil: new Date(Date.now() + 60_000),
    countMax: 10,
    perEndpointMax: 4,
    underWay: new Map(),
  };
  const claimed = async (failingCountMax: number) =>
    (await claimDeliveries(storage.prisma, { ...claim, failingCountMax })).map(
      ({ endpointId }) => endpointId,
    );
  expect(await claimed(0)).toEqual([healthy.endpointId, healthy.endpointId]);
  expect(await claimed(5)).toEqual([failing.endpointId]);
});
