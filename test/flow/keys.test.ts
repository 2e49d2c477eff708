import { describe, expect, test } from 'vitest';
import {
  CreateAccessToken,
  CreateKey,
  CreateServer,
  CreateWebhookEndpoint,
  CreateWorkspace,
  Keys,
  RevokeKey,
} from '../support/documents.ts';
import { ask, execute, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';

const NOBODY = '019a0000-0000-7000-8000-000000000000';

describe('a new key', () => {
  test('shows its secret once, and only its digest is stored', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token, workspaceId } = await seedTenant(keywatch);
    const made = success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI' }, token));
    expect(made).toMatchObject({
      secret: expect.stringMatching(/^kw_live_[0-9A-Za-z]{49}$/),
      warning: 'Save this key now - it will not be shown again!',
      key: { prefix: 'kw_live_', lastFour: made.secret.slice(-4), scopes: ['mcp:read'], expiresAt: null },
    });
    const rows = await sql(keywatch.databaseUrl, 'SELECT * FROM keys');
    expect(rows).toMatchObject([{ id: made.key.id, digest: expect.any(Buffer), pepper_version: 1 }]);
    const everything = await sql(
      keywatch.databaseUrl,
      'SELECT (SELECT json_agg(keys) FROM keys)::text || (SELECT json_agg(a) FROM audit_events a)::text AS text',
    );
    expect(JSON.stringify(everything)).not.toContain(made.secret.slice(8, -4));
  });

  test('expires after exactly the days it was given', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token, workspaceId } = await seedTenant(keywatch);
    const { key } = success(
      await ask(keywatch, CreateKey, { workspaceId, name: 'CI', expiresInDays: 90 }, token),
    );
    expect(Date.parse(key.expiresAt ?? '') - Date.parse(key.createdAt)).toBe(90 * 86_400_000);
  });

  test('opens the data plane until it is revoked', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token, workspaceId } = await seedTenant(keywatch);
    const made = success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI' }, token));
    const gateway = success(
      await ask(keywatch, CreateAccessToken, { workspaceId, kind: 'GATEWAY', name: 'edge' }, token),
    );
    expect(gateway).toMatchObject({
      secret: expect.stringMatching(/^kwt_gw_/),
      accessToken: { kind: 'GATEWAY' },
    });
    const verify = async (body: object) =>
      (await keywatch.post('/v1/keys/verify', gateway.secret, { key: made.secret, ...body })).body;
    expect(await verify({})).toMatchObject({ code: 'VALID', keyId: made.key.id });

    expect(await verify({ server: 'crm' })).toMatchObject({ code: 'SERVER_NOT_ALLOWED' });
    const crm = { workspaceId, slug: 'crm', name: 'CRM' };
    expect(await ask(keywatch, CreateServer, crm, token)).toMatchObject({
      server: { slug: 'crm', environment: 'production', status: 'ACTIVE', scopes: [] },
      propagation: 'DONE',
    });
    expect(await verify({ server: 'crm' })).toMatchObject({ code: 'VALID' });
    expect(await ask(keywatch, CreateServer, crm, token)).toMatchObject({ code: 'SLUG_TAKEN' });

    const revoke = { workspaceId, keyId: made.key.id };
    expect(await ask(keywatch, RevokeKey, revoke, token)).toMatchObject({
      key: { id: made.key.id, status: 'REVOKED', revokedAt: expect.any(String) },
      propagation: 'DONE',
    });
    expect(await verify({})).toMatchObject({ code: 'REVOKED', valid: false });
    expect(await ask(keywatch, RevokeKey, revoke, token)).toMatchObject({ propagation: 'DONE' });
  });

  test.each([
    [{ name: '' }, 'INVALID_INPUT', 'name: must not be empty'],
    [{ scopes: ['Nonsense!'] }, 'INVALID_INPUT', 'scopes.0: must be lower case words'],
    [{ expiresInDays: 0 }, 'INVALID_INPUT', 'expiresInDays: must be at least 1'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'EXPIRY_IN_PAST', 'expiresAt: lies in the past'],
    [{ expiresAt: '2099-01-01T00:00:00Z', expiresInDays: 1 }, 'INVALID_INPUT', 'expiresAt: give either'],
    [{ rateLimit: { limit: 0 } }, 'INVALID_INPUT', 'rateLimit.limit: must be at least 1'],
    [{ metadata: ['no object'] }, 'INVALID_INPUT', 'metadata: must be an object'],
    [{ expiresAt: '9999-12-31T23:59:59-05:00' }, 'INVALID_INPUT', 'expiresAt: must not be after 9999-01-01'],
    [{ name: 'half \ud800' }, 'INVALID_INPUT', 'name: must be well-formed Unicode'],
    [{ description: 'nul \0' }, 'INVALID_INPUT', 'description: must be well-formed Unicode'],
    [{ description: 'half \udc00' }, 'INVALID_INPUT', 'description: must be well-formed Unicode'],
    [{ metadata: { a: [{ b: 'nul \0' }] } }, 'INVALID_INPUT', 'metadata: must be well-formed Unicode'],
    [{ metadata: { a: { 'half \ud800': 1 } } }, 'INVALID_INPUT', 'metadata: must be well-formed Unicode'],
    [{ metadata: { a: 'x'.repeat(9_000) } }, 'METADATA_TOO_LARGE', 'metadata: must have at most 8192'],
    [{ environment: 'Not One' }, 'INVALID_INPUT', 'environment: must be a lower case word'],
    [{ serverIds: [] }, 'INVALID_INPUT', 'serverIds: must name a server'],
    [{ serverIds: [NOBODY] }, 'NOT_FOUND', 'serverIds: this workspace has no such server'],
    [{ serverIds: ['no id'] }, 'NOT_FOUND', 'There is nothing with the id'],
  ])('is refused with %j', async (fields, code, message) => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token, workspaceId } = await seedTenant(keywatch);
    const answer = await ask(keywatch, CreateKey, { workspaceId, name: 'CI', ...fields }, token);
    expect(answer).toEqual({ __typename: 'Refusal', code, message: expect.stringContaining(message) });
    const rows = await sql(keywatch.databaseUrl, 'SELECT 1 FROM keys WHERE workspace_id = $1', [workspaceId]);
    expect(rows).toEqual([]);
  });

  test('takes the scopes that its servers know', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token, workspaceId } = await seedTenant(keywatch);
    const given = { workspaceId, slug: 'crm', name: 'CRM', scopes: ['crm:read'] };
    const { server } = success(await ask(keywatch, CreateServer, given, token));
    const keyWith = async (scopes: string[]) =>
      await ask(keywatch, CreateKey, { workspaceId, name: 'CI', serverIds: [server.id], scopes }, token);
    success(await keyWith(['crm:read', 'mcp:full']));
    expect(await keyWith(['crm:write'])).toMatchObject({ code: 'UNKNOWN_SCOPE' });
  });
});

describe('the key list', () => {
  test('tells of each key its owner, servers, age, use and expiry', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token, workspaceId, id, email } = await seedTenant(keywatch);
    const { server } = success(
      await ask(keywatch, CreateServer, { workspaceId, slug: 'crm', name: 'CRM' }, token),
    );
    success(await ask(keywatch, CreateServer, { workspaceId, slug: 'mail', name: 'Mail' }, token));
    const given = {
      workspaceId,
      name: 'CI',
      description: 'For the pipeline',
      environment: 'staging',
      serverIds: [server.id],
      scopes: ['mcp:full'],
      expiresAt: '2099-01-01T01:00:00+01:00',
      rateLimit: { limit: 300 },
      metadata: { service: 'ci', owner: { team: 'platform' } },
    };
    const { key } = success(await ask(keywatch, CreateKey, given, token));
    success(await ask(keywatch, CreateKey, { workspaceId, name: 'everything' }, token));
    await sql(keywatch.databaseUrl, "UPDATE keys SET last_used_at = '2026-11-20T10:00:00Z' WHERE id = $1", [
      key.id,
    ]);
    const { edges, pageInfo } = await ask(keywatch, Keys, { workspaceId }, token);
    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(edges.map(({ node }) => node)).toMatchObject([
      { name: 'everything', allServers: true, serverCount: 2, servers: [{ slug: 'crm' }, { slug: 'mail' }] },
      {
        id: key.id,
        name: 'CI',
        description: 'For the pipeline',
        prefix: 'kw_test_',
        lastFour: key.lastFour,
        environment: 'staging',
        scopes: ['mcp:full'],
        allServers: false,
        serverCount: 1,
        servers: [{ slug: 'crm' }],
        status: 'ACTIVE',
        metadata: given.metadata,
        owner: { id, name: 'Ada', email },
        createdAt: key.createdAt,
        lastUsedAt: '2026-11-20T10:00:00.000Z',
        expiresAt: '2099-01-01T00:00:00.000Z',
        revokedAt: null,
        rateLimit: { limit: 300, windowSeconds: 60 },
      },
    ]);
    await sql(keywatch.databaseUrl, "UPDATE keys SET expires_at = '2026-01-01' WHERE id = $1", [key.id]);
    const later = await ask(keywatch, Keys, { workspaceId }, token);
    expect(later.edges.map(({ node }) => node.status)).toEqual(['ACTIVE', 'EXPIRED']);
  });

  test('goes from page to page without a gap or a repetition', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token, workspaceId, id } = await seedTenant(keywatch);
    await sql(
      keywatch.databaseUrl,
      `INSERT INTO keys (id, workspace_id, owner_id, name, digest, pepper_version, prefix, last_four, created_at)
       SELECT gen_random_uuid(), $1, $2, n::text, decode(md5(n::text), 'hex'), 1, 'kw_live_', 'abcd',
         timestamptz '2026-11-01' + (n / 3) * interval '1 second' FROM generate_series(1, 25) n`,
      [workspaceId, id],
    );
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: {
        edges: { node: { name: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      } = await ask(keywatch, Keys, { workspaceId, first: 4, after }, token);
      seen.push(...page.edges.map(({ node }) => node.name));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    expect(seen.map((name) => Math.floor(Number(name) / 3))).toEqual(
      seen.map((name) => Math.floor(Number(name) / 3)).toSorted((a, b) => b - a),
    );
    expect(await execute(keywatch, Keys, { workspaceId, first: 101 }, token)).toMatchObject({
      codes: ['INVALID_INPUT'],
    });
    expect(await execute(keywatch, Keys, { workspaceId, after: 'nonsense' }, token)).toMatchObject({
      codes: ['INVALID_INPUT'],
    });
  });

  test('shows members their own keys, and viewers all', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const owner = await seedTenant(keywatch);
    const { workspaceId } = owner;
    const [member, viewer] = [await signUp(keywatch, 'Mel'), await signUp(keywatch, 'Vera')];
    await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
    await addMember(keywatch.databaseUrl, { workspaceId, userId: viewer.id, role: 'VIEWER' });
    const ofOwner = success(
      await ask(keywatch, CreateKey, { workspaceId, name: 'of the owner' }, owner.token),
    );
    success(await ask(keywatch, CreateKey, { workspaceId, name: 'of the member' }, member.token));
    const namesFor = async (token: string) =>
      (await ask(keywatch, Keys, { workspaceId }, token)).edges.map(({ node }) => node.name);
    expect(await namesFor(owner.token)).toEqual(['of the member', 'of the owner']);
    expect(await namesFor(member.token)).toEqual(['of the member']);
    expect(await namesFor(viewer.token)).toEqual(['of the member', 'of the owner']);

    const revoke = { workspaceId, keyId: ofOwner.key.id };
    const unknown = await ask(keywatch, RevokeKey, { ...revoke, keyId: NOBODY }, member.token);
    expect(unknown).toMatchObject({ code: 'NOT_FOUND' });
    expect(await ask(keywatch, RevokeKey, revoke, member.token)).toEqual(unknown);
    expect(await ask(keywatch, RevokeKey, revoke, viewer.token)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await ask(keywatch, CreateKey, { workspaceId, name: 'no' }, viewer.token)).toMatchObject({
      code: 'FORBIDDEN',
    });
    const admins = { workspaceId, slug: 'crm', name: 'CRM' };
    expect(await ask(keywatch, CreateServer, admins, member.token)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('a webhook endpoint shows its signing secret once and keeps it sealed', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { token, workspaceId } = await seedTenant(keywatch);
  const endpointOf = async (url: string, description?: string) =>
    await ask(keywatch, CreateWebhookEndpoint, { workspaceId, url, description }, token);
  const made = success(await endpointOf('https://hooks.example/keywatch'));
  expect(made).toMatchObject({ endpoint: { url: 'https://hooks.example/keywatch', disabledAt: null } });
  expect(Buffer.from(made.secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
  const [row] = await sql(keywatch.databaseUrl, 'SELECT sealed_secret FROM webhook_endpoints');
  expect(row).toMatchObject({ sealed_secret: expect.any(Buffer) });
  expect(JSON.stringify(row)).not.toContain(made.secret);
  expect(await endpointOf('ftp://hooks.example')).toMatchObject({ code: 'URL_NOT_ALLOWED' });
  expect(await endpointOf('https://user:password@hooks.example')).toMatchObject({ code: 'URL_NOT_ALLOWED' });
  expect(await endpointOf('nowhere')).toMatchObject({ code: 'INVALID_INPUT' });
  expect(success(await endpointOf(' HTTPS://Hooks.example:443/a b ')).endpoint.url).toBe(
    'https://hooks.example/a%20b',
  );
  for (const text of ['nul \0', 'half \ud800']) {
    expect(await endpointOf(`https://hooks.example/${text}`)).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/^url: must be well-formed/),
    });
    expect(await endpointOf('https://hooks.example/', text)).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/^description: must be well-formed/),
    });
  }
});

test.each(['nul \0', 'half \udc00'])('no workspace and no server is named %j', async (name) => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { token, workspaceId } = await seedTenant(keywatch);
  const refusal = { code: 'INVALID_INPUT', message: expect.stringMatching(/^name: must be well-formed/) };
  expect(await ask(keywatch, CreateWorkspace, { name }, token)).toMatchObject(refusal);
  expect(await ask(keywatch, CreateServer, { workspaceId, slug: 'crm', name }, token)).toMatchObject(refusal);
});
