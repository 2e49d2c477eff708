import { describe, expect, test } from 'vitest';
import { Keys } from '../support/documents.ts';
import { createToken, seedGateway } from '../support/gateway.ts';
import { ask } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { readUsage } from '../support/read-usage.ts';

const DAY = 86_400_000;

describe('usage events', () => {
  test('and verifications add up to exactly what was sent', async () => {
    const keywatch = await sharedKeywatch();
    const { tenant, keyId, secret, verify, report } = await seedGateway(keywatch);
    const at = new Date().toISOString();
    await Promise.all(Array.from({ length: 7 }, async () => await verify({ key: secret, server: 'crm' })));
    await verify({ key: secret, scopes: ['mcp:full'] });
    const answer = await report({
      batchId: 'b1',
      events: [
        { keyId, at, server: 'crm', endpoint: '/a', status: 502, latencyMs: 41, bytes: 1_200 },
        { keyId, at, server: 'crm', endpoint: '/b', requests: 3, status: 404 },
      ],
    });
    expect(answer).toEqual({ status: 200, body: { accepted: 2, rejected: [], repeated: false } });
    const { totals, lostEvents } = await readUsage(keywatch, tenant);
    expect(totals).toMatchObject({ requests: 11, denied: 1, clientErrors: 3, serverErrors: 1, bytes: 1_200 });
    expect(lostEvents).toBe(0);
  });

  test('of a repeated batch count nothing twice', async () => {
    const keywatch = await sharedKeywatch();
    const { tenant, keyId, report } = await seedGateway(keywatch);
    const batch = { batchId: 'b1', events: [{ keyId, at: Date.now(), requests: 5 }] };
    expect(await report(batch)).toMatchObject({ body: { accepted: 1, repeated: false } });
    expect(await report(batch)).toMatchObject({ body: { accepted: 1, repeated: true } });
    expect((await readUsage(keywatch, tenant)).totals.requests).toBe(5);
  });

  test('are rejected one by one with index and reason, the good ones count, and too many at once are refused', async () => {
    const keywatch = await sharedKeywatch();
    const ours = await seedGateway(keywatch);
    const theirs = await seedGateway(keywatch);
    const { keyId } = ours;
    const now = Date.now();
    const answer = await ours.report({
      events: [
        { keyId, at: now, requests: 1 },
        { keyId, at: now, requests: -1 },
        { keyId, at: now + 10 * 60_000 },
        { keyId, at: now - 3 * DAY },
        { keyId: theirs.keyId, at: now },
        { keyId, at: now, server: 'nowhere' },
        { keyId, at: now, endpoint: 'x'.repeat(10_000) },
        'no event',
        { keyId, at: now, requests: Number.POSITIVE_INFINITY },
        { keyId, at: now, requests: 1_000_000_001 },
        { keyId, at: now, bytes: 1e21 },
        { keyId, at: now, latencyMs: -0.5 },
        { keyId, at: Number.NaN },
        { keyId, at: now, requests: 0.5 },
        { keyId, at: now, requests: 1 },
      ],
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        accepted: 2,
        rejected: [
          { index: 1, reason: 'INVALID_EVENT' },
          { index: 2, reason: 'FROM_THE_FUTURE' },
          { index: 3, reason: 'TOO_OLD' },
          { index: 4, reason: 'UNKNOWN_KEY' },
          { index: 5, reason: 'UNKNOWN_SERVER' },
          { index: 6, reason: 'INVALID_EVENT' },
          { index: 7, reason: 'INVALID_EVENT' },
          ...[8, 9, 10, 11, 12, 13].map((index) => ({ index, reason: 'INVALID_EVENT' })),
        ],
      },
    });
    const many = (length: number) => ({
      events: Array.from({ length }, () => ({ keyId, at: now, requests: 1 })),
    });
    expect(await ours.report(many(10_001))).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    expect(await ours.report(many(10_000))).toMatchObject({ status: 200, body: { accepted: 10_000 } });
    expect((await readUsage(keywatch, ours.tenant)).totals.requests).toBe(10_002);
  });

  test('of long ago are taken as a backfill under an ADMIN token only', async () => {
    const keywatch = await sharedKeywatch();
    const { tenant, keyId, report } = await seedGateway(keywatch);
    const now = Date.now();
    const events = [3, 5, 9, 25].map((days) => ({ keyId, at: now - days * DAY, requests: days }));
    const batch = { batchId: 'old', backfill: true, events };
    expect(await report(batch)).toMatchObject({ status: 403, body: { code: 'TOKEN_KIND_NOT_ALLOWED' } });
    const admin = await createToken(keywatch, tenant, 'ADMIN');
    expect(await keywatch.post('/v1/usage', admin, batch)).toMatchObject({
      body: { accepted: 4, rejected: [] },
    });
    const { totals, groups } = await readUsage(keywatch, tenant);
    expect(totals.requests).toBe(42);
    const days = groups[0]?.series.filter(({ requests }) => requests > 0).map(({ requests }) => requests);
    expect(days).toEqual([25, 9, 5, 3]);
  });

  test('with text that Postgres cannot store neither fail nor stop the roll-up', async () => {
    const keywatch = await sharedKeywatch();
    const { tenant, keyId, report } = await seedGateway(keywatch);
    const odd = ['a\u0000b', '\ud800', '漢'.repeat(1_024), 'line\nbreak', 'quote"\\{}'];
    const events = odd.map((endpoint) => ({
      keyId,
      at: Date.now(),
      endpoint,
      requests: 1,
      userAgent: endpoint,
    }));
    expect(await report({ events })).toMatchObject({ body: { accepted: 5, rejected: [] } });
    expect((await readUsage(keywatch, tenant)).totals.requests).toBe(5);
  });

  test('count whatever the case of their key id', async () => {
    const keywatch = await sharedKeywatch();
    const { tenant, keyId, report } = await seedGateway(keywatch);
    await report({ events: [{ keyId: keyId.toUpperCase(), at: Date.now(), requests: 7 }] });
    expect((await readUsage(keywatch, tenant)).totals.requests).toBe(7);
  });

  test('show when a key was last used', async () => {
    const keywatch = await sharedKeywatch();
    const { tenant, secret, verify } = await seedGateway(keywatch);
    await verify({ key: secret });
    await readUsage(keywatch, tenant);
    const { edges } = await ask(keywatch, Keys, { workspaceId: tenant.workspaceId }, tenant.token);
    const used = Date.parse(edges[0]?.node.lastUsedAt ?? '');
    expect(Date.now() - used).toBeLessThan(120_000);
  });
});
