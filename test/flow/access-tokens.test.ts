import { describe, expect, test } from 'vitest';
import { TOKEN_SCOPES_OF } from '../../src/core/token-scope.ts';
import { behind } from '../support/behind.ts';
import { ChangeMemberRole, InviteMember } from '../support/documents/people.ts';
import { AccessTokens, MakeToken, RevokeToken } from '../support/documents/platform.ts';
import { AuditLog, CreateKey, CreateServer, Keys, Servers } from '../support/documents.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask, execute, seedTenant, signUp, success, type Tenant } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { seedMember } from '../support/members.ts';
import { addMember, sql } from '../support/sql.ts';

type Options = { scopes?: string[]; expiresAt?: string; expiresInDays?: number };

async function make(
  keywatch: TestKeywatch,
  { workspaceId, token }: Pick<Tenant, 'workspaceId' | 'token'>,
  kind: 'ADMIN' | 'GATEWAY',
  options: Options = {},
) {
  return await ask(keywatch, MakeToken, { workspaceId, kind, name: 'machine', ...options }, token);
}

const verify = async (keywatch: TestKeywatch, token: string) =>
  await keywatch.post('/v1/keys/verify', token, { key: 'kw_live_unknown' });

describe('an access token', () => {
  test('is listed with who made it and what it may do, but never its secret nor a session', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const edge = success(await make(keywatch, tenant, 'GATEWAY', { expiresInDays: 7 }));
    const ci = success(await make(keywatch, tenant, 'ADMIN', { scopes: ['keys:read', 'keys:read'] }));
    const { edges } = await ask(keywatch, AccessTokens, { workspaceId }, token);
    expect(edges.map(({ node }) => node)).toEqual([
      {
        id: ci.accessToken.id,
        kind: 'ADMIN',
        name: 'machine',
        scopes: ['keys:read'],
        restricted: true,
        createdBy: { id: tenant.id, name: 'Ada' },
        createdAt: expect.any(String),
        expiresAt: null,
        lastUsedAt: null,
      },
      expect.objectContaining({
        kind: 'GATEWAY',
        scopes: TOKEN_SCOPES_OF.GATEWAY,
        restricted: false,
        expiresAt: edge.accessToken.expiresAt,
      }),
    ]);
    const first = await ask(keywatch, AccessTokens, { workspaceId, first: 1 }, token);
    const rest = await ask(keywatch, AccessTokens, { workspaceId, after: first.pageInfo.endCursor }, token);
    expect([...first.edges, ...rest.edges]).toEqual(edges);
    expect(JSON.stringify(edges)).not.toContain('kwt_');
  });

  test.each([
    [{ scopes: ['verify'] }, 'INVALID_INPUT', 'scopes: ADMIN tokens cannot have `verify`'],
    [{ scopes: ['keys:rule'] }, 'INVALID_INPUT', '`keys:rule` is no scope of tokens'],
    [{ scopes: [] }, 'INVALID_INPUT', 'scopes: must name a scope'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'EXPIRY_IN_PAST', 'expiresAt: lies in the past'],
    [{ expiresAt: '2999-01-01T00:00:00Z', expiresInDays: 1 }, 'INVALID_INPUT', 'expiresAt: give either'],
    [{ expiresInDays: 0 }, 'INVALID_INPUT', 'expiresInDays: must be at least 1'],
  ])('is refused with %j', async (options, code, message) => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const refused = await make(keywatch, tenant, 'ADMIN', options);
    expect(refused).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  test('that is restricted gives no other token a scope that it lacks itself', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const scopes = ['tokens:write', 'keys:write'];
    const { secret } = success(await make(keywatch, tenant, 'ADMIN', { scopes }));
    const machine = { workspaceId: tenant.workspaceId, token: secret };
    success(await make(keywatch, machine, 'ADMIN', { scopes: ['keys:write', 'keys:read'] }));
    const beyond: ['ADMIN' | 'GATEWAY', Options][] = [
      ['ADMIN', { scopes: ['audit:read'] }],
      ['ADMIN', {}],
      ['GATEWAY', { scopes: ['verify'] }],
    ];
    for (const [kind, options] of beyond) {
      const refused = await make(keywatch, machine, kind, options);
      expect(refused).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('scopes: ') });
    }
    const whole = success(await make(keywatch, tenant, 'ADMIN'));
    success(await make(keywatch, { ...machine, token: whole.secret }, 'GATEWAY'));
  });

  test('that is restricted makes nobody who may do more', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const grace = await seedMember(keywatch, tenant, 'MEMBER');
    const { workspaceId } = tenant;
    const { secret } = success(await make(keywatch, tenant, 'ADMIN', { scopes: ['people:write'] }));
    const invited = { workspaceId, email: 'new@example.com' };
    const changed = { workspaceId, userId: grace.id };
    for (const role of ['ADMIN', 'OWNER'] as const) {
      const refused = { code: 'FORBIDDEN', message: expect.stringContaining('role: ') };
      expect(await ask(keywatch, InviteMember, { ...invited, role }, secret)).toMatchObject(refused);
      expect(await ask(keywatch, ChangeMemberRole, { ...changed, role }, secret)).toMatchObject(refused);
    }
    success(await ask(keywatch, InviteMember, { ...invited, role: 'MEMBER' }, secret));
    success(await ask(keywatch, ChangeMemberRole, { ...changed, role: 'VIEWER' }, secret));
  });

  test('is not made by somebody whose role was taken away while they asked', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId } = tenant;
    const demote = `UPDATE memberships SET role = 'VIEWER' WHERE workspace_id = '${workspaceId}'`;
    const refused = await behind(
      keywatch.databaseUrl,
      workspaceId,
      demote,
      async () => await make(keywatch, tenant, 'ADMIN'),
    );
    expect(refused).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('does what its scopes say in GraphQL and nothing else', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId } = tenant;
    const { secret } = success(await make(keywatch, tenant, 'ADMIN', { scopes: ['keys:write'] }));
    success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI' }, secret));
    expect((await execute(keywatch, Keys, { workspaceId }, secret)).codes).toEqual([]);
    for (const document of [Servers, AuditLog, AccessTokens]) {
      expect((await execute(keywatch, document.toString(), { workspaceId }, secret)).codes).toEqual([
        'FORBIDDEN',
      ]);
    }
    const server = { workspaceId, slug: 'crm', name: 'CRM' };
    expect(await ask(keywatch, CreateServer, server, secret)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('is made, listed and revoked by admins only', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { workspaceId, token } = await seedTenant(keywatch);
    const member = await signUp(keywatch, 'Mel');
    await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
    const mel = { workspaceId, token: member.token };
    const { accessToken } = success(await make(keywatch, { workspaceId, token }, 'GATEWAY'));
    expect(await make(keywatch, mel, 'GATEWAY')).toMatchObject({ code: 'FORBIDDEN' });
    expect((await execute(keywatch, AccessTokens, { workspaceId }, member.token)).codes).toEqual([
      'FORBIDDEN',
    ]);
    const revoke = { workspaceId, accessTokenId: accessToken.id };
    expect(await ask(keywatch, RevokeToken, revoke, member.token)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a revoked token', () => {
  test('opens GraphQL no more at once, and the data plane within a second', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const admin = success(await make(keywatch, tenant, 'ADMIN'));
    const gateway = success(await make(keywatch, tenant, 'GATEWAY'));
    expect(await verify(keywatch, gateway.secret)).toMatchObject({ status: 200 });
    for (const { accessToken } of [admin, gateway]) {
      success(await ask(keywatch, RevokeToken, { workspaceId, accessTokenId: accessToken.id }, token));
    }
    const revokedAt = Date.now();
    expect(await execute(keywatch, Keys, { workspaceId }, admin.secret)).toMatchObject({ status: 401 });
    await expect
      .poll(async () => (await verify(keywatch, gateway.secret)).status, { timeout: 5_000, interval: 25 })
      .toBe(401);
    expect(Date.now() - revokedAt).toBeLessThan(2_000);
    const { edges } = await ask(keywatch, AuditLog, { workspaceId, first: 2 }, token);
    expect(edges.map(({ node }) => [node.action, node.targetId])).toEqual([
      ['access_token.revoked', gateway.accessToken.id],
      ['access_token.revoked', admin.accessToken.id],
    ]);
  });

  test('cannot be a session, a foreign token, one that is gone or nonsense', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const [ours, theirs] = [await seedTenant(keywatch), await seedTenant(keywatch)];
    const foreign = success(await make(keywatch, theirs, 'GATEWAY'));
    const rows = await sql(keywatch.databaseUrl, 'SELECT id FROM access_tokens WHERE user_id = $1', [
      ours.id,
    ]);
    const session = (rows[0] as { id: string }).id;
    const gone = success(await make(keywatch, ours, 'GATEWAY')).accessToken.id;
    const revoke = async (accessTokenId: string) =>
      await ask(keywatch, RevokeToken, { workspaceId: ours.workspaceId, accessTokenId }, ours.token);
    success(await revoke(gone));
    const refused = await revoke(gone);
    expect(refused).toMatchObject({ code: 'NOT_FOUND' });
    for (const id of [session, foreign.accessToken.id]) expect(await revoke(id)).toEqual(refused);
    expect(await revoke('nonsense')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await verify(keywatch, foreign.secret)).toMatchObject({ status: 200 });
  });
});

describe('the data plane', () => {
  test('takes a token until it expires', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { secret } = success(await make(keywatch, tenant, 'GATEWAY', { expiresInDays: 1 }));
    await sql(keywatch.databaseUrl, "UPDATE access_tokens SET expires_at = now() WHERE kind = 'GATEWAY'");
    expect(await verify(keywatch, secret)).toMatchObject({ status: 401, body: { code: 'TOKEN_INVALID' } });
  });

  test('asks every route for its scope', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, keyId, secret: key } = await seedGateway(keywatch);
    const events = [{ keyId, at: new Date().toISOString(), requests: 1 }];
    const routes = {
      verify: async (token: string) => await keywatch.post('/v1/keys/verify', token, { key }),
      report: async (token: string) => await keywatch.post('/v1/usage', token, { events }),
      backfill: async (token: string) => await keywatch.post('/v1/usage', token, { backfill: true, events }),
    };
    const matrix = [
      ['GATEWAY', undefined, { verify: 200, report: 200, backfill: 403 }],
      ['GATEWAY', ['verify'], { verify: 200, report: 403, backfill: 403 }],
      ['GATEWAY', ['usage:write'], { verify: 403, report: 200, backfill: 403 }],
      ['ADMIN', undefined, { verify: 403, report: 200, backfill: 200 }],
      ['ADMIN', ['backfill:write'], { verify: 403, report: 403, backfill: 200 }],
      ['ADMIN', ['usage:write'], { verify: 403, report: 200, backfill: 403 }],
      ['ADMIN', ['keys:write'], { verify: 403, report: 403, backfill: 403 }],
    ] as const;
    for (const [kind, scopes, expected] of matrix) {
      const options = scopes === undefined ? {} : { scopes: [...scopes] };
      const { secret } = success(await make(keywatch, tenant, kind, options));
      const answers = {
        verify: await routes.verify(secret),
        report: await routes.report(secret),
        backfill: await routes.backfill(secret),
      };
      const statuses = Object.entries(answers).map(([route, { status }]) => [route, status]);
      expect(Object.fromEntries(statuses)).toEqual(expected);
      if (scopes !== undefined && kind === 'GATEWAY') {
        const refused = expected.verify === 403 ? answers.verify : answers.report;
        expect(refused.body).toMatchObject({ code: 'TOKEN_SCOPE_MISSING' });
      }
    }
  });

  test('notes that a token was used, at most once a minute', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const { secret } = success(await make(keywatch, tenant, 'GATEWAY'));
    const lastUsed = async () =>
      (await ask(keywatch, AccessTokens, { workspaceId }, token)).edges[0]?.node.lastUsedAt ?? null;
    await verify(keywatch, secret);
    await expect.poll(lastUsed).not.toBeNull();
    const noted = await lastUsed();
    for (let round = 0; round < 5; round++) await verify(keywatch, secret);
    expect(await lastUsed()).toBe(noted);
  });

  test('goes on where a use cannot be noted', async () => {
    const keywatch = await startKeywatch({ role: 'api', logLevel: 'silent' });
    const { token, secret } = await seedGateway(keywatch);
    await sql(
      keywatch.databaseUrl,
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
       CREATE TRIGGER refuse BEFORE UPDATE ON access_tokens FOR EACH ROW EXECUTE FUNCTION refuse()`,
    );
    for (let round = 0; round < 3; round++) {
      const verdict = await keywatch.post('/v1/keys/verify', token, { key: secret });
      expect(verdict).toMatchObject({ status: 200, body: { code: 'VALID' } });
    }
  });
});
