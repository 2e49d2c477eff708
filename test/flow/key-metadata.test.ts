import { expect, test } from 'vitest';
import { UpdateKey } from '../support/documents/keys.ts';
import { createToken } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { auditOf, makeKey, NOBODY, seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

test('what is given of a key changes, null clears, and the rest stays', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId, crm, mail } = tenant;
  const gateway = await createToken(keywatch, tenant, 'GATEWAY');
  const { key, secret } = await makeKey(keywatch, tenant, { serverIds: [crm], rateLimit: { limit: 7 } });
  const verify = async (server: string) =>
    (await keywatch.post('/v1/keys/verify', gateway, { key: secret, server })).body;
  expect(await verify('mail')).toMatchObject({ code: 'SERVER_NOT_ALLOWED' });
  const update = async (changes: object) =>
    success(await ask(keywatch, UpdateKey, { workspaceId, keyId: key.id, ...changes }, token));

  expect(
    (await update({ serverIds: [mail, crm], scopes: ['mail:read'], description: 'Two' })).key,
  ).toMatchObject({
    name: 'CI',
    description: 'Two',
    scopes: ['mail:read'],
    allServers: false,
    rateLimit: { limit: 7 },
  });
  expect(await verify('mail')).toMatchObject({ valid: true });
  const full = {
    name: 'Pipeline',
    quota: { limit: 5, refill: 'WEEKLY' as const },
    concurrencyLimit: 2,
    allowCidrs: ['203.0.113.0/24'],
    requiresSignature: true,
    expiresInDays: 30,
  };
  const { expiresInDays: _days, ...shown } = full;
  expect((await update(full)).key).toMatchObject({ ...shown, expiresAt: expect.any(String) });
  const cleared = {
    description: null,
    quota: null,
    concurrencyLimit: null,
    expiresAt: null,
    rateLimit: null,
  };
  expect((await update({ ...cleared, allowCidrs: [], requiresSignature: false })).key).toMatchObject({
    ...cleared,
    name: 'Pipeline',
    allowCidrs: [],
    requiresSignature: false,
  });
  expect((await update({ allServers: true })).key).toMatchObject({ allServers: true });
  const before = await auditOf(keywatch, key.id);
  expect(before.at(1)).toMatchObject({
    action: 'key.updated',
    before: { scopes: ['mcp:read'], serverIds: [crm], description: null },
    after: { scopes: ['mail:read'], serverIds: [crm, mail].toSorted(), description: 'Two' },
  });
  expect(Object.keys((before.at(1) as { after: object }).after)).toHaveLength(3);
  const versions = await sql(keywatch.databaseUrl, 'SELECT version FROM keys');
  expect(await update({ name: 'Pipeline', allServers: true })).toMatchObject({ propagation: 'DONE' });
  expect(await auditOf(keywatch, key.id)).toEqual(before);
  expect(await sql(keywatch.databaseUrl, 'SELECT version FROM keys')).toEqual(versions);
});

test('metadata changes by path, or as a whole', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId } = tenant;
  const { key } = await makeKey(keywatch, tenant, { metadata: { team: 'crm', contact: { mail: 'a@b.c' } } });
  const update = async (changes: object) =>
    await ask(keywatch, UpdateKey, { workspaceId, keyId: key.id, ...changes }, token);
  const setMetadata = [
    { path: ['contact', 'phone'], value: '1' },
    { path: ['tags'], value: ['a', null] },
    { path: ['none'], value: null },
  ];
  expect(await update({ setMetadata, unsetMetadata: [['team'], ['not', 'there']] })).toMatchObject({
    key: { metadata: { contact: { mail: 'a@b.c', phone: '1' }, tags: ['a', null], none: null } },
  });
  const cases: [object, string, string][] = [
    [
      { setMetadata: [{ path: ['tags', 'x'], value: 1 }] },
      'INVALID_INPUT',
      'tags.x: must lead through objects only',
    ],
    [
      { setMetadata: [{ path: ['contact', 'mail', 'x'], value: 1 }] },
      'INVALID_INPUT',
      'must lead through objects',
    ],
    [{ setMetadata: [{ path: [], value: 1 }] }, 'INVALID_INPUT', 'setMetadata.0.path: must have a name'],
    [
      { setMetadata: [{ path: ['__proto__', 'x'], value: 1 }] },
      'INVALID_INPUT',
      'must not have the name __proto__',
    ],
    [
      { unsetMetadata: [['__proto__']] },
      'INVALID_INPUT',
      'unsetMetadata.0.0: must not have the name __proto__',
    ],
    [{ setMetadata: [{ path: ['x'], value: 'nul \0' }] }, 'INVALID_INPUT', 'must be well-formed Unicode'],
    [
      { setMetadata: [{ path: ['x'], value: 'x'.repeat(9_000) }] },
      'METADATA_TOO_LARGE',
      'must have at most 8192',
    ],
    [{ metadata: { a: 'x'.repeat(9_000) } }, 'METADATA_TOO_LARGE', 'metadata: must have at most 8192 bytes'],
    [{ metadata: {}, setMetadata }, 'INVALID_INPUT', 'metadata: give either metadata, or'],
  ];
  for (const [changes, code, message] of cases) {
    expect(await update(changes)).toMatchObject({ code, message: expect.stringContaining(message) });
  }
  const half = (name: string) => ({ setMetadata: [{ path: [name], value: 'x'.repeat(4_500) }] });
  expect(await update(half('one'))).toMatchObject({ propagation: 'DONE' });
  expect(await update(half('two'))).toMatchObject({ code: 'METADATA_TOO_LARGE' });
  expect(await update({ metadata: { fault: 'mine' } })).toMatchObject({
    key: { metadata: { fault: 'mine' } },
  });
});

test('a change that createApiKey would not allow is refused, and changes nothing', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { workspaceId, crm, mail, member } = tenant;
  await sql(keywatch.databaseUrl, "UPDATE workspaces SET plan = 'STANDARD' WHERE id = $1", [workspaceId]);
  await sql(keywatch.databaseUrl, 'UPDATE memberships SET all_servers = false WHERE user_id = $1', [
    member.id,
  ]);
  await sql(keywatch.databaseUrl, 'INSERT INTO membership_servers VALUES ($1, $2, $3)', [
    workspaceId,
    member.id,
    crm,
  ]);
  const { key } = await makeKey(keywatch, tenant, { serverIds: [crm] }, member.token);
  const cases: [object, string, string][] = [
    [{ name: ' ' }, 'INVALID_INPUT', 'name: must not be empty'],
    [{ serverIds: [mail] }, 'FORBIDDEN', 'serverIds: the owner of the key may not open `mail`'],
    [{ serverIds: [NOBODY] }, 'NOT_FOUND', 'serverIds: this workspace has no such server'],
    [{ serverIds: [] }, 'INVALID_INPUT', 'serverIds: must name a server'],
    [{ scopes: ['mail:read'] }, 'UNKNOWN_SCOPE', '`mail:read`'],
    [{ allServers: true, scopes: ['mail:read'] }, 'UNKNOWN_SCOPE', '`mail:read`'],
    [{ rateLimit: { limit: 61 } }, 'PLAN_LIMIT', 'rateLimit: the plan STANDARD'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'EXPIRY_IN_PAST', 'expiresAt: lies in the past'],
    [{ expiresInDays: 0 }, 'INVALID_INPUT', 'expiresInDays: must be at least 1'],
    [{ expiresAt: null, expiresInDays: 0 }, 'INVALID_INPUT', 'expiresInDays: must be at least 1'],
    [{ allowCidrs: ['10.1.0.0/8'] }, 'CIDR_INVALID', 'allowCidrs.0: `10.1.0.0/8`'],
    [{ allServers: true, serverIds: [crm] }, 'INVALID_INPUT', 'allServers: give either'],
    [{ allServers: false }, 'INVALID_INPUT', 'allServers: must be true'],
    [{ concurrencyLimit: 10_001 }, 'INVALID_INPUT', 'concurrencyLimit: must be at most'],
    [{ quota: { limit: -1 } }, 'INVALID_INPUT', 'quota.limit: must be at least 1'],
  ];
  for (const [changes, code, message] of cases) {
    const asked = { workspaceId, keyId: key.id, ...changes };
    const answer = await ask(keywatch, UpdateKey, asked, member.token);
    expect({ ...answer, changes }).toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  }
  expect(await auditOf(keywatch, key.id)).toMatchObject([{ action: 'key.created' }]);
});
