import { expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/usage/cell.ts';
import { warnExpiry } from '../../src/jobs/warn-expiry.ts';
import { jobContext, openTestStorage, seedWorkspace } from '../support/jobs.ts';

const START = Date.UTC(2026, 10, 21, 12);

test('a key is warned of 30 days, 7 days and 1 day before it expires, once each, until it is extended', async () => {
  const storage = await openTestStorage();
  const { workspaceId, keyIds } = await seedWorkspace(storage, 3);
  const [keyId = '', shortLived = '', revoked = ''] = keyIds;
  const { prisma } = storage;
  await prisma.webhookEndpoint.create({
    data: { workspaceId, url: 'https://example.com/', sealedSecret: new Uint8Array(1) },
  });
  const expiresAt = new Date(START + 100 * DAY_MS);
  const createdAt = new Date(START);
  await prisma.key.update({ where: { id: keyId }, data: { createdAt, expiresAt } });
  await prisma.key.update({
    where: { id: shortLived },
    data: { createdAt: new Date(START + 99.5 * DAY_MS), expiresAt },
  });
  await prisma.key.update({ where: { id: revoked }, data: { createdAt, expiresAt, revokedAt: createdAt } });
  const at = (days: number) => jobContext(storage, { now: () => new Date(START + days * DAY_MS) });
  for (const days of [69.9, 70, 70.1, 92.9, 93, 99, 99.1]) {
    await Promise.all([warnExpiry(at(days)), warnExpiry(at(days))]);
    await warnExpiry(at(days));
  }
  const alerts = await prisma.alert.findMany();
  expect(alerts).toMatchObject([
    { keyId, kind: 'expiry', topic: expiresAt.toISOString(), state: 'OPEN', severity: 'CRITICAL' },
  ]);
  await prisma.key.update({ where: { id: keyId }, data: { expiresAt: new Date(START + 500 * DAY_MS) } });
  await warnExpiry(at(99.2));
  expect(await prisma.alert.findMany()).toMatchObject([{ state: 'RESOLVED', resolution: 'QUIET' }]);
  const told = await prisma.delivery.findMany({ orderBy: { createdAt: 'asc' } });
  expect(told.map(({ eventType, payload }) => [eventType, JSON.parse(payload).data.severity])).toEqual([
    ['alert.opened', 'INFO'],
    ['alert.escalated', 'WARNING'],
    ['alert.escalated', 'CRITICAL'],
    ['alert.resolved', 'CRITICAL'],
  ]);
});
