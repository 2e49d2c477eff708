import { describe, expect, test } from 'vitest';
import { MakeServer, UpdateServer } from '../support/documents/servers.ts';
import { AuditLog, CreateKey, Servers } from '../support/documents.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask, seedTenant, success } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch } from '../support/keywatch.ts';
import { crmOf, makeServer } from '../support/servers.ts';
import { sql } from '../support/sql.ts';

describe('what does not fit a server', () => {
  const cases: [string, object, string, RegExp][] = [
    ['a slug with capitals', { slug: 'CRM' }, 'INVALID_INPUT', /^slug: /],
    ['a slug that is taken', { slug: 'mail' }, 'SLUG_TAKEN', /^slug: .*`mail`/],
    ['an empty name', { name: ' ' }, 'INVALID_INPUT', /^name: /],
    ['an upstream that is no URL', { upstream: 'crm' }, 'INVALID_INPUT', /^upstream: /],
    ['an upstream of another protocol', { upstream: 'file:///etc/passwd' }, 'URL_NOT_ALLOWED', /^upstream: /],
    ['an upstream with a password', { upstream: 'https://a:b@c.example' }, 'URL_NOT_ALLOWED', /^upstream: /],
    [
      'a default scope it does not know',
      { defaultScopes: ['hr:read'] },
      'UNKNOWN_SCOPE',
      /^defaultScopes: .*`hr:read`/,
    ],
    ['a default scope that is none', { defaultScopes: ['HR'] }, 'INVALID_INPUT', /^defaultScopes/],
    [
      'an implication of a scope it does not know',
      { scopeImplications: [{ scope: 'hr:write', implies: ['crm:read'] }] },
      'UNKNOWN_SCOPE',
      /^scopeImplications: .*`hr:write`/,
    ],
    [
      'an implied scope it does not know',
      { scopeImplications: [{ scope: 'crm:read', implies: ['hr:read'] }] },
      'UNKNOWN_SCOPE',
      /^scopeImplications: .*`hr:read`/,
    ],
    [
      'the implications of a scope given twice',
      {
        scopeImplications: [
          { scope: 'crm:read', implies: [] },
          { scope: 'crm:read', implies: ['mcp:read'] },
        ],
      },
      'INVALID_INPUT',
      /^scopeImplications: /,
    ],
    [
      'an implication of no scope',
      { scopeImplications: [{ scope: '', implies: [] }] },
      'INVALID_INPUT',
      /^scopeImpl/,
    ],
    ['a rate of nothing', { ratePerMinute: 0 }, 'INVALID_INPUT', /^ratePerMinute: /],
    ['a rate above the plan', { ratePerMinute: 11 }, 'PLAN_LIMIT', /^ratePerMinute: .*FREE.*10/],
    ['a key format without a secret', { keyFormat: 'acme_' }, 'INVALID_INPUT', /^keyFormat: must end with/],
    ['a key format of access tokens', { keyFormat: 'kwt_{secret}' }, 'INVALID_INPUT', /^keyFormat: /],
    ['an environment with a blank', { environment: 'a b' }, 'INVALID_INPUT', /^environment: /],
    ['a description with NUL', { description: '\0' }, 'INVALID_INPUT', /^description: /],
  ];

  test.each(cases)('is refused: %s', async (_what, chosen, code, message) => {
    const keywatch = await startKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    await sql(keywatch.databaseUrl, "UPDATE workspaces SET plan = 'FREE'");
    await makeServer(keywatch, tenant, 'mail');
    const serverId = await makeServer(keywatch, tenant, 'crm', { scopes: ['crm:read'] });
    const refusal = { code, message: expect.stringMatching(message) };
    const input = { workspaceId, slug: 'new', name: 'New', scopes: ['crm:read'], ...chosen };
    expect(await ask(keywatch, MakeServer, input, token)).toMatchObject(refusal);
    expect(await ask(keywatch, UpdateServer, { workspaceId, serverId, ...chosen }, token)).toMatchObject(
      refusal,
    );
    expect(await ask(keywatch, Servers, { workspaceId }, token)).toHaveLength(2);
  });
});

describe('a changed server', () => {
  test('keeps what was left out, and loses what is null', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const serverId = await makeServer(keywatch, tenant, 'crm', {
      description: 'Contacts',
      upstream: 'https://crm.example.com/',
      ratePerMinute: 30,
    });
    const changes = { name: 'CRM', description: null, ratePerMinute: null };
    const changed = success(await ask(keywatch, UpdateServer, { workspaceId, serverId, ...changes }, token));
    expect(changed).toMatchObject({
      propagation: 'DONE',
      server: { slug: 'crm', ...changes, upstream: 'https://crm.example.com/' },
    });
    const { edges } = await ask(keywatch, AuditLog, { workspaceId }, token);
    expect(edges[0]?.node).toMatchObject({ action: 'server.updated', targetId: serverId });
    const rows = await sql(
      keywatch.databaseUrl,
      "SELECT before, after FROM audit_events WHERE action = 'server.updated'",
    );
    expect(rows).toEqual([
      {
        before: { name: 'crm', description: 'Contacts', ratePerMinute: 30 },
        after: { name: 'CRM', description: null, ratePerMinute: null },
      },
    ]);
  });

  test('keeps its name, slug, status and scopes where they are null', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const serverId = await makeServer(keywatch, tenant, 'crm');
    for (const name of ['name', 'slug', 'status', 'scopes', 'recoverableKeys']) {
      const changes = { workspaceId, serverId, [name]: null };
      expect(success(await ask(keywatch, UpdateServer, changes, token))).toMatchObject({
        server: { slug: 'crm', id: serverId },
      });
    }
  });

  test('keeps implications and default scopes that it knows', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const serverId = await makeServer(keywatch, tenant, 'crm', {
      scopes: ['crm:read', 'crm:write'],
      defaultScopes: ['crm:read'],
    });
    const change = async (more: object) =>
      await ask(keywatch, UpdateServer, { workspaceId, serverId, ...more }, token);
    expect(await change({ scopes: ['crm:write'] })).toMatchObject({ code: 'UNKNOWN_SCOPE' });
    success(await change({ scopes: ['crm:write'], defaultScopes: [] }));
  });

  test('may have any rate again once it was above the plan', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const serverId = await makeServer(keywatch, tenant, 'crm', { ratePerMinute: 500 });
    await sql(keywatch.databaseUrl, "UPDATE workspaces SET plan = 'FREE'");
    const change = async (more: object) =>
      await ask(keywatch, UpdateServer, { workspaceId, serverId, ...more }, token);
    success(await change({ name: 'CRM', ratePerMinute: 500 }));
    expect(await change({ ratePerMinute: 400 })).toMatchObject({ code: 'PLAN_LIMIT' });
    success(await change({ ratePerMinute: 10 }));
  });

  test('is seen by verifiers as soon as the mutation has answered', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, secret, verify } = await seedGateway(keywatch);
    const { workspaceId, token } = tenant;
    const serverId = await crmOf(keywatch, tenant);
    const code = async (server: string) => (await verify({ key: secret, server })).body;
    const change = async (more: object) =>
      success(await ask(keywatch, UpdateServer, { workspaceId, serverId, ...more }, token));
    expect(await code('crm')).toMatchObject({ code: 'VALID' });
    expect(await change({ status: 'INACTIVE' })).toMatchObject({ propagation: 'DONE' });
    expect(await code('crm')).toMatchObject({ code: 'SERVER_INACTIVE' });
    await change({ status: 'ACTIVE', slug: 'customers' });
    expect(await code('crm')).toMatchObject({ code: 'SERVER_NOT_ALLOWED' });
    expect(await code('customers')).toMatchObject({ code: 'VALID' });
    await change({ environment: 'staging' });
    expect(await code('customers')).toMatchObject({ code: 'WRONG_ENVIRONMENT' });
  });

  test('raises the versions of the keys that open it, and of no others', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const serverId = await makeServer(keywatch, tenant, 'crm');
    const other = await makeServer(keywatch, tenant, 'mail');
    const key = async (name: string, more: object) =>
      success(await ask(keywatch, CreateKey, { workspaceId, name, ...more }, token));
    await key('all', {});
    await key('listed', { serverIds: [serverId, other] });
    await key('elsewhere', { serverIds: [other] });
    const versions = async () =>
      await sql(keywatch.databaseUrl, 'SELECT name, version FROM keys ORDER BY name');
    const change = async (more: object) =>
      success(await ask(keywatch, UpdateServer, { workspaceId, serverId, ...more }, token));
    await change({ description: 'Nobody verifies by this.' });
    await change({ status: 'ACTIVE' });
    expect(await versions()).toMatchObject([{ version: 1 }, { version: 1 }, { version: 1 }]);
    await change({ ratePerMinute: 7 });
    expect(await versions()).toEqual([
      { name: 'all', version: 2 },
      { name: 'elsewhere', version: 1 },
      { name: 'listed', version: 2 },
    ]);
  });
});
