import { expect, test } from 'vitest';
import { decisionMeasure, latencyMeasure, SERVER_ERRORS } from '../../src/core/usage/measure.ts';
import { summarise } from '../../src/jobs/summarise.ts';
import { openStorage } from '../../src/storage/client.ts';
import { ensurePartitions } from '../../src/storage/partitions.ts';
import { markDirtyHours, upsertSeenHours, upsertSeenMinutes } from '../../src/storage/usage-roll-up.ts';
import { CreateKey, DeniedBreakdown, EndpointPatterns, KeySources } from '../support/documents.ts';
import { ask, execute, seedTenant, signUp, success } from '../support/graphql.ts';
import { jobContext } from '../support/jobs.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { addMember } from '../support/sql.ts';
import { SOURCE, usageRows } from '../support/usage-rows.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const noon = Math.floor(Date.now() / DAY) * DAY - 2.5 * DAY;
const [VALID, REVOKED, EXPIRED] = [
  decisionMeasure('VALID'),
  decisionMeasure('REVOKED'),
  decisionMeasure('EXPIRED'),
];

async function open() {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedTenant(keywatch);
  const { workspaceId, token } = tenant;
  const keyOf = async (owner: string) =>
    success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI' }, owner)).key.id;
  const member = await signUp(keywatch, 'Mel');
  await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
  // Two whole days between hours of two more: each part is read from its own table.
  const span = {
    workspaceId,
    from: new Date(noon - 2 * DAY).toISOString(),
    to: new Date(noon + DAY).toISOString(),
  };
  return { keywatch, tenant, token, member, keyOf, span, rows: usageRows(keywatch.databaseUrl, workspaceId) };
}

test('denied requests are told by reason, in all and for each key, and add up', async () => {
  const { keywatch, token, member, keyOf, span, rows } = await open();
  const [first, second, third] = [await keyOf(token), await keyOf(token), await keyOf(member.token)];
  const cells = [
    { keyId: first, at: noon - 2 * DAY, measure: REVOKED, n: 1 },
    { keyId: first, at: noon - DAY, measure: REVOKED, n: 10 },
    { keyId: first, at: noon, measure: EXPIRED, n: 100 },
    { keyId: second, at: noon, measure: EXPIRED, n: 50 },
    { keyId: third, at: noon - DAY, measure: REVOKED, n: 7 },
    { keyId: third, at: noon, measure: VALID, n: 10_000 },
    { keyId: third, at: noon + DAY, measure: REVOKED, n: 10_000 },
  ];
  await rows.roll(cells);
  const denied = async (more: object, as = token) =>
    await ask(keywatch, DeniedBreakdown, { ...span, by: 'KEY' as const, top: 2, ...more }, as);
  const expected = {
    requests: 168,
    codes: [
      { code: 'EXPIRED', requests: 150 },
      { code: 'REVOKED', requests: 18 },
    ],
    groups: [
      {
        group: { keyId: first, rest: false, totals: { requests: 111 } },
        codes: [
          { code: 'EXPIRED', requests: 100 },
          { code: 'REVOKED', requests: 11 },
        ],
      },
      { group: { keyId: second, rest: false }, codes: [{ code: 'EXPIRED', requests: 50 }] },
      { group: { keyId: null, rest: true }, codes: [{ code: 'REVOKED', requests: 7 }] },
    ],
  };
  expect(await denied({})).toMatchObject(expected);
  const storage = openStorage({ databaseUrl: keywatch.databaseUrl, connectionsMax: 2 });
  await summarise(jobContext(storage));
  await storage.close();
  expect(await denied({})).toMatchObject(expected);
  const byServer = await denied({ by: 'SERVER' });
  expect(byServer.groups).toMatchObject([{ group: { server: null, totals: { requests: 168 } } }]);
  expect(byServer.groups[0]?.codes).toEqual(byServer.codes);
  expect(await denied({ filter: { codes: ['VALID', 'EXPIRED'] } })).toMatchObject({ requests: 150 });
  expect(await denied({}, member.token)).toMatchObject({
    requests: 7,
    groups: [{ group: { keyId: third } }],
  });
  const refused = await execute(keywatch, DeniedBreakdown, { ...span, by: 'KEY', top: 101 }, token);
  expect(refused.codes).toEqual(['INVALID_INPUT']);
});

test('the endpoints of each key are told with their share, errors and latency', async () => {
  const { keywatch, token, keyOf, span, rows } = await open();
  const [first, second] = [await keyOf(token), await keyOf(token)];
  const cell = (keyId: string, endpoint: string, measure: number, n: number) => ({
    keyId,
    at: noon,
    endpoint,
    measure,
    n,
  });
  await rows.roll([
    cell(first, 'list', VALID, 60),
    cell(first, 'call', VALID, 30),
    cell(first, 'call', REVOKED, 2),
    cell(first, 'call', SERVER_ERRORS, 8),
    cell(first, 'call', latencyMeasure(250), 30),
    cell(first, 'drop', VALID, 8),
    cell(second, 'drop', VALID, 5),
  ]);
  const { groups } = await ask(keywatch, EndpointPatterns, { ...span, by: 'KEY', endpoints: 2 }, token);
  expect(groups).toMatchObject([
    {
      group: { keyId: first, totals: { requests: 100 } },
      endpoints: [
        { endpoint: 'list', share: 0.6, totals: { errorRate: 0, p95Ms: null } },
        { endpoint: 'call', share: 0.32, totals: { errorRate: 0.25, requests: 32 } },
      ],
    },
    { group: { keyId: second }, endpoints: [{ endpoint: 'drop', share: 1 }] },
  ]);
  expect(Math.abs((groups[0]?.endpoints[1]?.totals.p95Ms ?? 0) / 250 - 1)).toBeLessThan(0.091);
  const refused = await execute(keywatch, EndpointPatterns, { ...span, by: 'KEY', endpoints: 51 }, token);
  expect(refused.codes).toEqual(['INVALID_INPUT']);
});

test('where a key was used from is told page by page, the same before and after summing', async () => {
  const { keywatch, tenant, token, member, keyOf } = await open();
  const { workspaceId } = tenant;
  const keyId = await keyOf(token);
  const storage = openStorage({ databaseUrl: keywatch.databaseUrl, connectionsMax: 2 });
  const seen = { workspaceId, keyId, source: SOURCE };
  await storage.transaction(async (db) => {
    await ensurePartitions(db, 'usage_source_minutes', [new Date(noon), new Date(noon - DAY)]);
    await db.$executeRaw(
      upsertSeenMinutes([
        { ...seen, at: noon, kind: 'ip', value: '203.0.113.9', n: 3 },
        { ...seen, at: noon - DAY, kind: 'ip', value: '203.0.113.9', n: 4 },
        { ...seen, at: noon + MINUTE, kind: 'ip', value: '2001:db8::1', n: 1 },
        { ...seen, at: noon, kind: 'ua', value: 'curl/8 "é"', n: 8 },
      ]),
    );
    await db.$executeRaw(
      upsertSeenHours([{ ...seen, at: noon - 20 * DAY, kind: 'ip', value: '203.0.113.9', n: 5 }]),
    );
    await db.$executeRaw(
      markDirtyHours([noon - 20 * DAY, noon - DAY, noon].map((at) => ({ workspaceId, at }))),
    );
  });
  const page = async (more: object = {}) =>
    await ask(keywatch, KeySources, { workspaceId, keyId, ...more }, token);
  const check = async () => {
    const { edges } = await page();
    expect(edges.map(({ node }) => [node.value, node.requests, node.days])).toEqual([
      ['2001:db8::1', 1, 1],
      ['curl/8 "é"', 8, 1],
      ['203.0.113.9', 12, 3],
    ]);
    expect(edges[2]?.node).toMatchObject({
      kind: 'ADDRESS',
      firstSeenAt: new Date(noon - 20 * DAY).toISOString(),
      lastSeenAt: new Date(noon).toISOString(),
    });
    const walked: string[] = [];
    for (let after: string | null | undefined; ; ) {
      const { edges: found, pageInfo } = await page({ first: 1, after });
      walked.push(...found.map(({ node }) => node.value));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(walked).toEqual(edges.map(({ node }) => node.value));
    expect((await page({ kind: 'USER_AGENT' })).edges).toHaveLength(1);
  };
  await check();
  await summarise(jobContext(storage));
  await check();
  await storage.close();
  const foreign = await execute(keywatch, KeySources, { workspaceId, keyId }, member.token);
  expect(foreign.codes).toEqual(['NOT_FOUND']);
  const cursor = await execute(keywatch, KeySources, { workspaceId, keyId, after: 'x' }, token);
  expect(cursor.codes).toEqual(['INVALID_INPUT']);
});
