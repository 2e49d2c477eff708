import { describe, expect, test } from 'vitest';
import { DeleteServer, UpdateServer } from '../support/documents/servers.ts';
import { CreateKey } from '../support/documents.ts';
import { type Gateway, seedGateway } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { sharedKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { crmOf, makeServer } from '../support/servers.ts';
import { sql } from '../support/sql.ts';

/** Changes the key behind Keywatch's back; Redis then knows no version, so it is read anew. */
async function change(keywatch: TestKeywatch, { keyId }: Gateway, assignment: string): Promise<void> {
  await sql(keywatch.databaseUrl, `UPDATE keys SET ${assignment}, version = version + 1 WHERE id = $1`, [
    keyId,
  ]);
  await keywatch.flushRedis();
}

async function codeOf(gateway: Gateway, request: object = {}): Promise<string> {
  const { body } = await gateway.verify({ key: gateway.secret, ...request });
  return (body as { code: string }).code;
}

describe('a verification', () => {
  test('refuses a suspended key, and accepts it again when it is resumed', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    await change(keywatch, gateway, 'suspended_at = now()');
    expect(await codeOf(gateway)).toBe('SUSPENDED');
    await change(keywatch, gateway, 'revoked_at = now()');
    expect(await codeOf(gateway)).toBe('REVOKED');
    await change(keywatch, gateway, 'revoked_at = NULL, suspended_at = NULL');
    expect(await codeOf(gateway)).toBe('VALID');
  });

  test('refuses a deleted key, and every key of a deleted workspace, as revoked', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    await change(keywatch, gateway, 'deleted_at = now()');
    expect(await codeOf(gateway)).toBe('REVOKED');
    await change(keywatch, gateway, 'deleted_at = NULL');
    expect(await codeOf(gateway)).toBe('VALID');
    await sql(keywatch.databaseUrl, 'UPDATE workspaces SET deleted_at = now()');
    await change(keywatch, gateway, 'deleted_at = NULL');
    expect(await codeOf(gateway)).toBe('REVOKED');
  });

  test('lets a key with an allow-list in from its ranges alone', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    expect(await codeOf(gateway, { ip: '198.51.100.1' })).toBe('VALID');
    await change(keywatch, gateway, "allow_cidrs = '{203.0.113.0/24,2001:db8::/32}'");
    expect(await codeOf(gateway, { ip: '203.0.113.255' })).toBe('VALID');
    expect(await codeOf(gateway, { ip: '2001:db8:1::9' })).toBe('VALID');
    expect(await codeOf(gateway, { ip: '203.0.114.0' })).toBe('IP_NOT_ALLOWED');
    expect(await codeOf(gateway, { ip: '2001:db9::1' })).toBe('IP_NOT_ALLOWED');
    expect(await codeOf(gateway)).toBe('IP_NOT_ALLOWED');
  });

  test('takes what a scope implies from the server that the request names', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const { tenant } = gateway;
    const { workspaceId, token } = tenant;
    await makeServer(keywatch, tenant, 'mail');
    await change(keywatch, gateway, "scopes = '{crm:write}'");
    const scopes = ['crm:read'];
    expect(await codeOf(gateway, { server: 'crm', scopes })).toBe('INSUFFICIENT_SCOPE');
    const scopeImplications = [{ scope: 'crm:write', implies: scopes }];
    const serverId = await crmOf(keywatch, tenant);
    success(await ask(keywatch, UpdateServer, { workspaceId, serverId, scopeImplications }, token));
    expect(await codeOf(gateway, { server: 'crm', scopes })).toBe('VALID');
    expect(await codeOf(gateway, { server: 'mail', scopes })).toBe('INSUFFICIENT_SCOPE');
    expect(await codeOf(gateway, { scopes })).toBe('INSUFFICIENT_SCOPE');
    success(await ask(keywatch, UpdateServer, { workspaceId, serverId, scopeImplications: [] }, token));
    expect(await codeOf(gateway, { server: 'crm', scopes })).toBe('INSUFFICIENT_SCOPE');
  });

  test('tells the first of several reasons', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const { tenant } = gateway;
    await makeServer(keywatch, tenant, 'off', { status: 'INACTIVE' });
    await change(
      keywatch,
      gateway,
      "revoked_at = now(), suspended_at = now(), expires_at = now() - interval '1 day', allow_cidrs = '{203.0.113.0/24}'",
    );
    const request = { environment: 'staging', server: 'billing', scopes: ['crm:read'] };
    expect(await codeOf(gateway, request)).toBe('REVOKED');
    await change(keywatch, gateway, 'revoked_at = NULL');
    expect(await codeOf(gateway, request)).toBe('SUSPENDED');
    await change(keywatch, gateway, 'suspended_at = NULL');
    expect(await codeOf(gateway, request)).toBe('EXPIRED');
    await change(keywatch, gateway, 'expires_at = NULL');
    expect(await codeOf(gateway, request)).toBe('WRONG_ENVIRONMENT');
    const here = { ...request, environment: 'production' };
    expect(await codeOf(gateway, here)).toBe('SERVER_NOT_ALLOWED');
    expect(await codeOf(gateway, { ...here, server: 'off' })).toBe('SERVER_INACTIVE');
    await sql(keywatch.databaseUrl, 'UPDATE memberships SET all_servers = false');
    await change(keywatch, gateway, 'suspended_at = NULL');
    expect(await codeOf(gateway, { ...here, server: 'off' })).toBe('SERVER_INACTIVE');
    expect(await codeOf(gateway, { ...here, server: 'crm' })).toBe('OWNER_LOST_ACCESS');
    await sql(keywatch.databaseUrl, 'UPDATE memberships SET all_servers = true');
    await change(keywatch, gateway, 'suspended_at = NULL');
    expect(await codeOf(gateway, { ...here, server: 'crm' })).toBe('IP_NOT_ALLOWED');
    const near = { ...here, server: 'crm', ip: '203.0.113.9' };
    expect(await codeOf(gateway, near)).toBe('INSUFFICIENT_SCOPE');
    expect(await codeOf(gateway, { ...near, scopes: ['mcp:tools:call'] })).toBe('VALID');
  });

  test('knows a server of the same name that was made after another was deleted', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const { tenant } = gateway;
    const { workspaceId, token } = tenant;
    const serverId = await crmOf(keywatch, tenant);
    const input = { workspaceId, name: 'Confined', serverIds: [serverId] };
    const confined = success(await ask(keywatch, CreateKey, input, token)).secret;
    success(await ask(keywatch, DeleteServer, { workspaceId, serverId, confirmSlug: 'crm' }, token));
    await makeServer(keywatch, tenant, 'crm');
    expect(await codeOf(gateway, { server: 'crm' })).toBe('VALID');
    expect(await codeOf(gateway, { key: confined, server: 'crm' })).toBe('SERVER_NOT_ALLOWED');
  });
});
