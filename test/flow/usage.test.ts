import { describe, expect, test } from 'vitest';
import {
  BYTES,
  CLIENT_ERRORS,
  decisionMeasure,
  latencyMeasure,
  SERVER_ERRORS,
} from '../../src/core/usage/measure.ts';
import { CreateKey, CreateServer, Usage } from '../support/documents.ts';
import { ask, execute, seedTenant, signUp, success, type Tenant } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';
import { SOURCE, usageRows } from '../support/usage-rows.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Noon of yesterday: no hour of these tests is the open one. */
const noon = Math.floor(Date.now() / DAY) * DAY - DAY / 2;
const [VALID, REVOKED] = [decisionMeasure('VALID'), decisionMeasure('REVOKED')];

async function keyOf(keywatch: TestKeywatch, tenant: Tenant, name = 'CI'): Promise<string> {
  const { workspaceId, token } = tenant;
  return success(await ask(keywatch, CreateKey, { workspaceId, name }, token)).key.id;
}

function span(from: number, to: number): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

describe('usage', () => {
  test('is told by minute with zeros where nothing came, half open', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const keyId = await keyOf(keywatch, tenant);
    await usageRows(keywatch.databaseUrl, workspaceId).roll([
      { keyId, at: noon, measure: VALID, n: 5 },
      { keyId, at: noon, measure: VALID, n: 2, source: SOURCE.replace('aa', 'bb') },
      { keyId, at: noon, measure: REVOKED, n: 3 },
      { keyId, at: noon + 2 * MINUTE, measure: VALID, n: 10 },
      { keyId, at: noon + 2 * MINUTE, measure: CLIENT_ERRORS, n: 4 },
      { keyId, at: noon + 2 * MINUTE, measure: SERVER_ERRORS, n: 1 },
      { keyId, at: noon + 2 * MINUTE, measure: BYTES, n: 5_000_000_000 },
      { keyId, at: noon + 2 * MINUTE, measure: latencyMeasure(40), n: 10 },
      { keyId, at: noon + 3 * MINUTE, measure: VALID, n: 99 },
    ]);
    const asked = { workspaceId, granularity: 'MINUTE' as const, ...span(noon, noon + 3 * MINUTE) };
    const usage = await ask(keywatch, Usage, asked, token);
    expect(usage).toMatchObject({ lostEvents: 0, groupsLeftOut: 0, completeThrough: null });
    expect(usage.totals).toMatchObject({
      requests: 20,
      denied: 3,
      clientErrors: 4,
      serverErrors: 1,
      errorRate: 0.25,
      bytes: 5_000_000_000,
    });
    expect(Math.abs((usage.totals.p99Ms ?? 0) / 40 - 1)).toBeLessThan(0.091);
    expect(usage.groups).toHaveLength(1);
    expect(usage.groups[0]?.series).toEqual([
      {
        at: new Date(noon).toISOString(),
        requests: 10,
        denied: 3,
        clientErrors: 0,
        serverErrors: 0,
        bytes: 0,
      },
      {
        at: new Date(noon + MINUTE).toISOString(),
        requests: 0,
        denied: 0,
        clientErrors: 0,
        serverErrors: 0,
        bytes: 0,
      },
      {
        at: new Date(noon + 2 * MINUTE).toISOString(),
        requests: 10,
        denied: 0,
        clientErrors: 4,
        serverErrors: 1,
        bytes: 5_000_000_000,
      },
    ]);
  });

  test('is the same whatever the jobs have summed already', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const keyId = await keyOf(keywatch, tenant);
    const rows = usageRows(keywatch.databaseUrl, workspaceId);
    const requestsBy = async (granularity: 'HOUR' | 'DAY') => {
      const range = span(noon - 12 * HOUR, noon + 12 * HOUR);
      const { groups, totals } = await ask(keywatch, Usage, { workspaceId, granularity, ...range }, token);
      const points = groups[0]?.series.map(({ requests }) => requests) ?? [];
      expect(points).toHaveLength(granularity === 'HOUR' ? 24 : 1);
      expect(points.reduce((sum, n) => sum + n, 0)).toBe(totals.requests);
      return points.filter((n) => n > 0);
    };
    const minutes = [
      { keyId, at: noon + 5 * MINUTE, measure: VALID, n: 7 },
      { keyId, at: noon + 59 * MINUTE, measure: VALID, n: 1 },
      { keyId, at: noon + HOUR, measure: VALID, n: 30 },
    ];
    await rows.roll(minutes);
    expect([await requestsBy('HOUR'), await requestsBy('DAY')]).toEqual([[8, 30], [38]]);
    await rows.sum(noon, false);
    expect([await requestsBy('HOUR'), await requestsBy('DAY')]).toEqual([[8, 30], [38]]);
    await rows.sum(noon, true);
    await rows.sum(noon + HOUR, true);
    expect([await requestsBy('HOUR'), await requestsBy('DAY')]).toEqual([[8, 30], [38]]);

    await rows.roll([{ keyId, at: noon + 5 * MINUTE, measure: VALID, n: 9 }]);
    expect([await requestsBy('HOUR'), await requestsBy('DAY')]).toEqual([[10, 30], [40]]);
    await rows.backfill([{ keyId, at: noon, measure: VALID, n: 100 }]);
    expect([await requestsBy('HOUR'), await requestsBy('DAY')]).toEqual([[110, 30], [140]]);
    await rows.sum(noon, true);
    expect([await requestsBy('HOUR'), await requestsBy('DAY')]).toEqual([[110, 30], [140]]);
    await sql(keywatch.databaseUrl, 'DELETE FROM usage_minutes');
    expect([await requestsBy('HOUR'), await requestsBy('DAY')]).toEqual([[110, 30], [140]]);
  });

  test('is narrowed and grouped by key, server, endpoint and code, the largest first', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const [first, second] = [await keyOf(keywatch, tenant), await keyOf(keywatch, tenant)];
    const { server } = success(
      await ask(keywatch, CreateServer, { workspaceId, slug: 'crm', name: 'CRM' }, token),
    );
    const at = noon;
    await usageRows(keywatch.databaseUrl, workspaceId).roll([
      { keyId: first, at, measure: VALID, n: 5, endpoint: 'tools/list', serverId: server.id },
      { keyId: first, at, measure: REVOKED, n: 1, endpoint: 'tools/call' },
      { keyId: first, at, measure: SERVER_ERRORS, n: 1, endpoint: 'tools/call' },
      { keyId: second, at, measure: VALID, n: 50, endpoint: 'tools/list' },
    ]);
    const usageBy = async (more: object) =>
      await ask(
        keywatch,
        Usage,
        { workspaceId, granularity: 'HOUR', ...span(noon, noon + HOUR), ...more },
        token,
      );
    const groupsBy = async (more: object) =>
      (await usageBy(more)).groups.map(({ keyId, serverId, endpoint, code, totals }) => [
        keyId ?? serverId ?? endpoint ?? code,
        totals.requests,
      ]);
    expect(await groupsBy({ groupBy: ['KEY'] })).toEqual([
      [second, 50],
      [first, 6],
    ]);
    expect(await groupsBy({ groupBy: ['SERVER'] })).toEqual([
      [null, 51],
      [server.id, 5],
    ]);
    expect(await groupsBy({ groupBy: ['ENDPOINT'] })).toEqual([
      ['tools/list', 55],
      ['tools/call', 1],
    ]);
    expect(await groupsBy({ groupBy: ['CODE'] })).toEqual([
      ['VALID', 55],
      ['REVOKED', 1],
      [null, 0],
    ]);
    expect((await usageBy({ groupBy: ['KEY', 'ENDPOINT', 'CODE'] })).groups).toHaveLength(4);
    const top = await usageBy({ groupBy: ['KEY'], top: 1 });
    expect(top).toMatchObject({ groupsLeftOut: 1, totals: { requests: 56, serverErrors: 1 } });
    expect(top.groups.map(({ keyId, rest, totals }) => [keyId, rest, totals.requests])).toEqual([
      [second, false, 50],
      [null, true, 6],
    ]);
    const only = async (filter: object) => (await usageBy({ filter })).totals.requests;
    expect(await only({ keyIds: [first] })).toBe(6);
    expect(await only({ serverIds: [server.id] })).toBe(5);
    expect(await only({ endpoints: ['tools/call'] })).toBe(1);
    expect(await only({ ownerIds: [tenant.id] })).toBe(56);
    expect(await only({ codes: ['REVOKED', 'EXPIRED'] })).toBe(1);
    expect((await usageBy({ filter: { codes: ['VALID'] } })).totals.serverErrors).toBe(0);
    expect(await only({ keyIds: [] })).toBe(0);
    expect(await only({ keyIds: ['nonsense'] })).toBe(0);
  });

  test('shows members their own keys, and nobody another workspace’s', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const [ours, theirs] = [await seedTenant(keywatch), await seedTenant(keywatch)];
    const { workspaceId } = ours;
    const member = await signUp(keywatch, 'Mel');
    await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
    const own = success(await ask(keywatch, CreateKey, { workspaceId, name: 'own' }, member.token)).key.id;
    const [other, foreign] = [await keyOf(keywatch, ours), await keyOf(keywatch, theirs)];
    await usageRows(keywatch.databaseUrl, workspaceId).roll([
      { keyId: own, at: noon, measure: VALID, n: 1 },
      { keyId: other, at: noon, measure: VALID, n: 10 },
    ]);
    await usageRows(keywatch.databaseUrl, theirs.workspaceId).roll([
      { keyId: foreign, at: noon, measure: VALID, n: 100 },
    ]);
    const requests = async (token: string, filter: object) => {
      const asked = { workspaceId, granularity: 'DAY' as const, ...span(noon, noon + 1), filter };
      return (await ask(keywatch, Usage, asked, token)).totals.requests;
    };
    expect(await requests(ours.token, {})).toBe(11);
    expect(await requests(ours.token, { keyIds: [foreign] })).toBe(0);
    expect(await requests(member.token, {})).toBe(1);
    expect(await requests(member.token, { keyIds: [other] })).toBe(0);
    expect(await requests(member.token, { ownerIds: [ours.id] })).toBe(0);
  });

  test.each([
    ['MINUTE', 8 * DAY, 0, 'RANGE_TOO_LONG', '7 days'],
    ['HOUR', 401 * DAY, 0, 'RANGE_TOO_LONG', '400 days'],
    ['MINUTE', 9 * DAY, 8 * DAY, 'RANGE_NOT_KEPT', '7 days'],
    ['HOUR', 0, 1, 'INVALID_INPUT', 'later than'],
  ] as const)(
    'by %s from %i ms ago until %i ms ago is refused',
    async (granularity, from, to, code, words) => {
      const keywatch = await sharedKeywatch({ role: 'api' });
      const { token, workspaceId } = await seedTenant(keywatch);
      const now = Date.now();
      const answer = await execute(
        keywatch,
        Usage,
        { workspaceId, granularity, ...span(now - from, now - to) },
        token,
      );
      expect(answer).toMatchObject({ data: null, codes: [code], messages: [expect.stringContaining(words)] });
    },
  );

  test('says up to when everything is counted', async () => {
    const keywatch = await startKeywatch({ role: 'api', shards: 2 });
    const { token, workspaceId } = await seedTenant(keywatch);
    const completeThrough = async () => {
      const asked = { workspaceId, granularity: 'DAY' as const, ...span(noon, noon + DAY) };
      return (await ask(keywatch, Usage, asked, token)).completeThrough;
    };
    const mark = async (shard: number, at: string) =>
      await sql(keywatch.databaseUrl, 'INSERT INTO watermarks VALUES ($1, $2, now())', [
        `roll-up:${shard}`,
        at,
      ]);
    await mark(0, '2026-11-20T10:00:30Z');
    expect(await completeThrough()).toBeNull();
    await mark(1, '2026-11-20T09:59:59Z');
    expect(await completeThrough()).toBe('2026-11-20T09:59:59.000Z');
  });
});
