import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ImportKeys } from '../support/documents/key-list.ts';
import { CreateServer } from '../support/documents.ts';
import { createToken } from '../support/gateway.ts';
import { ask, execute, seedTenant, signUp, success, type Tenant } from '../support/graphql.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';

describe('an imported key', () => {
  test('verifies with the secret that it had elsewhere, whatever its format', async () => {
    const { keywatch, tenant, importCsv, importJson } = await setUp();
    const gateway = await createToken(keywatch, tenant, 'GATEWAY');
    const secrets = [`mcp_sk_${'k3Yx'.repeat(8)}`, 'ok1-7-12-s3cr3t-with-dash', `oct_live_${randomUUID()}`];
    const [first = '', second = '', third = ''] = secrets;
    const made = await importCsv(
      `\uFEFFsha256,name,description,servers,scopes,createdAt,prefix,lastFour,allowCidrs,ratePerMinute,metadata\r\n` +
        `${hex(first)},"Runner, ""old""\nhost",moved,crm,crm:read;mcp:read,2025-02-03,mcp_sk_,k3Yx,203.0.113.0/24;2001:db8::1,7,"{""team"":{""name"":""infra""}}"\r\n` +
        `\r\n${hex(second).toUpperCase()},obot,,*,,,,,,,\r\n`,
    );
    expect(made).toMatchObject({ imported: 1, refused: 1 });
    expect(made.rows[0]).toMatchObject({
      row: 1,
      refusal: { code: 'INVALID_INPUT', message: expect.stringMatching(/^name: /) },
    });
    const again = await importJson([
      {
        sha256: createHash('sha256').update(first).digest('base64'),
        name: 'Runner',
        servers: ['crm'],
        scopes: ['crm:read'],
        createdAt: '2025-02-03T04:05:06+01:00',
        allowCidrs: ['203.0.113.9'],
        ratePerMinute: 7,
        metadata: { team: { name: 'infra' } },
      },
      { sha256: createHash('sha256').update(third).digest('base64url'), name: 'octolane', servers: '*' },
    ]);
    expect(again).toMatchObject({ imported: 2, refused: 0 });

    const verify = async (key: string) =>
      (await keywatch.post('/v1/keys/verify', gateway, { key, server: 'crm', ip: '203.0.113.9' })).body;
    expect(await verify(first)).toMatchObject({
      valid: true,
      keyId: again.rows[0]?.keyId,
      name: 'Runner',
      ownerId: tenant.id,
      scopes: ['crm:read'],
      metadata: { team: { name: 'infra' } },
      expiresAt: null,
      rateLimit: { limit: 7 },
    });
    expect(await verify(second)).toMatchObject({ valid: true, scopes: ['mcp:read'] });
    expect(await verify(third)).toMatchObject({ valid: true, environment: 'production' });
    expect(await verify(`${third}x`)).toMatchObject({ valid: false, code: 'NOT_FOUND' });
    const [row] = await sql(
      keywatch.databaseUrl,
      'SELECT created_at, allow_cidrs, all_servers FROM keys WHERE id = $1',
      [again.rows[0]?.keyId],
    );
    expect(row).toEqual({
      created_at: new Date('2025-02-03T03:05:06Z'),
      allow_cidrs: ['203.0.113.9/32'],
      all_servers: false,
    });
  });

  test('belongs to the member that its row names', async () => {
    const { keywatch, tenant, importJson } = await setUp();
    const { workspaceId } = tenant;
    const [bob, viewer, stranger] = [
      await signUp(keywatch, 'Bob'),
      await signUp(keywatch, 'Vera'),
      await signUp(keywatch),
    ];
    await addMember(keywatch.databaseUrl, { workspaceId, userId: bob.id, role: 'MEMBER' });
    await addMember(keywatch.databaseUrl, { workspaceId, userId: viewer.id, role: 'VIEWER' });
    const emails = [bob.email.toUpperCase(), viewer.email, stranger.email, 'nobody@example.com'];
    const { rows } = await importJson(emails.map((ownerEmail) => ({ ...fresh(), ownerEmail })));
    expect(rows.map(({ refusal }) => refusal?.code)).toEqual([
      undefined,
      'NOT_FOUND',
      'NOT_FOUND',
      'NOT_FOUND',
    ]);
    expect(new Set(rows.slice(1).map(({ refusal }) => refusal?.message)).size).toBe(1);
    await sql(keywatch.databaseUrl, 'UPDATE memberships SET all_servers = false WHERE user_id = $1', [
      bob.id,
    ]);
    const narrow = await importJson([{ ...fresh(), ownerEmail: bob.email, servers: ['crm'] }]);
    expect(narrow.rows[0]?.refusal).toEqual({
      code: 'FORBIDDEN',
      message: 'servers: the owner may not open `crm`; leave it out.',
    });
    const owned = await sql(keywatch.databaseUrl, 'SELECT owner_id FROM keys');
    expect(owned).toEqual([{ owner_id: bob.id }]);
  });

  test('leaves one row in the audit log, without its hash', async () => {
    const { keywatch, tenant, importJson } = await setUp();
    const { rows } = await importJson([
      { ...fresh(), name: 'one' },
      { ...fresh(), name: 'two' },
    ]);
    const audited = await sql(
      keywatch.databaseUrl,
      `SELECT target_id, actor_id, target_type, detail FROM audit_events WHERE action = 'key.imported' ORDER BY detail->>'name'`,
    );
    expect(audited).toEqual(
      ['one', 'two'].map((name, index) => ({
        target_id: rows[index]?.keyId,
        actor_id: tenant.id,
        target_type: 'key',
        detail: { name, ownerId: tenant.id, scopes: ['mcp:read'], expiresAt: null },
      })),
    );
  });
});

describe('a hash that is here already', () => {
  test('is refused within the rows, in the workspace and in a foreign one, with the same words', async () => {
    const { keywatch, importJson } = await setUp();
    const foreign = await seedTenant(keywatch);
    const [mine, theirs] = [fresh(), fresh()];
    await importJson([mine]);
    success(await ask(keywatch, ImportKeys, { ...json(foreign, [theirs]) }, foreign.token));
    const once = fresh();
    const { rows, imported, refused } = await importJson([mine, theirs, once, once]);
    expect([imported, refused]).toEqual([1, 3]);
    expect(rows.map(({ row, refusal }) => [row, refusal?.code])).toEqual([
      [1, 'DUPLICATE_HASH'],
      [2, 'DUPLICATE_HASH'],
      [3, undefined],
      [4, 'DUPLICATE_HASH'],
    ]);
    expect(new Set(rows.flatMap(({ refusal }) => refusal?.message ?? [])).size).toBe(1);
  });

  test('is found under an older pepper, too', async () => {
    const [old, young] = [1, 2].map((version) => ({ version, secret: Buffer.alloc(32, version) }));
    if (old === undefined || young === undefined) throw new Error('two peppers');
    const { keywatch, tenant, importJson } = await setUp({ peppers: [old] });
    const row = fresh();
    await importJson([row]);
    const later = await startKeywatch({
      role: 'api',
      databaseUrl: keywatch.databaseUrl,
      peppers: [young, old],
    });
    const answer = success(await ask(later, ImportKeys, json(tenant, [row, fresh()]), tenant.token));
    expect(answer.rows.map(({ refusal }) => refusal?.code)).toEqual(['DUPLICATE_HASH', undefined]);
  });

  test('sent by two at the same time becomes one key', async () => {
    const { keywatch, importJson } = await setUp();
    const rows = Array.from({ length: 50 }, fresh);
    const answers = await Promise.all([importJson(rows), importJson(rows.toReversed())]);
    expect(answers.reduce((sum, { imported }) => sum + imported, 0)).toBe(50);
    expect(await sql(keywatch.databaseUrl, 'SELECT count(*)::int AS n FROM keys')).toEqual([{ n: 50 }]);
  });
});

/** What is wrong with a row, and how it is refused. */
const FAULTS: [string, Record<string, unknown>, string, RegExp][] = [
  ['a hash of 63 digits', { sha256: 'a'.repeat(63) }, 'INVALID_INPUT', /^sha256: must be 64 hex/],
  ['a hash that is a number', { sha256: 7 }, 'INVALID_INPUT', /^sha256: /],
  ['no name', { name: ' ' }, 'INVALID_INPUT', /^name: must not be empty/],
  ['NUL in its name', { name: 'a\0b' }, 'INVALID_INPUT', /^name: /],
  ['an environment in capitals', { environment: 'Production' }, 'INVALID_INPUT', /^environment: /],
  ['a server of nobody', { servers: ['erp'] }, 'NOT_FOUND', /^servers: .*`erp`/],
  ['no server', { servers: [] }, 'INVALID_INPUT', /^servers: must name a server/],
  [
    'a scope of no server',
    { scopes: ['crm:fly'], servers: ['crm'] },
    'UNKNOWN_SCOPE',
    /^scopes: .*`crm:fly`/,
  ],
  ['a scope that is none', { scopes: ['CRM READ'] }, 'INVALID_INPUT', /^scopes/],
  ['a range with host bits', { allowCidrs: ['10.0.0.0/8', '10.0.0.1/8'] }, 'CIDR_INVALID', /`10.0.0.1\/8`/],
  ['an expiry in the past', { expiresAt: '2020-01-01' }, 'EXPIRY_IN_PAST', /^expiresAt: /],
  ['an expiry that is none', { expiresAt: 'soon' }, 'INVALID_INPUT', /^expiresAt: /],
  ['a creation to come', { createdAt: '2999-01-01' }, 'INVALID_INPUT', /^createdAt: /],
  ['a prefix as long as a secret', { prefix: 'mcp_sk_'.repeat(4) }, 'INVALID_INPUT', /^prefix: /],
  ['five last characters', { lastFour: 'abcde' }, 'INVALID_INPUT', /^lastFour: /],
  ['half a request a minute', { ratePerMinute: 0.5 }, 'INVALID_INPUT', /^ratePerMinute: /],
  ['no request a minute', { ratePerMinute: '0' }, 'INVALID_INPUT', /^ratePerMinute: must be at least 1/],
  ['more than the plan allows', { ratePerMinute: 101 }, 'PLAN_LIMIT', /^ratePerMinute: .*at most 100/],
  ['metadata of a list', { metadata: [1] }, 'INVALID_INPUT', /^metadata: must be an object/],
  ['metadata that is no JSON', { metadata: '{a' }, 'INVALID_INPUT', /^metadata: must be a JSON object/],
  ['metadata of 9 KB', { metadata: { a: 'x'.repeat(9_000) } }, 'METADATA_TOO_LARGE', /^metadata: .*8192/],
];

describe('a faulty row', () => {
  test('is refused alone, and says what is wrong', async () => {
    const { keywatch, tenant, importJson } = await setUp();
    await sql(keywatch.databaseUrl, 'UPDATE workspaces SET rate_per_minute = 100 WHERE id = $1', [
      tenant.workspaceId,
    ]);
    const { rows, imported } = await importJson([
      ...FAULTS.map(([, fault]) => ({ ...fresh(), ...fault })),
      fresh(),
    ]);
    expect(imported).toBe(1);
    for (const [index, [sentence, , code, message]] of FAULTS.entries()) {
      expect({ sentence, ...rows[index] }).toMatchObject({
        sentence,
        row: index + 1,
        keyId: null,
        refusal: { code, message: expect.stringMatching(message) },
      });
    }
  });
});

/** What cannot be read at all. */
const UNREADABLE: ['CSV' | 'JSON', string, RegExp][] = [
  ['CSV', '', /^data: has no rows/],
  ['CSV', 'sha256,name\n', /^data: has no rows/],
  ['CSV', 'name\nx', /^data: lacks the columns sha256/],
  ['CSV', 'sha256,name,colour,size\na,b,c,d', /^data: has unknown columns `colour`, `size`/],
  ['CSV', 'sha256,name,name\na,b,c', /^data: names a column twice/],
  ['CSV', 'sha256,name\na,"b', /^data: is no CSV file: /],
  ['CSV', 'sha256,name\na,b,c', /^data: is no CSV file: /],
  ['JSON', '[{"sha256": ', /^data: is no JSON/],
  ['JSON', '{"sha256":"a","name":"b"}', /^data: must be a JSON array/],
  ['JSON', '[[]]', /^data: row 1 must be a JSON object/],
  ['JSON', '[{"__proto__":{"name":"x"}}]', /^data: has unknown columns `__proto__`/],
  ['JSON', '[]', /^data: has no rows/],
];

describe('an import', () => {
  test('that is a dry run says what would be and changes nothing', async () => {
    const { keywatch, tenant, importJson } = await setUp();
    const rows = [fresh(), { ...fresh(), name: '' }, fresh()];
    const dry = success(
      await ask(keywatch, ImportKeys, { ...json(tenant, rows), dryRun: true }, tenant.token),
    );
    expect(dry).toMatchObject({ imported: 2, refused: 1 });
    expect(dry.rows.map(({ keyId }) => keyId)).toEqual([null, null, null]);
    expect(
      await sql(keywatch.databaseUrl, `SELECT 1 FROM audit_events WHERE action = 'key.imported'`),
    ).toEqual([]);
    expect(await importJson(rows)).toMatchObject({ imported: 2, refused: 1 });
  });

  test('takes 1,000 rows at once, and no more', async () => {
    const { keywatch, importCsv } = await setUp();
    const rows = Array.from({ length: 1_000 }, (_, index) => `${hex(String(index))},k${index}`);
    expect(await importCsv(`sha256,name\n${rows.join('\n')}`)).toMatchObject({ imported: 1_000, refused: 0 });
    expect(await sql(keywatch.databaseUrl, 'SELECT count(*)::int AS n FROM keys')).toEqual([{ n: 1_000 }]);
    const short = Array.from({ length: 1_001 }, () => 'a,b');
    await expect(importCsv(`sha256,name\n${short.join('\n')}`)).rejects.toThrow(
      /INVALID_INPUT.*has 1001 rows/,
    );
  });

  test('that cannot be read is refused as a whole', async () => {
    const { keywatch, tenant } = await setUp();
    const { workspaceId, token } = tenant;
    for (const [format, data, message] of UNREADABLE) {
      const answer = await ask(keywatch, ImportKeys, { workspaceId, format, data }, token);
      expect({ data, ...answer }).toMatchObject({
        data,
        __typename: 'Refusal',
        code: 'INVALID_INPUT',
        message: expect.stringMatching(message),
      });
    }
  });

  test('is for admins of the workspace', async () => {
    const { keywatch, tenant } = await setUp();
    const { workspaceId } = tenant;
    const [bob, stranger] = [await signUp(keywatch, 'Bob'), await signUp(keywatch, 'Eve')];
    await addMember(keywatch.databaseUrl, { workspaceId, userId: bob.id, role: 'MEMBER' });
    const variables = json(tenant, [fresh()]);
    expect(await ask(keywatch, ImportKeys, variables, bob.token)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask(keywatch, ImportKeys, variables, stranger.token)).toMatchObject({ code: 'NOT_FOUND' });
    expect((await execute(keywatch, ImportKeys, variables)).codes).toEqual(['UNAUTHENTICATED']);
    const machine = await createToken(keywatch, tenant, 'ADMIN');
    expect(await ask(keywatch, ImportKeys, variables, machine)).toMatchObject({ imported: 1 });
  });
});

function hex(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A row with a hash that nobody has. */
function fresh(): Record<string, unknown> {
  return { sha256: hex(randomUUID()), name: 'key' };
}

function json({ workspaceId }: Tenant, rows: readonly unknown[]) {
  return { workspaceId, format: 'JSON' as const, data: JSON.stringify(rows) };
}

/** A workspace with a server `crm` of two scopes. */
async function setUp(overrides: Parameters<typeof startKeywatch>[0] = {}) {
  const keywatch: TestKeywatch = await startKeywatch({ role: 'api', ...overrides });
  const tenant = await seedTenant(keywatch);
  const { workspaceId, token } = tenant;
  const server = { workspaceId, slug: 'crm', name: 'CRM', scopes: ['crm:read', 'crm:write'] };
  success(await ask(keywatch, CreateServer, server, token));
  return {
    keywatch,
    tenant,
    importCsv: async (data: string) =>
      success(await ask(keywatch, ImportKeys, { workspaceId, format: 'CSV' as const, data }, token)),
    importJson: async (rows: readonly unknown[]) =>
      success(await ask(keywatch, ImportKeys, json(tenant, rows), token)),
  };
}
