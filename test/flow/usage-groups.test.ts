import { expect, test } from 'vitest';
import { BYTES, decisionMeasure, latencyMeasure, SERVER_ERRORS } from '../../src/core/usage/measure.ts';
import { Usage } from '../support/documents.ts';
import type { UsageDimension } from '../support/gql/graphql.ts';
import { ask, execute, seedTenant, signUp, type Tenant } from '../support/graphql.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';
import { type Counted, usageRows } from '../support/usage-rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const noon = Math.floor(Date.now() / DAY) * DAY - DAY / 2;
const VALID = decisionMeasure('VALID');

/** Keys as rows, which is quicker than by mutations; their ids in the order given. */
async function seedKeys(
  keywatch: TestKeywatch,
  { workspaceId }: Tenant,
  keys: readonly { ownerId: string; environment?: string; metadata?: object }[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const { ownerId, environment = 'production', metadata = {} } of keys) {
    const [row] = await sql(
      keywatch.databaseUrl,
      `INSERT INTO keys (id, workspace_id, owner_id, name, digest, pepper_version, prefix, last_four, environment, metadata)
       VALUES (gen_random_uuid(), $1, $2, 'key', sha256(gen_random_uuid()::text::bytea), 1, 'kw_', 'aB3d', $3, $4) RETURNING id`,
      [workspaceId, ownerId, environment, JSON.stringify(metadata)],
    );
    ids.push((row as { id: string }).id);
  }
  return ids;
}

async function openUsage() {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedTenant(keywatch);
  const { workspaceId, token } = tenant;
  const member = await signUp(keywatch, 'Mel');
  await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
  const rows = usageRows(keywatch.databaseUrl, workspaceId);
  const asked = {
    workspaceId,
    granularity: 'HOUR' as const,
    from: new Date(noon).toISOString(),
    to: new Date(noon + 2 * HOUR).toISOString(),
  };
  return {
    keywatch,
    tenant,
    member,
    roll: async (counted: readonly Counted[]) => await rows.roll(counted),
    usage: async (more: object) => await ask(keywatch, Usage, { ...asked, ...more }, token),
    refused: async (more: object) => await execute(keywatch, Usage, { ...asked, ...more }, token),
  };
}

test('usage is grouped and narrowed by what its keys are like', async () => {
  const { keywatch, tenant, member, roll, usage, refused } = await openUsage();
  const keyIds = await seedKeys(keywatch, tenant, [
    { ownerId: tenant.id, metadata: { service: 'billing', tier: 2 } },
    { ownerId: tenant.id, metadata: { service: '' }, environment: 'staging' },
    { ownerId: member.id, metadata: { service: null } },
    { ownerId: member.id, metadata: { service: ['a'] } },
  ]);
  await roll(keyIds.map((keyId, place) => ({ keyId, at: noon, measure: VALID, n: 10 ** place })));
  const by = async (groupBy: UsageDimension[], more: object = {}) =>
    (await usage({ groupBy, ...more })).groups.map(({ environment, owner, metadata, totals }) => [
      ...(groupBy.includes('ENVIRONMENT') ? [environment] : []),
      ...(groupBy.includes('OWNER') ? [owner?.name] : []),
      ...(groupBy.includes('METADATA') ? [metadata] : []),
      totals.requests,
    ]);
  expect(await by(['ENVIRONMENT'])).toEqual([
    ['production', 1_101],
    ['staging', 10],
  ]);
  expect(await by(['OWNER'])).toEqual([
    ['Mel', 1_100],
    ['Ada', 11],
  ]);
  expect(await by(['METADATA'], { metadata: 'service' })).toEqual([
    ['["a"]', 1_000],
    [null, 100],
    ['', 10],
    ['billing', 1],
  ]);
  expect(await by(['OWNER', 'METADATA'], { metadata: 'tier' })).toEqual([
    ['Mel', null, 1_100],
    ['Ada', null, 10],
    ['Ada', '2', 1],
  ]);
  const only = async (filter: object) => (await usage({ filter })).totals.requests;
  expect(await only({ environments: ['staging'] })).toBe(10);
  expect(await only({ environments: [] })).toBe(0);
  expect(await only({ metadata: { path: ['service'], value: 'billing' } })).toBe(1);
  expect(await only({ metadata: { path: ['tier'], value: 2 }, ownerIds: [member.id] })).toBe(0);
  for (const [more, words] of [
    [{ groupBy: ['METADATA'] }, 'metadata: name the field'],
    [{ metadata: 'service' }, 'metadata: name the field'],
    [{ groupBy: ['METADATA'], metadata: 'a\0' }, 'metadata: must be a name'],
    [{ groupBy: ['KEY', 'KEY'] }, 'each once'],
    [{ groupBy: ['KEY', 'SERVER', 'ENDPOINT', 'CODE'] }, 'at most 3'],
    [
      { filter: { keyIds: Array.from({ length: 1_001 }, () => tenant.id) } },
      'filter.keyIds: must have at most 1000',
    ],
  ] as const) {
    const answer = await refused(more);
    expect(answer).toMatchObject({ codes: ['INVALID_INPUT'], messages: [expect.stringContaining(words)] });
  }
});

test('groups and the rest add up to the totals, in counts, steps and latencies', async () => {
  const { keywatch, tenant, roll, usage } = await openUsage();
  const keyIds = await seedKeys(
    keywatch,
    tenant,
    Array.from({ length: 6 }, () => ({ ownerId: tenant.id })),
  );
  await roll(
    keyIds.flatMap((keyId, place) => [
      { keyId, at: noon + (place % 2) * HOUR, measure: VALID, n: 1 + place, endpoint: `e${place % 2}` },
      { keyId, at: noon, measure: decisionMeasure('REVOKED'), n: 10, endpoint: '' },
      { keyId, at: noon, measure: SERVER_ERRORS, n: place, endpoint: '' },
      { keyId, at: noon + HOUR, measure: BYTES, n: 1_000, endpoint: '' },
      { keyId, at: noon, measure: latencyMeasure(2 ** place), n: 1, endpoint: '' },
    ]),
  );
  const groupings: UsageDimension[][] = [
    ['KEY'],
    ['ENDPOINT'],
    ['CODE'],
    ['KEY', 'CODE'],
    ['ENVIRONMENT', 'KEY'],
  ];
  const month = { from: new Date(noon - 20 * DAY).toISOString() };
  for (const groupBy of groupings) {
    for (const more of [{ top: 1 }, { top: 2 }, { top: 100 }, { top: 2, ...month }]) {
      const { totals, groups } = await usage({ groupBy, ...more });
      expect(totals).toMatchObject({ requests: 81, denied: 60, serverErrors: 15, bytes: 6_000 });
      for (const measure of ['requests', 'denied', 'serverErrors', 'bytes'] as const) {
        const sum = groups.reduce((all, group) => all + group.totals[measure], 0);
        const points = groups.flatMap(({ series }) => series).reduce((all, point) => all + point[measure], 0);
        expect([sum, points]).toEqual([totals[measure], totals[measure]]);
      }
      expect(groups.filter(({ rest }) => rest).length).toBeLessThanOrEqual(1);
      expect(groups.findIndex(({ rest }) => rest)).toBeOneOf([-1, groups.length - 1]);
    }
  }
  const { groups } = await usage({ groupBy: ['KEY'], top: 5 });
  expect(Math.abs((groups.at(-1)?.totals.p50Ms ?? 0) - 1)).toBeLessThan(0.091);
});

test('the span before is told in all and for each group', async () => {
  const { keywatch, tenant, roll, usage } = await openUsage();
  const [first = '', second = '', third = ''] = await seedKeys(
    keywatch,
    tenant,
    Array.from({ length: 3 }, () => ({ ownerId: tenant.id })),
  );
  await roll(
    [
      { keyId: first, at: noon, measure: VALID, n: 5 },
      { keyId: second, at: noon + HOUR, measure: VALID, n: 4 },
      { keyId: first, at: noon - HOUR, measure: VALID, n: 1 },
      { keyId: second, at: noon - 2 * HOUR, measure: VALID, n: 20 },
      { keyId: second, at: noon - 2 * HOUR, measure: latencyMeasure(10), n: 20 },
      { keyId: third, at: noon - 2 * HOUR, measure: VALID, n: 300 },
      { keyId: third, at: noon - 2 * HOUR - 1, measure: VALID, n: 4_000 },
    ].map((row) => ({ ...row, at: Math.floor(row.at / 60_000) * 60_000 })),
  );
  const { previous, groups } = await usage({ groupBy: ['KEY'], compare: true });
  expect(previous).toMatchObject({
    from: new Date(noon - 2 * HOUR).toISOString(),
    to: new Date(noon).toISOString(),
    totals: { requests: 321 },
  });
  expect(groups.map((group) => [group.keyId, group.totals.requests, group.previous?.requests])).toEqual([
    [first, 5, 1],
    [second, 4, 20],
    [null, 0, 300],
  ]);
  expect(Math.abs((groups[1]?.previous?.p50Ms ?? 0) / 10 - 1)).toBeLessThan(0.091);
  const ungrouped = await usage({ compare: true });
  expect(ungrouped.groups.map((group) => group.previous?.requests)).toEqual([321]);
  expect((await usage({})).previous).toBeNull();
});

test('more points than may be told are refused before anything is read', async () => {
  const { usage, refused, keywatch } = await openUsage();
  await sql(keywatch.databaseUrl, 'ALTER TABLE usage_hours RENAME TO hidden');
  const span = { from: new Date(noon - 30 * DAY).toISOString(), to: new Date(noon).toISOString() };
  expect(await refused({ ...span, groupBy: ['KEY'], top: 1_000 })).toMatchObject({
    codes: ['TOO_MANY_POINTS'],
    messages: [expect.stringMatching(/at most 138 groups, or for at most 100 steps/)],
  });
  const years = { from: '2016-11-21T00:00:00Z', to: '2026-11-21T00:00:00Z', granularity: 'MINUTE' };
  expect(await refused(years)).toMatchObject({
    codes: ['RANGE_TOO_LONG'],
    messages: [expect.stringContaining('at most 7 days')],
  });
  expect(await refused({ compare: true, from: new Date(noon - 300 * DAY).toISOString() })).toMatchObject({
    codes: ['RANGE_NOT_KEPT'],
    messages: [expect.stringContaining('without `compare`')],
  });
  await sql(keywatch.databaseUrl, 'ALTER TABLE hidden RENAME TO usage_hours');
  expect((await usage({ ...span, groupBy: ['KEY'] })).groups).toEqual([]);
});
