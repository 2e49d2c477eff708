import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { BYTES, decisionMeasure, latencyMeasure } from '../../src/core/usage/measure.ts';
import { openStorage } from '../../src/storage/client.ts';
import { Prisma } from '../../src/storage/generated/client.ts';
import { oneSession } from '../support/database.ts';
import { CreateKey } from '../support/documents.ts';
import { ask, seedTenant, signUp, success } from '../support/graphql.ts';
import { openTestStorage } from '../support/jobs.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';
import { usageRows } from '../support/usage-rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const noon = Math.floor(Date.now() / DAY) * DAY - DAY / 2;
const [VALID, REVOKED] = [decisionMeasure('VALID'), decisionMeasure('REVOKED')];

async function open() {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedTenant(keywatch);
  const { workspaceId, token } = tenant;
  const keyOf = async (owner: string) =>
    success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI' }, owner)).key.id;
  const urlOf = (query: Record<string, string | string[]>) => {
    const url = new URL('/v1/usage/export', keywatch.url);
    const given = {
      workspaceId,
      from: new Date(noon).toISOString(),
      to: new Date(noon + 3 * HOUR).toISOString(),
      granularity: 'HOUR',
      ...query,
    };
    for (const [name, value] of Object.entries(given)) {
      for (const each of [value].flat()) url.searchParams.append(name, each);
    }
    return url;
  };
  const send = async (query: Record<string, string | string[]>, as = token) =>
    await fetch(urlOf(query), { headers: as === '' ? {} : { authorization: `Bearer ${as}` } });
  return { keywatch, tenant, token, keyOf, send, urlOf, rows: usageRows(keywatch.databaseUrl, workspaceId) };
}

test('usage is exported as CSV and NDJSON, step by step', async () => {
  const { tenant, token, keyOf, send, rows } = await open();
  const keyId = await keyOf(token);
  await rows.roll([
    { keyId, at: noon, measure: VALID, n: 5, endpoint: '=cmd|"calc"' },
    { keyId, at: noon, measure: latencyMeasure(5), n: 5, endpoint: '=cmd|"calc"' },
    { keyId, at: noon + HOUR, measure: REVOKED, n: 2, endpoint: 'a,b' },
    { keyId, at: noon + HOUR, measure: BYTES, n: 5_000_000_000, endpoint: 'a,b' },
  ]);
  const csv = await send({ format: 'csv', groupBy: ['KEY', 'ENDPOINT'] });
  expect(Object.fromEntries(csv.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="usage-${tenant.workspaceId}.csv"`,
    'x-content-type-options': 'nosniff',
  });
  const [first, second] = [new Date(noon).toISOString(), new Date(noon + HOUR).toISOString()];
  expect(await csv.text()).toBe(
    [
      'at,keyId,endpoint,requests,denied,clientErrors,serverErrors,bytes',
      `${first},${keyId},"'=cmd|""calc""",5,0,0,0,0`,
      `${second},${keyId},"a,b",2,2,0,0,5000000000`,
      '',
    ].join('\r\n'),
  );
  const lines = async (query: Record<string, string | string[]>, as?: string) =>
    (await (await send({ format: 'ndjson', ...query }, as)).text())
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown);
  expect(await lines({})).toMatchObject([
    { at: first, requests: 5, denied: 0 },
    { at: second, requests: 2, denied: 2, bytes: 5_000_000_000 },
  ]);
  expect(await lines({ groupBy: 'CODE', code: 'REVOKED' })).toMatchObject([{ code: 'REVOKED', requests: 2 }]);
  const days = {
    granularity: 'DAY',
    timeZone: 'Asia/Kathmandu',
    groupBy: 'SERVER',
    endpoint: ['a,b', 'none'],
  };
  expect(await lines(days)).toMatchObject([
    { serverId: null, requests: 2, at: expect.stringContaining('T18:15:00.000Z') },
  ]);
  expect(await lines({ endpoint: 'none' })).toEqual([]);
});

test('an export holds what its reader may see, and refuses what it cannot do', async () => {
  const { keywatch, tenant, token, keyOf, send, rows } = await open();
  const member = await signUp(keywatch, 'Mel');
  await addMember(keywatch.databaseUrl, {
    workspaceId: tenant.workspaceId,
    userId: member.id,
    role: 'MEMBER',
  });
  const stranger = await signUp(keywatch, 'Eve');
  const [ours, theirs] = [await keyOf(token), await keyOf(member.token)];
  await rows.roll([
    { keyId: ours, at: noon, measure: VALID, n: 1 },
    { keyId: theirs, at: noon, measure: VALID, n: 10 },
  ]);
  const requests = async (as: string, more: object = {}) =>
    JSON.parse(await (await send({ format: 'ndjson', ...more }, as)).text()) as unknown;
  expect(await requests(token)).toMatchObject({ requests: 11 });
  expect(await requests(member.token)).toMatchObject({ requests: 10 });
  const refusals: [Record<string, string | string[]>, string, number, string][] = [
    [{ format: 'csv' }, stranger.token, 404, 'NOT_FOUND'],
    [{ format: 'csv' }, '', 401, 'UNAUTHENTICATED'],
    [{ format: 'xlsx' }, token, 400, 'INVALID_INPUT'],
    [{ format: 'csv', from: 'yesterday' }, token, 400, 'INVALID_INPUT'],
    [{ format: 'csv', colour: 'red' }, token, 400, 'INVALID_INPUT'],
    [{ format: 'csv', groupBy: 'METADATA' }, token, 400, 'INVALID_INPUT'],
    [{ format: 'csv', environment: 'a\0' }, token, 400, 'INVALID_INPUT'],
    [{ format: 'csv', from: '2016-11-21T00:00:00Z', granularity: 'MINUTE' }, token, 400, 'RANGE_TOO_LONG'],
  ];
  for (const [query, as, status, code] of refusals) {
    const answer = await send(query, as);
    expect([query, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      query,
      status,
      code,
    ]);
  }
});

test.skipIf(oneSession)(
  'a client that leaves midway ends its statement; more exports than are bounded wait outside',
  async () => {
    const { keywatch, tenant, send, urlOf, keyOf, token } = await open();
    const keyId = await keyOf(token);
    await usageRows(keywatch.databaseUrl, tenant.workspaceId).roll([
      { keyId, at: noon, measure: VALID, n: 1 },
    ]);
    await sql(
      keywatch.databaseUrl,
      `INSERT INTO usage_minutes (workspace_id, key_id, minute, server_id, endpoint, measure, source, n)
     SELECT $1, $2, $3, gen_random_uuid(), repeat('e', 200) || n, 0, gen_random_uuid(), 1 FROM generate_series(1, 50000) n`,
      [tenant.workspaceId, keyId, new Date(noon)],
    );
    const large = { format: 'csv', granularity: 'MINUTE', groupBy: ['ENDPOINT', 'SERVER'] };
    const leaving: ClientRequest[] = [];
    for (let index = 0; index < 3; index += 1) {
      const request = get(urlOf(large), { agent: false, headers: { authorization: `Bearer ${token}` } });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      await once(response, 'readable');
      leaving.push(request);
    }
    const statements = async () =>
      (
        await sql(
          keywatch.databaseUrl,
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
        )
      ).length;
    if (!oneSession) await vi.waitFor(async () => expect(await statements()).toBe(3));
    const refused = await send({ format: 'csv' });
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'TOO_MANY_EXPORTS' }]);
    for (const request of leaving) request.destroy();
    await vi.waitFor(async () => expect(await statements()).toBe(0), { timeout: 10_000 });
    const whole = await send(large);
    expect((await whole.text()).split('\r\n')).toHaveLength(50_003);
  },
);

test.skipIf(oneSession)('closing a cursor ends the statement that Postgres is at work on', async () => {
  const { url, prisma } = await openTestStorage();
  const storage = openStorage({ databaseUrl: url, connectionsMax: 3 });
  onTestFinished(storage.close);
  const cursor = await storage
    .confinedTo({ userId: null, workspaceIds: [] })
    .cursor(Prisma.sql`SELECT pg_sleep(${60}::int)`, { rowsPerFetch: 1, statementMsMax: 0 });
  const reading = cursor.next().catch((error: unknown) => error);
  const working = async () => {
    const rows = await prisma.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'active' AND query LIKE 'FETCH%'`;
    return rows[0]?.n;
  };
  await vi.waitFor(async () => expect(await working()).toBe(1));
  await cursor.close();
  expect(await reading).toMatchObject({ code: '57014' });
  expect(await working()).toBe(0);
  expect(await cursor.next()).toEqual([]);
  await cursor.close();
});
