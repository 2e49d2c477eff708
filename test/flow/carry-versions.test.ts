import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { carryVersions } from '../../src/actions/carry-versions.ts';
import { raiseVersions } from '../../src/storage/version-raises.ts';
import { entryOf, openTestCounters } from '../support/counters.ts';
import { openTestStorage, seedWorkspace } from '../support/jobs.ts';

test('any number of raised versions is carried at once', async () => {
  const storage = await openTestStorage();
  const { versions, decider } = await openTestCounters();
  const { keyIds } = await seedWorkspace(storage, 1);
  const [keyId = ''] = keyIds;
  const now = () => new Date();
  await storage.transaction(async (db) => await raiseVersions(db, keyIds, now()));
  const gone = Array.from({ length: 40_000 }, () => randomUUID());
  expect(await carryVersions({ storage, versions, now }, [...gone, keyId])).toBe('DONE');
  expect(await decider.decide(entryOf({ keyId, version: 1 }))).toEqual({ stale: true });
  expect(await decider.decide(entryOf({ keyId, version: 2 }))).toMatchObject({ code: 'VALID' });
  expect(await storage.prisma.versionRaise.count({ where: { raisedAt: null } })).toBe(0);
});
