import { expect, test } from 'vitest';
import { MINUTE_MS, NO_SERVER } from '../../src/core/usage/cell.ts';
import { decisionMeasure } from '../../src/core/usage/measure.ts';
import { SLICES, sliceOf } from '../../src/jobs/slice-memory.ts';
import { ensurePartitions } from '../../src/storage/partitions.ts';
import { findPastReadings, findReadings } from '../../src/storage/readings.ts';
import { openTestStorage, seedWorkspace } from '../support/jobs.ts';

const minute = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - MINUTE_MS);
const OTHER_SOURCE = '00000000-0000-0000-0000-000000000001';

test('a reading tells what a key was refused for, and where it came from', async () => {
  const storage = await openTestStorage();
  const { workspaceId, keyIds } = await seedWorkspace(storage, 2);
  const [keyId = '', other = ''] = keyIds;
  for (const table of ['usage_minutes', 'usage_source_minutes'] as const) {
    await storage.transaction(async (db) => await ensurePartitions(db, table, [minute]));
  }
  const at = { workspaceId, minute, source: NO_SERVER };
  const codes = [
    ['VALID', 10],
    ['INSUFFICIENT_SCOPE', 1],
    ['SERVER_NOT_ALLOWED', 2],
    ['WRONG_ENVIRONMENT', 4],
    ['IP_NOT_ALLOWED', 8],
    ['REVOKED', 16],
    ['EXPIRED', 32],
    ['SUSPENDED', 64],
    ['RATE_LIMITED', 128],
  ] as const;
  await storage.prisma.usageMinute.createMany({
    data: [
      ...codes.map(([code, n]) => ({ ...at, keyId, measure: decisionMeasure(code), n })),
      { ...at, keyId, measure: 32, n: 3 },
      { ...at, keyId, measure: 33, n: 4 },
      { ...at, keyId: other, measure: decisionMeasure('VALID'), n: 1 },
    ].map((row) => ({ ...row, serverId: NO_SERVER, endpoint: 'tools/call' })),
  });
  await storage.prisma.usageSourceMinute.createMany({
    data: [
      { kind: 'ip', value: '203.0.113.9', source: NO_SERVER, n: 5 },
      { kind: 'ip', value: '203.0.113.9', source: OTHER_SOURCE, n: 6 },
      { kind: 'ip', value: '198.51.100.7', source: NO_SERVER, n: 10 },
      { kind: 'ua', value: 'curl/8', source: NO_SERVER, n: 21 },
    ].map((row) => ({ ...at, keyId, ...row })),
  });
  const reading = {
    workspaceId,
    keyId,
    minute,
    requests: 265,
    errors: 7,
    denied: 255,
    deniedScope: 7,
    deniedAddress: 8,
    dead: 112,
    distinctIps: 2,
    topIpRequests: 11,
    sources: expect.toSatisfy((sources: string[]) =>
      ['ip 198.51.100.7', 'ip 203.0.113.9', 'ua curl/8'].every((each) => sources.includes(each)),
    ),
  };
  const quiet = { keyId: other, requests: 1, dead: 0, distinctIps: 0, topIpRequests: 0, sources: [] };
  const wanted = [...new Set(keyIds.map(sliceOf))];
  expect(await findReadings(storage.read, minute, { wanted, all: SLICES })).toMatchObject(
    [reading, quiet].toSorted((a, b) => (a.keyId < b.keyId ? -1 : 1)),
  );
  const ofKey = await findReadings(storage.read, minute, { wanted: [sliceOf(keyId)], all: SLICES });
  expect(ofKey.map((each) => each.keyId)).toContain(keyId);
  const none = Array.from({ length: SLICES }, (_, slice) => slice).filter((slice) => !wanted.includes(slice));
  expect(await findReadings(storage.read, minute, { wanted: none, all: SLICES })).toEqual([]);
  const span = { from: minute, before: new Date(minute.getTime() + 1) };
  expect(await findPastReadings(storage.read, [{ workspaceId, keyId }], span)).toMatchObject([reading]);
});
