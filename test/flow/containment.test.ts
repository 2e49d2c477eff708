import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ContainKey, Containments, UndoContainment } from '../support/documents/containment.ts';
import { KeyList } from '../support/documents/key-list.ts';
import { DeleteKey, ResumeKey, SuspendKey } from '../support/documents/keys.ts';
import { RevokeKey } from '../support/documents.ts';
import { startFaultyKeywatch } from '../support/faulty-keywatch.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask, execute, success } from '../support/graphql.ts';
import { auditOf, makeKey, NOBODY, seedKeyTenant } from '../support/key-tenant.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

test('a contained key is kept from more with each step, and is what it was when they are undone', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const limit = { rateLimit: { limit: 1_000, windowSeconds: 60 }, scopes: ['crm:read', 'crm:write'] };
  const gateway = await seedGateway(keywatch, limit);
  const { tenant, keyId, secret } = gateway;
  const { workspaceId, token } = tenant;
  await sql(
    keywatch.databaseUrl,
    `INSERT INTO webhook_endpoints (id, workspace_id, url, sealed_secret)
     VALUES (gen_random_uuid(), $1, 'https://hooks.example/', '')`,
    [workspaceId],
  );
  const verify = async (scopes?: string[]) =>
    (await gateway.verify({ key: secret, server: 'crm', ...(scopes && { scopes }) })).body;
  const contain = async (step: 'THROTTLE' | 'READ_ONLY' | 'SUSPEND', more = {}) =>
    await ask(keywatch, ContainKey, { workspaceId, keyId, step, ...more }, token);
  // What gateways go by that decide by themselves.
  const sha256 = createHash('sha256').update(secret).digest('hex');
  const record = async () => (await keywatch.post('/v1/keys/record', gateway.token, { sha256 })).body;
  const undo = async () => success(await ask(keywatch, UndoContainment, { workspaceId, keyId }, token)).key;

  expect(await verify(['crm:write'])).toMatchObject({ code: 'VALID', rateLimit: { limit: 1_000 } });
  expect(await contain('THROTTLE', { throttle: { percent: 2 }, reason: 'Odd' })).toMatchObject({
    key: {
      status: 'ACTIVE',
      containment: { step: 'THROTTLE', by: 'PERSON', byUser: { id: tenant.id }, throttle: { percent: 2 } },
    },
    propagation: 'DONE',
  });
  const throttled = await verify(['crm:write']);
  expect(throttled).toMatchObject({ code: 'VALID', rateLimit: { limit: 20 } });
  expect(JSON.stringify(throttled)).not.toMatch(/contain|throttle/i);
  expect(await record()).toMatchObject({ record: { version: 2, local: true, rateLimit: { limit: 20 } } });

  expect(await contain('READ_ONLY')).toMatchObject({ key: { containment: { step: 'READ_ONLY' } } });
  expect(await verify(['crm:read'])).toMatchObject({ code: 'VALID', rateLimit: { limit: 1_000 } });
  expect(await verify(['crm:write'])).toMatchObject({ code: 'INSUFFICIENT_SCOPE' });
  expect(await verify()).toMatchObject({ code: 'INSUFFICIENT_SCOPE' });
  expect(await record()).toMatchObject({ record: { version: 3, local: false } });

  expect(await contain('SUSPEND', { minutes: 30 })).toMatchObject({ key: { status: 'SUSPENDED' } });
  expect(await verify(['crm:read'])).toMatchObject({ code: 'SUSPENDED' });
  expect(await record()).toMatchObject({ record: { version: 4, suspendedAt: expect.any(Number) } });
  const milder = { code: 'KEY_STATE', message: expect.stringContaining('undoContainment') };
  expect(await contain('THROTTLE')).toMatchObject(milder);
  expect(await contain('SUSPEND', { minutes: 29 })).toMatchObject(milder);
  expect(await ask(keywatch, ResumeKey, { workspaceId, keyId }, token)).toMatchObject(milder);

  expect(await undo()).toMatchObject({ status: 'ACTIVE', containment: { step: 'READ_ONLY' } });
  expect(await verify(['crm:write'])).toMatchObject({ code: 'INSUFFICIENT_SCOPE' });
  expect(await undo()).toMatchObject({ containment: { step: 'THROTTLE' } });
  expect(await undo()).toMatchObject({ containment: null });
  expect(await undo()).toMatchObject({ containment: null });
  expect(await verify(['crm:write'])).toMatchObject({ code: 'VALID', rateLimit: { limit: 1_000 } });

  const actions = (await auditOf(keywatch, keyId)) as { action: string; after: unknown }[];
  expect(actions.slice(1).map(({ action, after }) => [action, after])).toEqual([
    ['key.contained', { containment: 'THROTTLE' }],
    ['key.contained', { containment: 'READ_ONLY' }],
    ['key.contained', { containment: 'SUSPEND' }],
    ['key.containment_ended', { containment: 'READ_ONLY' }],
    ['key.containment_ended', { containment: 'THROTTLE' }],
    ['key.containment_ended', { containment: null }],
  ]);
  const told = await sql(
    keywatch.databaseUrl,
    'SELECT payload::jsonb FROM deliveries WHERE workspace_id = $1 ORDER BY created_at, id',
    [workspaceId],
  );
  expect(told).toHaveLength(6);
  expect(told).toContainEqual({
    payload: expect.objectContaining({
      type: 'key.contained',
      data: expect.objectContaining({ step: 'THROTTLE', reason: 'Odd', by: 'PERSON', workspaceId }),
    }),
  });
  const { edges } = await ask(keywatch, Containments, { workspaceId, keyId }, token);
  expect(edges.map(({ node }) => [node.step, node.end, node.endedBy?.id])).toEqual([
    ['SUSPEND', 'UNDONE', tenant.id],
    ['READ_ONLY', 'UNDONE', tenant.id],
    ['THROTTLE', 'UNDONE', tenant.id],
  ]);
});

test('a containment and a person’s suspension stand beside each other, whichever came first', async () => {
  const keywatch = await startFaultyKeywatch({ role: 'api' });
  const { tenant, keyId, secret, verify } = await seedGateway(keywatch, { scopes: ['crm:write'] });
  const { workspaceId, token } = tenant;
  const asked = { workspaceId, keyId };
  success(await ask(keywatch, SuspendKey, asked, token));
  success(await ask(keywatch, ContainKey, { ...asked, step: 'SUSPEND' }, token));
  const undone = success(await ask(keywatch, UndoContainment, asked, token));
  expect(undone.key).toMatchObject({ status: 'SUSPENDED', containment: null });
  expect(undone.key.suspendedAt).not.toBeNull();
  expect((await verify({ key: secret })).body).toMatchObject({ code: 'SUSPENDED' });

  success(await ask(keywatch, ContainKey, { ...asked, step: 'SUSPEND' }, token));
  expect(success(await ask(keywatch, ResumeKey, asked, token)).key.status).toBe('SUSPENDED');
  expect((await verify({ key: secret })).body).toMatchObject({ code: 'SUSPENDED' });
  const list = async (status: 'ACTIVE' | 'SUSPENDED') =>
    (await ask(keywatch, KeyList, { workspaceId, filter: { statuses: [status] } }, token)).edges.length;
  expect([await list('ACTIVE'), await list('SUSPENDED')]).toEqual([0, 1]);
  success(await ask(keywatch, UndoContainment, asked, token));
  expect((await verify({ key: secret })).body).toMatchObject({ code: 'VALID' });
  expect([await list('ACTIVE'), await list('SUSPENDED')]).toEqual([1, 0]);

  // Without Redis, too: what was answered holds from then on.
  keywatch.redis.goDown();
  await keywatch.untilRedis('down');
  const write = { key: secret, scopes: ['crm:write'] };
  const contained = await ask(keywatch, ContainKey, { ...asked, step: 'READ_ONLY' }, token);
  expect(contained).toMatchObject({ propagation: 'PENDING' });
  expect((await verify(write)).body).toMatchObject({ code: 'INSUFFICIENT_SCOPE' });
  success(await ask(keywatch, UndoContainment, asked, token));
  expect((await verify(write)).body).toMatchObject({ code: 'VALID' });
});

test('members contain their own keys, and undo only what they did themselves', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { workspaceId, member, token } = tenant;
  const own = (await makeKey(keywatch, tenant, {}, member.token)).key.id;
  const foreign = (await makeKey(keywatch, tenant)).key.id;
  const contain = async (keyId: string, who: string, more = {}) =>
    await ask(keywatch, ContainKey, { workspaceId, keyId, step: 'SUSPEND', ...more }, who);
  const undo = async (keyId: string, who: string) =>
    await ask(keywatch, UndoContainment, { workspaceId, keyId }, who);

  expect(await contain(foreign, member.token)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await contain(own, member.token)).toMatchObject({ propagation: 'DONE' });
  expect(await undo(own, member.token)).toMatchObject({ propagation: 'DONE' });
  expect(await contain(own, token)).toMatchObject({ propagation: 'DONE' });
  expect(await undo(own, member.token)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await contain(own, tenant.viewer.token)).toMatchObject({ code: 'FORBIDDEN' });
  const seen = await ask(keywatch, Containments, { workspaceId, first: 1 }, member.token);
  expect(seen).toMatchObject({ edges: [{ node: { key: { id: own } } }], pageInfo: { hasNextPage: true } });
  const rest = { workspaceId, active: false, after: seen.pageInfo.endCursor };
  expect((await ask(keywatch, Containments, rest, member.token)).edges).toHaveLength(1);

  for (const [more, code] of [
    [{ minutes: 0 }, 'INVALID_INPUT'],
    [{ minutes: 525_601 }, 'INVALID_INPUT'],
    [{ throttle: { percent: 100 } }, 'INVALID_INPUT'],
    [{ throttle: { perMinute: 0 } }, 'INVALID_INPUT'],
    [{ readScopes: ['*'] }, 'INVALID_INPUT'],
    [{ readScopes: ['No Scope'] }, 'INVALID_INPUT'],
    [{ reason: 'x'.repeat(501) }, 'INVALID_INPUT'],
    [{ alertId: NOBODY }, 'NOT_FOUND'],
    [{ alertId: 'nothing' }, 'NOT_FOUND'],
  ] as const) {
    expect(await contain(foreign, token, more)).toMatchObject({ code });
  }
  const both =
    'mutation ($w: ID!, $k: ID!) { containApiKey(workspaceId: $w, keyId: $k, step: THROTTLE, throttle: { percent: 1, perMinute: 1 }) { __typename } }';
  expect((await execute(keywatch, both, { w: workspaceId, k: own }, token)).status).toBe(200);
  expect((await execute(keywatch, both, { w: workspaceId, k: own }, token)).codes).toEqual([
    'GRAPHQL_VALIDATION_FAILED',
  ]);
  success(await ask(keywatch, RevokeKey, { workspaceId, keyId: foreign }, token));
  expect(await contain(foreign, token)).toMatchObject({ code: 'KEY_STATE' });
  success(await ask(keywatch, DeleteKey, { workspaceId, keyId: own }, token));
  expect(await undo(own, token)).toMatchObject({ code: 'NOT_FOUND' });
});
