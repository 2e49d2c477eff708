import { randomBytes, randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { CellReader } from '../../src/counters/cells.ts';
import type { JobContext } from '../../src/jobs/deps.ts';
import { openStorage, type Storage } from '../../src/storage/client.ts';
import { freshDatabase } from './database.ts';

/** Opens a database of the test's own, dropped when it ends. */
export async function openTestStorage(): Promise<Storage & { url: string }> {
  const database = await freshDatabase();
  const storage = openStorage({ databaseUrl: database.url, connectionsMax: 5 });
  onTestFinished(async () => {
    await storage.close();
    await database.drop();
  });
  return { ...storage, url: database.url };
}

/** A workspace with an owner and some keys. */
export interface Seed {
  readonly workspaceId: string;
  readonly ownerId: string;
  readonly keyIds: readonly string[];
}

export async function seedWorkspace({ prisma }: Storage, keyCount = 1): Promise<Seed> {
  const workspace = await prisma.workspace.create({ data: { name: 'Octolane' } });
  const owner = await prisma.user.create({
    data: { email: `${randomUUID()}@example.com`, name: 'Ada', passwordHash: '' },
  });
  const keyIds: string[] = [];
  for (let index = 0; index < keyCount; index += 1) {
    const key = await prisma.key.create({
      data: {
        workspaceId: workspace.id,
        ownerId: owner.id,
        name: `key ${index}`,
        digest: randomBytes(32),
        pepperVersion: 1,
        prefix: 'kw_live_',
        lastFour: 'aB3d',
      },
    });
    keyIds.push(key.id);
  }
  return { workspaceId: workspace.id, ownerId: owner.id, keyIds };
}

/** What a job under test runs with: the real clock and database, no cells and no webhooks unless said otherwise. */
export function jobContext(storage: Storage, overrides: Partial<JobContext> = {}): JobContext {
  return {
    storage,
    cells: noCells,
    carryVersions: async () => 'DONE',
    now: () => new Date(),
    random: () => 0.5,
    openSecret: (sealed) => Buffer.from(sealed).toString(),
    signContainLink: ({ alertId, step }) => `http://keywatch/contain?token=${alertId}-${step}`,
    webhookAllowCidrs: ['127.0.0.0/8'],
    sendMail: async () => 'LOGGED',
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    observe: () => undefined,
    signal: new AbortController().signal,
    kick: () => undefined,
    ...overrides,
  };
}

const noCells: CellReader = {
  shards: 1,
  dirty: async () => [],
  read: async function* () {},
  settle: async () => true,
  timeMs: async () => Date.now(),
};
