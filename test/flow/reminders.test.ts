import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { deliver } from '../../src/jobs/deliver.ts';
import { remind } from '../../src/jobs/remind.ts';
import type { Storage } from '../../src/storage/client.ts';
import { jobContext, openTestStorage, seedWorkspace } from '../support/jobs.ts';
import { sql } from '../support/sql.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 10, 21, 12);

describe('a reminder', () => {
  test('of an expiring key reaches every enabled endpoint, signed, 7 days and 1 day before, once each', async () => {
    const { storage, seed, at, setKey } = await setUp();
    const receiver = await startReceiver();
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    const endpoint = { workspaceId: seed.workspaceId, url: receiver.url, sealedSecret: Buffer.from(secret) };
    await storage.prisma.webhookEndpoint.createMany({
      data: [endpoint, { ...endpoint, disabledAt: new Date(START) }],
    });
    const stranger = await seedWorkspace(storage);
    await storage.prisma.webhookEndpoint.create({
      data: { ...endpoint, workspaceId: stranger.workspaceId },
    });
    await setKey({ name: 'deploy "bot"\\', expiresAt: new Date(START + 10 * DAY_MS) });

    for (const days of [0, 2.9, 3, 3.5, 8.9, 9, 9.5, 10, 11]) {
      await remind(at(days));
      await deliver(at(days));
    }

    const events = receiver.received.map(({ body, headers }) =>
      new Webhook(secret).verify(body, signedNow(headers, body, secret)),
    );
    expect(events).toEqual([
      expect.objectContaining({
        type: 'key.expiring',
        timestamp: new Date(START + 3 * DAY_MS).toISOString(),
        data: {
          workspaceId: seed.workspaceId,
          key: {
            id: seed.keyId,
            name: 'deploy "bot"\\',
            prefix: 'kw_live_',
            lastFour: 'aB3d',
            ownerId: seed.ownerId,
          },
          reminder: 'EXPIRES_IN_7_DAYS',
          createdAt: new Date(START).toISOString(),
          expiresAt: new Date(START + 10 * DAY_MS).toISOString(),
        },
      }),
      expect.objectContaining({
        type: 'key.expiring',
        data: expect.objectContaining({ reminder: 'EXPIRES_IN_1_DAY' }),
      }),
    ]);
    expect(await audited(storage, seed.keyId)).toEqual(['EXPIRES_IN_7_DAYS', 'EXPIRES_IN_1_DAY']);
  });

  test('of rotation is given once, 90 days after the key was made', async () => {
    const { storage, seed, at } = await setUp();
    await remind(at(89.99));
    expect(await reminders(storage, seed.keyId)).toEqual([]);
    for (const days of [90, 90.5, 400]) await remind(at(days));
    expect(await reminders(storage, seed.keyId)).toEqual([
      { kind: 'ROTATION_DUE', at: new Date(START + 90 * DAY_MS) },
    ]);
  });

  test('is given anew where the expiry was moved away', async () => {
    const { storage, seed, at, setKey } = await setUp();
    await setKey({ expiresAt: new Date(START + 7 * DAY_MS) });
    await remind(at(0));
    await setKey({ expiresAt: new Date(START + 30 * DAY_MS) });
    await remind(at(1));
    await remind(at(22.9));
    expect(await audited(storage, seed.keyId)).toHaveLength(1);
    await remind(at(23));
    await remind(at(23.1));
    expect(await reminders(storage, seed.keyId)).toEqual([
      { kind: 'EXPIRES_IN_7_DAYS', at: new Date(START + 23 * DAY_MS) },
    ]);
    await setKey({ expiresAt: null });
    await remind(at(24));
    expect(await audited(storage, seed.keyId)).toHaveLength(2);
  });

  test.each<[string, object]>([
    ['revoked', { revokedAt: new Date(START) }],
    ['deleted', { deletedAt: new Date(START) }],
    ['expired', { expiresAt: new Date(START - DAY_MS) }],
  ])('is not given of a key that is %s', async (_state, columns) => {
    const { storage, seed, at, setKey } = await setUp();
    await setKey({
      expiresAt: new Date(START + DAY_MS),
      createdAt: new Date(START - 100 * DAY_MS),
      ...columns,
    });
    await remind(at(0.5));
    expect(await reminders(storage, seed.keyId)).toEqual([]);
  });

  test('is not given of a key that was replaced, nor in a deleted workspace', async () => {
    const { storage, seed, at, setKey } = await setUp();
    await setKey({ expiresAt: new Date(START + DAY_MS) });
    const gone = await seedWorkspace(storage);
    await storage.prisma.key.updateMany({
      where: { workspaceId: gone.workspaceId },
      data: { expiresAt: new Date(START + DAY_MS) },
    });
    await storage.prisma.workspace.update({
      where: { id: gone.workspaceId },
      data: { deletedAt: new Date(START) },
    });
    const other = await storage.prisma.key.findUniqueOrThrow({ where: { id: seed.keyId } });
    await storage.prisma.key.create({
      data: {
        workspaceId: seed.workspaceId,
        ownerId: seed.ownerId,
        name: 'successor',
        digest: randomBytes(32),
        pepperVersion: 1,
        prefix: 'kw_live_',
        lastFour: 'next',
        createdAt: new Date(START),
        rotatedFromId: other.id,
      },
    });
    await remind(at(0.5));
    expect(await storage.prisma.keyReminder.count()).toBe(0);
  });
});

describe('the job', () => {
  test('reminds of thousands of keys; run twice, or by two workers at once, it writes the same rows', async () => {
    const { storage, seed, at } = await setUp();
    await seedExpiring(storage, seed, 2_500);
    await Promise.all([remind(at(0)), remind(at(0))]);
    await remind(at(0.1));
    expect(await counts(storage)).toEqual({ reminders: 2_500, audits: 2_500, deliveries: 2_500 });
  });

  test('killed midway, leaves what is done as it is and the rest to the next run', async () => {
    const { storage, seed, at } = await setUp();
    await seedExpiring(storage, seed, 2_500);
    const stopping = new AbortController();
    let transactions = 0;
    const dying: Storage = {
      ...storage,
      transaction: async (work, options) => {
        transactions += 1;
        if (transactions < 2) return await storage.transaction(work, options);
        return await storage.transaction(async (db) => {
          await work(db);
          throw new Error('killed');
        });
      },
    };
    await expect(remind({ ...at(0), storage: dying, signal: stopping.signal })).rejects.toThrow('killed');
    expect(await counts(storage)).toEqual({ reminders: 1_000, audits: 1_000, deliveries: 1_000 });
    stopping.abort();
    await remind({ ...at(0), signal: stopping.signal });
    expect(await counts(storage)).toMatchObject({ reminders: 1_000 });
    await remind(at(0.2));
    expect(await counts(storage)).toEqual({ reminders: 2_500, audits: 2_500, deliveries: 2_500 });
  });
});

/** A workspace with one key that was made at START, and job contexts some days later. */
async function setUp() {
  const storage = await openTestStorage();
  const { workspaceId, ownerId, keyIds } = await seedWorkspace(storage);
  const [keyId = ''] = keyIds;
  const setKey = async (data: Parameters<typeof storage.prisma.key.update>[0]['data']) => {
    await storage.prisma.key.update({ where: { id: keyId }, data });
  };
  await setKey({ createdAt: new Date(START) });
  const at = (days: number) => jobContext(storage, { now: () => new Date(START + days * DAY_MS) });
  return { storage, seed: { workspaceId, ownerId, keyId }, setKey, at };
}

/** Keys that expire in three days, and an endpoint that is told of them. */
async function seedExpiring(
  storage: Storage & { url: string },
  seed: { workspaceId: string; ownerId: string },
  count: number,
): Promise<void> {
  const { workspaceId, ownerId } = seed;
  await storage.prisma.webhookEndpoint.create({
    data: { workspaceId, url: 'http://127.0.0.1:1/', sealedSecret: Buffer.from('whsec_') },
  });
  await sql(
    storage.url,
    `INSERT INTO keys (id, workspace_id, owner_id, name, digest, pepper_version, prefix, last_four, created_at, expires_at)
     SELECT gen_random_uuid(), $1, $2, 'key ' || n, decode(md5(n::text), 'hex'), 1, 'kw_live_', 'aB3d', $3, $4
     FROM generate_series(1, $5::int) n`,
    [workspaceId, ownerId, new Date(START), new Date(START + 3 * DAY_MS), count],
  );
}

async function reminders(storage: Storage, keyId: string) {
  return await storage.prisma.keyReminder.findMany({ where: { keyId }, select: { kind: true, at: true } });
}

async function audited(storage: Storage, targetId: string): Promise<unknown[]> {
  const rows = await storage.prisma.auditEvent.findMany({
    where: { targetId, action: 'key.reminded', targetType: 'key', actorId: null },
    orderBy: { at: 'asc' },
  });
  return rows.map(({ detail }) => (detail as { reminder: string }).reminder);
}

async function counts({ prisma }: Storage) {
  return {
    reminders: await prisma.keyReminder.count(),
    audits: await prisma.auditEvent.count({ where: { action: 'key.reminded' } }),
    deliveries: await prisma.delivery.count({ where: { eventType: 'key.expiring' } }),
  };
}

/** The headers of a webhook that was signed at a moved clock, as they would be now; the old signature must hold. */
function signedNow(headers: Record<string, string>, body: string, secret: string): Record<string, string> {
  const id = headers['webhook-id'] ?? '';
  const then = new Date(Number(headers['webhook-timestamp']) * 1_000);
  const webhook = new Webhook(secret);
  expect(headers['webhook-signature']).toBe(webhook.sign(id, then, body));
  const now = new Date();
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': webhook.sign(id, now, body),
  };
}
