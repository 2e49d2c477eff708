import { expect, test } from 'vitest';
import { decisionMeasure } from '../../src/core/usage/measure.ts';
import { DeleteKey, KeyLines, RotateKey, SuspendKey } from '../support/documents/keys.ts';
import { Usage } from '../support/documents.ts';
import { createToken } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { auditOf, makeKey, seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch, startKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';
import { usageRows } from '../support/usage-rows.ts';

test('a rotated key goes on until its grace is over, beside one that is otherwise the same', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId, crm, member } = tenant;
  const gateway = await createToken(keywatch, tenant, 'GATEWAY');
  const verify = async (key: string) => (await keywatch.post('/v1/keys/verify', gateway, { key })).body;
  const old = await makeKey(keywatch, tenant, {
    ownerId: member.id,
    serverIds: [crm],
    scopes: ['crm:read'],
    format: 'MCP_SK',
    quota: { limit: 5, refill: 'DAILY' },
    rateLimit: { limit: 7 },
    metadata: { team: 'crm' },
    expiresInDays: 10,
  });
  const began = Date.now();
  const made = success(
    await ask(keywatch, RotateKey, { workspaceId, keyId: old.key.id, graceSeconds: 3_600 }, token),
  );
  expect(made).toMatchObject({
    secret: expect.stringMatching(/^mcp_sk_[0-9A-Za-z]{32}$/),
    warning: 'Save this key now - it will not be shown again!',
    propagation: 'DONE',
    key: {
      name: 'CI',
      prefix: 'mcp_sk_',
      scopes: ['crm:read'],
      servers: [{ slug: 'crm' }],
      owner: { id: member.id },
      quota: { limit: 5, refill: 'DAILY' },
      rateLimit: { limit: 7, windowSeconds: 60 },
      metadata: { team: 'crm' },
      rotatedFrom: { id: old.key.id },
    },
    previous: { id: old.key.id, status: 'ACTIVE', revokedAt: null, rotatedTo: { id: made.key.id } },
  });
  expect(made.key.lineage.map(({ id }) => id)).toEqual([made.key.id, old.key.id]);
  expect(Date.parse(made.key.expiresAt ?? '') - Date.parse(made.key.createdAt)).toBe(10 * 86_400_000);
  const end = Date.parse(made.previous.expiresAt ?? '');
  expect(end - began).toBeGreaterThan(3_590_000);
  expect(end - Date.now()).toBeLessThanOrEqual(3_600_000);
  expect(await verify(old.secret)).toMatchObject({ valid: true });
  expect(await verify(made.secret)).toMatchObject({ valid: true, keyId: made.key.id });

  const again = await ask(keywatch, RotateKey, { workspaceId, keyId: old.key.id }, token);
  expect(again).toMatchObject({ code: 'KEY_STATE', message: expect.stringContaining(made.key.id) });
  const third = success(
    await ask(
      keywatch,
      RotateKey,
      { workspaceId, keyId: made.key.id, graceSeconds: 0, expiresInDays: 1 },
      token,
    ),
  );
  expect(third.previous).toMatchObject({ status: 'REVOKED', revokedAt: expect.any(String) });
  expect(await verify(made.secret)).toMatchObject({ valid: false, code: 'REVOKED' });
  expect(await verify(third.secret)).toMatchObject({ valid: true });
  expect(Date.parse(third.key.expiresAt ?? '') - Date.parse(third.key.createdAt)).toBe(86_400_000);
  expect(third.key.lineage.map(({ id }) => id)).toEqual([third.key.id, made.key.id, old.key.id]);
  expect(await auditOf(keywatch, old.key.id)).toMatchObject([
    { action: 'key.created' },
    { action: 'key.rotated', detail: { name: 'CI', successorId: made.key.id, graceSeconds: 3_600 } },
  ]);

  const noon = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 43_200_000;
  const halves = [
    [old.key.id, 3],
    [made.key.id, 4],
  ] as const;
  await usageRows(keywatch.databaseUrl, workspaceId).roll(
    halves.map(([keyId, n]) => ({ keyId, at: noon, measure: decisionMeasure('VALID'), n })),
  );
  const usage = await ask(
    keywatch,
    Usage,
    {
      workspaceId,
      from: new Date(noon).toISOString(),
      to: new Date(noon + 3_600_000).toISOString(),
      granularity: 'HOUR',
      groupBy: ['KEY'],
      filter: { keyIds: third.key.lineage.map(({ id }) => id) },
    },
    token,
  );
  const requests = usage.groups.map(({ keyId, totals }) => [keyId, totals.requests]);
  expect(Object.fromEntries(requests)).toEqual(Object.fromEntries(halves));
});

test('of rotations at the same time one wins', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId } = tenant;
  const { key } = await makeKey(keywatch, tenant);
  const rotate = async () => await ask(keywatch, RotateKey, { workspaceId, keyId: key.id }, token);
  const answers = await Promise.all([rotate(), rotate(), rotate(), rotate()]);
  const winners = answers.filter((answer) => answer.__typename === 'RotateApiKeySuccess');
  expect(winners).toHaveLength(1);
  const losers = answers.flatMap((answer) => (answer.__typename === 'Refusal' ? [answer.code] : []));
  expect(losers).toEqual(['KEY_STATE', 'KEY_STATE', 'KEY_STATE']);
  expect(await sql(keywatch.databaseUrl, 'SELECT 1 FROM keys')).toHaveLength(2);
});

test('only active keys are rotated, within the bounds of a grace', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId } = tenant;
  const { key } = await makeKey(keywatch, tenant);
  const rotate = async (fields = {}) =>
    await ask(keywatch, RotateKey, { workspaceId, keyId: key.id, ...fields }, token);
  const cases: [object, string][] = [
    [{ graceSeconds: -1 }, 'graceSeconds: must be at least 0'],
    [{ graceSeconds: 2_592_001 }, 'graceSeconds: must be at most 2592000'],
    [{ expiresInDays: 0 }, 'expiresInDays: must be at least 1'],
  ];
  for (const [fields, message] of cases) {
    expect(await rotate(fields)).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(message),
    });
  }
  success(await ask(keywatch, SuspendKey, { workspaceId, keyId: key.id }, token));
  expect(await rotate()).toMatchObject({
    code: 'KEY_STATE',
    message: expect.stringContaining('is suspended'),
  });
  await sql(keywatch.databaseUrl, "UPDATE keys SET suspended_at = NULL, expires_at = now() - interval '1 s'");
  expect(await rotate()).toMatchObject({
    code: 'KEY_STATE',
    message: expect.stringContaining('has expired'),
  });

  const other = await makeKey(keywatch, tenant);
  const asked = { workspaceId, keyId: other.key.id };
  const made = success(await ask(keywatch, RotateKey, asked, token));
  expect(made.key.expiresAt).toBeNull();
  success(await ask(keywatch, DeleteKey, { workspaceId, keyId: made.key.id }, token));
  const lines = async () =>
    (await ask(keywatch, KeyLines, { workspaceId }, token)).edges.map(({ node }) => node);
  expect((await lines()).find(({ id }) => id === other.key.id)).toMatchObject({
    rotatedTo: null,
    lineage: [{ id: other.key.id }],
  });
  const next = success(await ask(keywatch, RotateKey, asked, token));
  const line = (await lines()).filter(({ id }) => [other.key.id, next.key.id].includes(id));
  const ids = [{ id: next.key.id }, { id: other.key.id }];
  expect(line.map(({ lineage }) => lineage)).toEqual([ids, ids]);
  expect(line).toEqual([
    expect.objectContaining({ id: next.key.id, rotatedFrom: { id: other.key.id } }),
    expect.objectContaining({ id: other.key.id, rotatedTo: { id: next.key.id } }),
  ]);
});
