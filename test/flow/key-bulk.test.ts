import { expect, test } from 'vitest';
import { KeysToRevoke, RevokeKeys, UpdateKey } from '../support/documents/keys.ts';
import { CreateServer, RevokeKey } from '../support/documents.ts';
import { createToken } from '../support/gateway.ts';
import { ask, execute, seedTenant, success } from '../support/graphql.ts';
import { auditOf, makeKey, NOBODY, seedKeyTenant } from '../support/key-tenant.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

test('the preview tells the keys that fit all criteria', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId, crm, mail, member } = tenant;
  const foreign = await seedTenant(keywatch);
  const named = async (name: string, fields = {}) => await makeKey(keywatch, tenant, { name, ...fields });
  const used = await named('of crm', { serverIds: [crm], metadata: { team: { name: 'crm', tags: ['x'] } } });
  await named('of mail', { serverIds: [mail], environment: 'staging' });
  await named('100% of_all', { ownerId: member.id });
  const gone = await named('revoked');
  success(await ask(keywatch, RevokeKey, { workspaceId, keyId: gone.key.id }, token));
  await sql(keywatch.databaseUrl, "UPDATE keys SET created_at = '2026-01-03'");
  await sql(keywatch.databaseUrl, "UPDATE keys SET last_used_at = '2026-01-05' WHERE id = $1", [used.key.id]);
  const fitting = async (filter: object) =>
    (await ask(keywatch, KeysToRevoke, { workspaceId, filter }, token)).sample.map(({ name }) => name);
  expect(await fitting({ ownerIds: [member.id] })).toEqual(['100% of_all']);
  expect((await fitting({ serverIds: [crm] })).toSorted()).toEqual(['100% of_all', 'of crm']);
  expect(await fitting({ environment: 'staging' })).toEqual(['of mail']);
  expect(await fitting({ createdBefore: '2020-01-01T00:00:00Z' })).toEqual([]);
  expect(await fitting({ lastUsedBefore: '2026-01-01T00:00:00Z' })).toEqual([]);
  expect(await fitting({ lastUsedBefore: '2026-01-04T00:00:00Z' })).toHaveLength(2);
  expect(await fitting({ lastUsedBefore: '2026-02-01T00:00:00Z' })).toHaveLength(3);
  expect(await fitting({ nameContains: 'OF C' })).toEqual(['of crm']);
  expect(await fitting({ nameContains: 'F_' })).toEqual(['100% of_all']);
  expect(await fitting({ nameContains: '0%' })).toEqual(['100% of_all']);
  expect(await fitting({ metadata: { path: ['team', 'name'], value: 'crm' } })).toEqual(['of crm']);
  expect(await fitting({ metadata: { path: ['team', 'name'], value: 'mail' } })).toEqual([]);
  expect(await fitting({ nameContains: 'of', environment: 'staging', serverIds: [crm] })).toEqual([]);

  // What the list of keys is narrowed by, these are as well.
  expect(await fitting({ keyIds: [used.key.id, gone.key.id, NOBODY] })).toEqual(['of crm']);
  expect(await fitting({ environments: ['staging', 'test'] })).toEqual(['of mail']);
  expect(await fitting({ text: used.key.lastFour, scopes: ['mcp:read'] })).toEqual(['of crm']);
  expect(await fitting({ text: 'of', scopes: ['nothing:knows'] })).toEqual([]);
  await sql(keywatch.databaseUrl, "UPDATE keys SET expires_at = '2026-01-07' WHERE id = $1", [used.key.id]);
  expect(await fitting({ expiresBefore: '2026-01-08T00:00:00Z' })).toEqual(['of crm']);
  expect(await fitting({ statuses: ['EXPIRED', 'REVOKED'] })).toEqual(['of crm']);
  expect(await fitting({ statuses: ['ACTIVE'] })).toHaveLength(2);

  const cases: [object, string, string][] = [
    [{ keyIds: [] }, 'INVALID_INPUT', 'filter.keyIds: must name one'],
    [{ scopes: [] }, 'INVALID_INPUT', 'filter.scopes: must name one'],
    [{ text: '' }, 'INVALID_INPUT', 'filter.text: must not be empty'],
    [{ environment: 'test', environments: ['staging'] }, 'INVALID_INPUT', 'not both'],
    [{}, 'INVALID_INPUT', 'filter: must name at least one criterion'],
    [{ nameContains: null }, 'INVALID_INPUT', 'filter: must name at least one criterion'],
    [
      { createdBefore: '0001-01-01T00:00:00+14:00' },
      'INVALID_INPUT',
      'filter.createdBefore: must not be before',
    ],
    [{ ownerIds: [] }, 'INVALID_INPUT', 'filter.ownerIds: must name one'],
    [{ nameContains: 'nul \0' }, 'INVALID_INPUT', 'filter.nameContains: must be well-formed'],
    [{ metadata: { path: [], value: 1 } }, 'INVALID_INPUT', 'filter.metadata.path: must have a name'],
    [{ serverIds: [NOBODY] }, 'NOT_FOUND', 'filter.serverIds: this workspace has no such server'],
    [{ ownerIds: ['no id'] }, 'NOT_FOUND', 'There is nothing with the id'],
  ];
  for (const [filter, code, message] of cases) {
    const preview = await execute(keywatch, KeysToRevoke, { workspaceId, filter }, token);
    expect([preview.codes, preview.messages]).toEqual([[code], [expect.stringContaining(message)]]);
    const revoked = await ask(keywatch, RevokeKeys, { workspaceId, filter, expectedCount: 0 }, token);
    expect(revoked).toMatchObject({ code, message: expect.stringContaining(message) });
  }
  const theirs = { slug: 'crm', name: 'CRM', workspaceId: foreign.workspaceId };
  const { server } = success(await ask(keywatch, CreateServer, theirs, foreign.token));
  expect(
    await execute(keywatch, KeysToRevoke, { workspaceId, filter: { serverIds: [server.id] } }, token),
  ).toMatchObject({ codes: ['NOT_FOUND'] });
  expect(
    await execute(keywatch, KeysToRevoke, { workspaceId, filter: { nameContains: 'x' } }, member.token),
  ).toMatchObject({ codes: ['FORBIDDEN'] });
});

test('keys are revoked together, as they were looked at or not at all', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId, member } = tenant;
  const gateway = await createToken(keywatch, tenant, 'GATEWAY');
  const verify = async (key: string) => (await keywatch.post('/v1/keys/verify', gateway, { key })).body;
  const leaving = [
    await makeKey(keywatch, tenant, { ownerId: member.id }),
    await makeKey(keywatch, tenant, { ownerId: member.id, environment: 'staging' }),
  ];
  const staying = await makeKey(keywatch, tenant);
  for (const { secret } of [...leaving, staying]) expect(await verify(secret)).toMatchObject({ valid: true });
  const filter = { ownerIds: [member.id] };
  const { count, token: seen } = await ask(keywatch, KeysToRevoke, { workspaceId, filter }, token);
  const revoke = async (fields = {}) =>
    await ask(keywatch, RevokeKeys, { workspaceId, filter, expectedCount: count, ...fields }, token);
  expect(await revoke({ expectedCount: 3 })).toMatchObject({ code: 'PREVIEW_OUTDATED' });
  const other = await ask(keywatch, KeysToRevoke, { workspaceId, filter: { environment: 'staging' } }, token);
  expect(await revoke({ token: other.token })).toMatchObject({ code: 'PREVIEW_OUTDATED' });
  expect(await verify(leaving[0]?.secret ?? '')).toMatchObject({ valid: true });

  const ids = leaving.map(({ key }) => key.id).toSorted();
  expect(await revoke({ token: seen })).toMatchObject({ count: 2, keyIds: ids, propagation: 'DONE' });
  for (const { key, secret } of leaving) {
    expect(await verify(secret)).toMatchObject({ code: 'REVOKED', valid: false });
    expect(await auditOf(keywatch, key.id)).toMatchObject([
      { action: 'key.created' },
      { action: 'key.revoked', actor_id: tenant.id, detail: { name: 'CI' } },
    ]);
  }
  expect(await verify(staying.secret)).toMatchObject({ valid: true });
  expect(await revoke()).toMatchObject({ code: 'PREVIEW_OUTDATED' });
});

test('at most ten thousand keys are revoked at once, and no other change deadlocks with it', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId, id } = tenant;
  const seed = async (from: number, to: number) =>
    await sql(
      keywatch.databaseUrl,
      `INSERT INTO keys (id, workspace_id, owner_id, name, digest, pepper_version, prefix, last_four)
       SELECT gen_random_uuid(), $1, $2, 'many ' || n, decode(md5(n::text), 'hex'), 1, 'kw_live_', 'abcd'
       FROM generate_series($3::int, $4::int) n`,
      [workspaceId, id, from, to],
    );
  await seed(1, 10_001);
  const filter = { nameContains: 'many' };
  const refused = await execute(keywatch, KeysToRevoke, { workspaceId, filter }, token);
  expect([refused.codes, refused.messages]).toEqual([
    ['INVALID_INPUT'],
    [expect.stringContaining('filter: more than 10000 keys fit')],
  ]);
  await sql(keywatch.databaseUrl, "DELETE FROM keys WHERE name = 'many 1'");
  const [row] = (await sql(keywatch.databaseUrl, "SELECT id FROM keys WHERE name = 'many 5'")) as {
    id: string;
  }[];
  const keyId = row?.id ?? '';
  const [revoked, updated, made] = await Promise.all([
    ask(keywatch, RevokeKeys, { workspaceId, filter, expectedCount: 10_000 }, token),
    ask(keywatch, UpdateKey, { workspaceId, keyId, description: 'x' }, token),
    ask(keywatch, CreateServer, { workspaceId, slug: 'new', name: 'New' }, token),
  ]);
  expect(revoked).toMatchObject({ count: 10_000, propagation: 'DONE' });
  expect(['UpdateApiKeySuccess', 'Refusal']).toContain(updated.__typename);
  expect(made).toMatchObject({ propagation: 'DONE' });
  expect(
    await sql(
      keywatch.databaseUrl,
      "SELECT count(DISTINCT target_id)::int AS keys FROM audit_events WHERE action = 'key.revoked'",
    ),
  ).toEqual([{ keys: 10_000 }]);
  expect(await sql(keywatch.databaseUrl, 'SELECT 1 FROM keys WHERE revoked_at IS NULL')).toEqual([]);
});
