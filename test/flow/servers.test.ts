import { describe, expect, test } from 'vitest';
import {
  DeleteServer,
  MakeServer,
  Server,
  ServerCounts,
  UpdateServer,
} from '../support/documents/servers.ts';
import { CreateKey, RevokeKey, Servers } from '../support/documents.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask, execute, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { crmOf, makeServer } from '../support/servers.ts';
import { addMember } from '../support/sql.ts';

const NOBODY = '019a0000-0000-7000-8000-000000000000';

describe('a server', () => {
  test('is shown as it was made', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const chosen = {
      environment: 'staging',
      scopes: ['crm:read', 'crm:write', 'crm:admin'],
      description: 'Contacts',
      status: 'INACTIVE',
      upstream: 'https://crm.example.com/mcp',
      errorDialect: 'AI2FIN',
      defaultScopes: ['crm:read'],
      ratePerMinute: 30,
      keyFormat: 'mcp_sk_{secret:32}',
      recoverableKeys: true,
    } as const;
    const id = await makeServer(keywatch, tenant, 'crm', {
      ...chosen,
      scopeImplications: [
        { scope: 'crm:write', implies: ['crm:read'] },
        { scope: 'crm:admin', implies: ['crm:write'] },
      ],
    });
    const { workspaceId, token } = tenant;
    expect(await ask(keywatch, Server, { workspaceId, id }, token)).toEqual({
      id,
      slug: 'crm',
      name: 'crm',
      ...chosen,
      keyCount: 0,
      scopeCatalogue: [
        { name: 'crm:read', implies: [], implied: [] },
        { name: 'crm:write', implies: ['crm:read'], implied: ['crm:read'] },
        { name: 'crm:admin', implies: ['crm:write'], implied: ['crm:write', 'crm:read'] },
      ],
    });
  });

  test('without choices takes any scope, and is active', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const id = await makeServer(keywatch, tenant, 'crm', {
      status: null,
      scopeImplications: null,
      upstream: null,
    });
    const { workspaceId, token } = tenant;
    expect(await ask(keywatch, Server, { workspaceId, id }, token)).toMatchObject({
      description: null,
      status: 'ACTIVE',
      upstream: null,
      errorDialect: 'PROBLEM',
      scopes: [],
      defaultScopes: [],
      ratePerMinute: null,
      keyFormat: null,
      recoverableKeys: false,
      scopeCatalogue: [],
    });
  });

  test('counts the keys that open it, by list or with all others; members count their own', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const crm = await makeServer(keywatch, tenant, 'crm');
    const billing = await makeServer(keywatch, tenant, 'billing');
    const member = await signUp(keywatch, 'Member');
    await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
    const key = async (by: string, serverIds?: string[]) => {
      const made = await ask(
        keywatch,
        CreateKey,
        { workspaceId, name: 'Key', ...(serverIds && { serverIds }) },
        by,
      );
      return success(made).key.id;
    };
    await key(token);
    await key(token, [crm]);
    await key(member.token, [crm, billing]);
    const revoked = await key(token, [crm]);
    success(await ask(keywatch, RevokeKey, { workspaceId, keyId: revoked }, token));
    const counts = async (by: string) =>
      (await ask(keywatch, ServerCounts, { workspaceId }, by)).map(({ slug, keyCount }) => [slug, keyCount]);
    expect(await counts(token)).toEqual([
      ['billing', 2],
      ['crm', 3],
    ]);
    expect(await counts(member.token)).toEqual([
      ['billing', 1],
      ['crm', 1],
    ]);
  });

  test('of another workspace is as unknown as none', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ours = await seedTenant(keywatch);
    const theirs = await seedTenant(keywatch);
    const foreign = await makeServer(keywatch, theirs, 'crm');
    const { workspaceId, token } = ours;
    for (const serverId of [foreign, NOBODY]) {
      const shown = await execute(keywatch, Server, { workspaceId, id: serverId }, token);
      expect(shown).toMatchObject({
        codes: ['NOT_FOUND'],
        messages: ['id: this workspace has no such server; list its servers for their ids.'],
      });
      const refusal = {
        code: 'NOT_FOUND',
        message: 'serverId: this workspace has no such server; list its servers for their ids.',
      };
      expect(await ask(keywatch, UpdateServer, { workspaceId, serverId, name: 'Mine' }, token)).toMatchObject(
        refusal,
      );
      expect(
        await ask(keywatch, DeleteServer, { workspaceId, serverId, confirmSlug: 'crm' }, token),
      ).toMatchObject(refusal);
    }
    expect(await ask(keywatch, Servers, { workspaceId: theirs.workspaceId }, theirs.token)).toHaveLength(1);
  });

  test('is changed by admins alone', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId } = tenant;
    const serverId = await makeServer(keywatch, tenant, 'crm');
    for (const role of ['MEMBER', 'VIEWER'] as const) {
      const { id: userId, token } = await signUp(keywatch);
      await addMember(keywatch.databaseUrl, { workspaceId, userId, role });
      const refusal = { code: 'FORBIDDEN' };
      expect(await ask(keywatch, MakeServer, { workspaceId, slug: 'x', name: 'X' }, token)).toMatchObject(
        refusal,
      );
      expect(await ask(keywatch, UpdateServer, { workspaceId, serverId, name: 'X' }, token)).toMatchObject(
        refusal,
      );
      expect(
        await ask(keywatch, DeleteServer, { workspaceId, serverId, confirmSlug: 'crm' }, token),
      ).toMatchObject(refusal);
    }
  });
});

describe('a deleted server', () => {
  test('opens nothing any more, also for keys that were confined to it', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, secret, verify } = await seedGateway(keywatch);
    const { workspaceId, token } = tenant;
    const serverId = await crmOf(keywatch, tenant);
    await makeServer(keywatch, tenant, 'mail');
    const confined = success(
      await ask(keywatch, CreateKey, { workspaceId, name: 'Confined', serverIds: [serverId] }, token),
    ).secret;
    expect(await verify({ key: confined, server: 'crm' })).toMatchObject({ body: { code: 'VALID' } });
    expect(await verify({ key: secret, server: 'crm' })).toMatchObject({ body: { code: 'VALID' } });
    const wrong = { workspaceId, serverId, confirmSlug: 'CRM' };
    expect(await ask(keywatch, DeleteServer, wrong, token)).toMatchObject({ code: 'CONFIRMATION_MISMATCH' });
    const deleted = await ask(keywatch, DeleteServer, { ...wrong, confirmSlug: 'crm' }, token);
    expect(success(deleted)).toEqual({
      __typename: 'DeleteServerSuccess',
      serverId,
      propagation: 'DONE',
    });
    for (const server of ['crm', 'mail']) {
      expect(await verify({ key: confined, server })).toMatchObject({ body: { code: 'SERVER_NOT_ALLOWED' } });
    }
    expect(await verify({ key: secret, server: 'crm' })).toMatchObject({
      body: { code: 'SERVER_NOT_ALLOWED' },
    });
    expect(await verify({ key: secret, server: 'mail' })).toMatchObject({ body: { code: 'VALID' } });
    expect(await ask(keywatch, Servers, { workspaceId }, token)).toMatchObject([{ slug: 'mail' }]);
  });
});
