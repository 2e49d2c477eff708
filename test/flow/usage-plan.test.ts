import { expect, test } from 'vitest';
import { DAY_MS } from '../../src/core/usage/cell.ts';
import { type Granularity, inOneStep, wholeSteps } from '../../src/core/usage/range.ts';
import { parseTimeZone } from '../../src/core/usage/time-zone.ts';
import { ensurePartitions } from '../../src/storage/partitions.ts';
import type { Read } from '../../src/storage/read.ts';
import { sumGroups } from '../../src/storage/usage-sums.ts';
import { openTestStorage, seedWorkspace } from '../support/jobs.ts';

const day = (text: string) => new Date(`${text}T00:00:00Z`);

test.each([
  [
    'HOUR',
    'UTC',
    '2026-03-05',
    '2026-04-04',
    ['usage_days', 'usage_key_hours_202603', 'usage_key_hours_202604'],
  ],
  ['HOUR', 'UTC', '2026-03-05', '2026-03-06', ['usage_days', 'usage_key_hours_202603']],
  ['DAY', 'Asia/Kathmandu', '2026-03-01', '2026-03-02', ['usage_hours_202602', 'usage_hours_202603']],
  ['MINUTE', 'UTC', '2026-03-05', '2026-03-06', ['usage_minutes_20260305']],
  ['DAY', 'UTC', '2026-01-01', '2026-05-01', ['usage_days']],
] as const)(
  'by %s of %s from %s to %s only the partitions of the range are read',
  async (granularity, zone, from, to, tables) => {
    const storage = await openTestStorage();
    const { workspaceId, keyIds } = await seedWorkspace(storage);
    await storage.transaction(async (db) => {
      const months = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'].map(day);
      for (const table of ['usage_hours', 'usage_key_hours'] as const) {
        await ensurePartitions(db, table, months);
      }
      await ensurePartitions(db, 'usage_minutes', ['2026-03-04', '2026-03-05', '2026-03-06'].map(day));
    });
    expect(
      await planned({ granularity, zone, from: day(from), to: day(to) }, storage, workspaceId, keyIds),
    ).toEqual(tables);
  },
);

test('what is asked of endpoints is read from the partitions of their cells', async () => {
  const storage = await openTestStorage();
  const { workspaceId, keyIds } = await seedWorkspace(storage);
  const months = ['2026-02-01', '2026-03-01', '2026-04-01'].map(day);
  await storage.transaction(async (db) => await ensurePartitions(db, 'usage_hours', months));
  const asked = { granularity: 'HOUR', zone: 'UTC', from: day('2026-02-10'), to: day('2026-03-10') } as const;
  expect(await planned(asked, storage, workspaceId, keyIds, ['tools/list'])).toEqual([
    'usage_hours_202602',
    'usage_hours_202603',
  ]);
});

test('totals of a span read its whole days from days, and the rest from hours', async () => {
  const storage = await openTestStorage();
  const { workspaceId, keyIds } = await seedWorkspace(storage);
  const months = ['2026-02-01', '2026-03-01', '2026-04-01'].map(day);
  await storage.transaction(async (db) => {
    for (const table of ['usage_hours', 'usage_key_hours'] as const)
      await ensurePartitions(db, table, months);
  });
  const [from, to] = [new Date('2026-02-10T03:00:00Z'), new Date('2026-04-10T21:00:00Z')];
  const asked = { granularity: 'HOUR', zone: 'UTC', from, to, inOne: true } as const;
  const tables = ['usage_hours', 'usage_key_hours'].flatMap((table) => [
    `${table}_202602`,
    `${table}_202604`,
  ]);
  expect(await planned(asked, storage, workspaceId, keyIds)).toEqual(['usage_days', ...tables]);
});

/** The tables that the plan of a confined reader's statement names. */
async function planned(
  asked: { granularity: Granularity; zone: string; from: Date; to: Date; inOne?: boolean },
  storage: Awaited<ReturnType<typeof openTestStorage>>,
  workspaceId: string,
  keyIds: readonly string[],
  endpoints?: readonly string[],
): Promise<string[]> {
  const { granularity, zone, from, to } = asked;
  const range = wholeSteps(granularity, from.getTime(), to.getTime(), parseTimeZone(zone));
  expect(range.to - range.from).toBeLessThan(200 * DAY_MS);
  const found = new Set<string>();
  const reader = storage
    .confinedTo({ userId: null, workspaceIds: [workspaceId] })
    .reader({ statementMsMax: 0 });
  const explain: Read = async (statement) => {
    const explained = Object.assign(Object.create(statement) as typeof statement, {});
    Object.defineProperty(explained, 'text', { value: `EXPLAIN (FORMAT JSON) ${statement.text}` });
    const [row] = await reader<Record<string, unknown>>(explained);
    for (const [, name = ''] of JSON.stringify(row).matchAll(/"Relation Name":"(\w+)"/g)) found.add(name);
    return [];
  };
  await sumGroups(explain, {
    range: asked.inOne === true ? inOneStep(range) : range,
    filter: { workspaceId, keyIds, endpoints },
    dirty: [],
    grouping: { by: [] },
    groups: [[]],
  });
  return [...found].sort();
}
