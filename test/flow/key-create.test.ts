import { expect, test } from 'vitest';
import { KeyDetail } from '../support/documents/key-list.ts';
import { MakeKey } from '../support/documents/keys.ts';
import { createToken } from '../support/gateway.ts';
import { ask, seedTenant } from '../support/graphql.ts';
import { makeKey, NOBODY, seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch, startKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

test('a key takes all that can be set of it', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const made = await makeKey(keywatch, tenant, {
    serverIds: [tenant.crm, tenant.crm],
    scopes: ['crm:read'],
    quota: { limit: 1_000, refill: 'DAILY' },
    rateLimit: { limit: 7 },
    concurrencyLimit: 10,
    allowCidrs: ['203.0.113.9', '::ffff:10.0.0.0/104', '2001:DB8::/32', '203.0.113.9/32'],
    requiresSignature: true,
    metadata: { team: 'crm' },
    expiresInDays: 90,
  });
  expect(made).toMatchObject({
    warning: 'Save this key now - it will not be shown again!',
    warnings: [],
    key: {
      allServers: false,
      servers: [{ slug: 'crm' }],
      owner: { id: tenant.id },
      quota: { limit: 1_000, refill: 'DAILY' },
      rateLimit: { limit: 7, windowSeconds: 60 },
      concurrencyLimit: 10,
      allowCidrs: ['203.0.113.9/32', '10.0.0.0/8', '2001:db8::/32'],
      requiresSignature: true,
      recoverable: false,
    },
  });
  expect(made.key.metadata).toEqual({ team: 'crm' });
  const risky = await makeKey(keywatch, tenant, { scopes: ['mcp:full'] });
  expect(risky.warnings).toEqual([
    expect.stringMatching(/^Full access to all servers in production/),
    expect.stringMatching(/^Full access from any address/),
    expect.stringMatching(/^Never expires/),
  ]);
});

test('a key that lists servers of another environment is told that it does not open them', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { crm, mail, workspaceId, token } = tenant;
  await sql(keywatch.databaseUrl, "UPDATE servers SET environment = 'staging' WHERE id = $1", [mail]);
  const warned = [expect.stringMatching(/^Does not open `mail`: keys of production/)];
  const made = await makeKey(keywatch, tenant, { serverIds: [crm, mail], expiresInDays: 9 });
  expect(made.warnings).toEqual(warned);
  const shown = await ask(keywatch, KeyDetail, { workspaceId, id: made.key.id }, token);
  expect(shown.warnings).toEqual(warned);
  for (const sound of [{ serverIds: [mail], environment: 'staging' }, { environment: 'development' }]) {
    expect((await makeKey(keywatch, tenant, { ...sound, expiresInDays: 9 })).warnings).toEqual([]);
  }
});

test('scopes and formats that are left out are those of the servers and the workspace', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { crm, mail, workspaceId } = tenant;
  const gateway = await createToken(keywatch, tenant, 'GATEWAY');
  expect((await makeKey(keywatch, tenant, { serverIds: [crm] })).key.scopes).toEqual(['mcp:read']);
  await sql(keywatch.databaseUrl, "UPDATE servers SET default_scopes = '{crm:read,mcp:read}' WHERE id = $1", [
    crm,
  ]);
  expect((await makeKey(keywatch, tenant, { serverIds: [crm, mail] })).key.scopes).toEqual([
    'crm:read',
    'mcp:read',
  ]);
  expect((await makeKey(keywatch, tenant)).key.scopes).toEqual(['mcp:read']);
  expect((await makeKey(keywatch, tenant, { serverIds: [crm], scopes: [] })).key.scopes).toEqual([]);

  await sql(keywatch.databaseUrl, "UPDATE workspaces SET key_format = 'acme_{env}_{secret}' WHERE id = $1", [
    workspaceId,
  ]);
  await sql(keywatch.databaseUrl, "UPDATE servers SET key_format = 'mcp_sk_{secret:32}' WHERE id = $1", [
    crm,
  ]);
  const formats = [
    [{ serverIds: [crm] }, /^mcp_sk_[0-9A-Za-z]{32}$/],
    [{ serverIds: [crm, mail] }, /^acme_live_/],
    [{ environment: 'staging' }, /^acme_test_/],
    [{ format: 'KEYWATCH' }, /^kw_live_[0-9A-Za-z]{49}$/],
    [{ format: 'OCTOLANE', environment: 'staging' }, /^oct_test_/],
    [{ format: 'MCP' }, /^mcp_[0-9A-Za-z]{49}$/],
    [{ format: 'x-{secret:40}' }, /^x-[0-9A-Za-z]{40}$/],
  ] as const;
  for (const [fields, shape] of formats) {
    const { key, secret } = await makeKey(keywatch, tenant, fields);
    expect(secret).toMatch(shape);
    const decision = await keywatch.post('/v1/keys/verify', gateway, { key: secret });
    expect(decision.body).toMatchObject({ code: 'VALID', keyId: key.id });
  }
  const obot = await makeKey(keywatch, tenant, { format: 'OBOT' });
  const bare = (id: string) => id.replaceAll('-', '');
  expect(obot.secret.split('-').slice(0, 3)).toEqual(['ok1', bare(tenant.id), bare(obot.key.id)]);
});

test('admins make keys for members, and members for themselves', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { workspaceId, member, viewer, token, crm, mail } = tenant;
  const foreign = await seedTenant(keywatch);
  const made = await makeKey(keywatch, tenant, { ownerId: member.id });
  expect(made.key.owner.id).toBe(member.id);
  expect((await makeKey(keywatch, tenant, { ownerId: member.id }, member.token)).key.owner.id).toBe(
    member.id,
  );
  const keyFor = async (ownerId: string, as: string, fields = {}) =>
    await ask(keywatch, MakeKey, { workspaceId, name: 'CI', ownerId, ...fields }, as);
  expect(await keyFor(tenant.id, member.token)).toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringMatching(/^ownerId: /),
  });
  expect(await keyFor(viewer.id, token)).toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringMatching(/^ownerId: is a viewer/),
  });
  const unknown = await keyFor(NOBODY, token);
  expect(unknown).toMatchObject({ code: 'NOT_FOUND' });
  expect(await keyFor(foreign.id, token)).toEqual(unknown);

  await sql(keywatch.databaseUrl, 'UPDATE memberships SET all_servers = false WHERE user_id = $1', [
    member.id,
  ]);
  await sql(keywatch.databaseUrl, 'INSERT INTO membership_servers VALUES ($1, $2, $3)', [
    workspaceId,
    member.id,
    crm,
  ]);
  for (const as of [token, member.token]) {
    expect(await keyFor(member.id, as, { serverIds: [crm, mail] })).toMatchObject({
      code: 'FORBIDDEN',
      message: 'serverIds: the owner of the key may not open `mail`; give them access to it first.',
    });
    expect(await keyFor(member.id, as, { scopes: ['mail:read'] })).toMatchObject({ code: 'UNKNOWN_SCOPE' });
    expect(await keyFor(member.id, as, { serverIds: [crm] })).toMatchObject({
      key: { servers: [{ slug: 'crm' }] },
    });
  }
  await sql(keywatch.databaseUrl, 'UPDATE memberships SET removed_at = now() WHERE user_id = $1', [
    member.id,
  ]);
  expect(await keyFor(member.id, token)).toEqual(unknown);
});

test('a key within no bounds is not made', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { workspaceId, token, crm } = tenant;
  await sql(keywatch.databaseUrl, "UPDATE workspaces SET plan = 'STANDARD' WHERE id = $1", [workspaceId]);
  const deep = JSON.parse(`{"a":${'['.repeat(4_000)}${']'.repeat(4_000)}}`);
  const cases: [Record<string, unknown>, string, string][] = [
    [{ quota: { limit: 0 } }, 'INVALID_INPUT', 'quota.limit: must be at least 1'],
    [{ quota: { limit: 2_000_000_000 } }, 'INVALID_INPUT', 'quota.limit: must be at most 1000000000'],
    [{ concurrencyLimit: 0 }, 'INVALID_INPUT', 'concurrencyLimit: must be at least 1'],
    [{ concurrencyLimit: 10_001 }, 'INVALID_INPUT', 'concurrencyLimit: must be at most 10000'],
    [
      { rateLimit: { limit: 61 } },
      'PLAN_LIMIT',
      'rateLimit: the plan STANDARD allows 60 requests per minute',
    ],
    [{ rateLimit: { limit: 6, burst: 7 } }, 'INVALID_INPUT', 'rateLimit.burst: must be at most the limit'],
    [{ rateLimit: { limit: 6, burst: 0 } }, 'INVALID_INPUT', 'rateLimit.burst: must be at least 1'],
    [{ rateLimit: { limit: 2, windowSeconds: 1 } }, 'PLAN_LIMIT', 'rateLimit: the plan STANDARD'],
    [
      { rateLimit: { limit: 1, windowSeconds: 86_401 } },
      'INVALID_INPUT',
      'rateLimit.windowSeconds: must be at most',
    ],
    [{ allowCidrs: ['10.0.0.0/8', '10.0.0.1/8'] }, 'CIDR_INVALID', 'allowCidrs.1: `10.0.0.1/8` is neither'],
    [{ allowCidrs: ['nowhere'] }, 'CIDR_INVALID', 'allowCidrs.0: `nowhere`'],
    [
      { allowCidrs: Array.from({ length: 101 }, (_, n) => `10.0.0.${n}`) },
      'INVALID_INPUT',
      'allowCidrs: must have',
    ],
    [{ format: 'acme_{env}' }, 'INVALID_INPUT', 'format: must end with {secret}'],
    [{ format: 'kwt_{secret}' }, 'INVALID_INPUT', 'format: must not begin with kwt_'],
    [{ format: 'toString' }, 'INVALID_INPUT', 'format: must end with {secret}'],
    [
      { scopes: ['nobody:knows'] },
      'UNKNOWN_SCOPE',
      'scopes: no server that the key opens knows `nobody:knows`',
    ],
    [{ metadata: { a: 'é'.repeat(4_100) } }, 'METADATA_TOO_LARGE', 'metadata: must have at most 8192 bytes'],
    [
      { metadata: JSON.parse('{"a":{"__proto__":1}}') },
      'INVALID_INPUT',
      'metadata: must not have the name __proto__',
    ],
    [{ metadata: deep }, 'INVALID_INPUT', 'metadata: must have at most 100 levels'],
    [{ ownerId: 'no id' }, 'NOT_FOUND', 'There is nothing with the id'],
    [{ recoverable: true }, 'INVALID_INPUT', 'recoverable: keys of production are never kept'],
    [
      { recoverable: true, environment: 'staging' },
      'INVALID_INPUT',
      'recoverable: the key has to list its servers',
    ],
    [
      { recoverable: true, environment: 'staging', serverIds: [crm] },
      'INVALID_INPUT',
      'recoverable: the server `crm` does not allow it',
    ],
  ];
  for (const [fields, code, message] of cases) {
    const answer = await ask(keywatch, MakeKey, { workspaceId, name: 'CI', ...fields }, token);
    expect({ ...answer, fields: Object.keys(fields) }).toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  }
  expect(await sql(keywatch.databaseUrl, 'SELECT 1 FROM keys')).toEqual([]);
  await makeKey(keywatch, tenant, { rateLimit: { limit: 1, windowSeconds: 1 }, concurrencyLimit: 10_000 });
});
