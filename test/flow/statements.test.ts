import { randomBytes } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { expect, onTestFinished, test } from 'vitest';
import { createSignInThrottle } from '../../src/actions/sign-in-throttle.ts';
import { signUp } from '../../src/actions/sign-up.ts';
import { createControlPlane } from '../../src/control-plane/server.ts';
import { decisionMeasure } from '../../src/core/usage/measure.ts';
import { PrismaClient } from '../../src/storage/generated/client.ts';
import { freshDatabase } from '../support/database.ts';
import { Keys, Usage } from '../support/documents.ts';
import { PASSWORD, type TypedDocument } from '../support/graphql.ts';
import { usageRows } from '../support/usage-rows.ts';

test('a page of keys takes the same few statements, however many keys it has', async () => {
  const { ask, workspaceId } = await openCounted(100);
  const few = await ask(Keys, { workspaceId, first: 5 });
  const many = await ask(Keys, { workspaceId, first: 100 });
  expect([few.data.keys.edges.length, many.data.keys.edges.length]).toEqual([5, 100]);
  expect(many.statements).toBe(few.statements);
  expect(few.statements).toBeLessThanOrEqual(12);
});

test('usage by key and server takes the same few statements, however many there are', async () => {
  const { ask, workspaceId, databaseUrl, keyIds, serverIds } = await openCounted(60);
  const noon = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 43_200_000;
  await usageRows(databaseUrl, workspaceId).roll(
    keyIds.map((keyId, index) => ({
      keyId,
      at: noon,
      measure: decisionMeasure('VALID'),
      n: 1,
      serverId: serverIds[index % 2] ?? '',
    })),
  );
  const asked = {
    workspaceId,
    from: new Date(noon).toISOString(),
    to: new Date(noon + 3_600_000).toISOString(),
    granularity: 'HOUR' as const,
    groupBy: ['KEY' as const, 'SERVER' as const],
  };
  const few = await ask(Usage, { ...asked, top: 4 });
  const many = await ask(Usage, { ...asked, top: 60 });
  expect(many.data.usage.groups.map(({ key }) => key?.name)).toHaveLength(60);
  expect(many.data.usage.groups.every(({ key, server }) => key !== null && server !== null)).toBe(true);
  expect(many.statements).toBe(few.statements);
  expect(few.statements).toBeLessThanOrEqual(8);
});

/** A control plane that counts its SQL statements, on a workspace with this many keys. */
async function openCounted(keyCount: number) {
  const database = await freshDatabase();
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: database.url }),
    log: [{ emit: 'event', level: 'query' }],
  });
  onTestFinished(async () => {
    await prisma.$disconnect();
    await database.drop();
  });
  let statements = 0;
  prisma.$on('query', () => {
    statements += 1;
  });
  const deps = {
    storage: { prisma, transaction: prisma.$transaction.bind(prisma), close: async () => undefined },
    versions: { raise: async () => true },
    now: () => new Date(),
    randomBytes,
    peppers: [{ version: 1, secret: randomBytes(32) }] as const,
    encryptionKey: randomBytes(32),
    throttle: createSignInThrottle(),
    signUp: 'open' as const,
    secureCookies: false,
    shards: 1,
    log: { error: (detail: object) => expect(detail).toBeUndefined() },
  };
  const controlPlane = createControlPlane(deps);
  const ada = await signUp(deps, {}, { email: 'ada@example.com', name: 'Ada', password: PASSWORD });
  const { id: workspaceId } = await prisma.workspace.create({
    data: { name: 'Octolane', memberships: { create: { userId: ada.user.id, role: 'OWNER' } } },
  });
  const servers = await prisma.server.createManyAndReturn({
    data: ['crm', 'mail'].map((slug) => ({ workspaceId, slug, name: slug })),
  });
  const keys = await prisma.key.createManyAndReturn({
    data: Array.from({ length: keyCount }, (_, index) => ({
      workspaceId,
      ownerId: ada.user.id,
      name: `key ${index}`,
      digest: randomBytes(32),
      pepperVersion: 1,
      prefix: 'kw_live_',
      lastFour: 'aB3d',
      allServers: index % 2 === 0,
    })),
  });
  await prisma.keyServer.createMany({
    data: keys.flatMap(({ id }, index) =>
      servers.slice(0, index % 3).map((server) => ({ keyId: id, serverId: server.id })),
    ),
  });
  return {
    databaseUrl: database.url,
    workspaceId,
    keyIds: keys.map(({ id }) => id),
    serverIds: servers.map(({ id }) => id),
    ask: async <Result, Variables>(document: TypedDocument<Result, Variables>, variables: Variables) => {
      statements = 0;
      const request = new Request('http://keywatch.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${ada.session.secret}` },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      const response = await controlPlane.handle(request, { requestId: 'test' });
      const { data } = (await response.json()) as { data: Result };
      return { data, statements };
    },
  };
}
