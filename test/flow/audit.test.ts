import { expect, test } from 'vitest';
import {
  AuditLog,
  CreateAccessToken,
  CreateKey,
  CreateServer,
  CreateWebhookEndpoint,
  RevokeKey,
  SignIn,
  SignOut,
} from '../support/documents.ts';
import { ask, execute, PASSWORD, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';

test('every mutation leaves its line in the audit log, and no secret in it', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { token, workspaceId, id } = await seedTenant(keywatch);
  const { key, secret } = success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI' }, token));
  success(await ask(keywatch, CreateServer, { workspaceId, slug: 'crm', name: 'CRM' }, token));
  const gateway = { workspaceId, kind: 'GATEWAY' as const, name: 'edge' };
  const made = success(await ask(keywatch, CreateAccessToken, gateway, token));
  const hook = { workspaceId, url: 'https://hooks.example/secret-path' };
  const endpoint = success(await ask(keywatch, CreateWebhookEndpoint, hook, token));
  success(await ask(keywatch, RevokeKey, { workspaceId, keyId: key.id }, token));
  success(await ask(keywatch, RevokeKey, { workspaceId, keyId: key.id }, token));

  const { edges } = await ask(keywatch, AuditLog, { workspaceId }, token);
  expect(edges.map(({ node }) => node.action)).toEqual([
    'key.revoked',
    'webhook_endpoint.created',
    'access_token.created',
    'server.created',
    'key.created',
    'workspace.created',
  ]);
  expect(edges[0]?.node).toMatchObject({
    actorId: id,
    targetType: 'key',
    targetId: key.id,
    ip: '127.0.0.1',
    detail: { name: 'CI' },
  });
  for (const text of [secret, made.secret, endpoint.secret, 'secret-path', token]) {
    expect(JSON.stringify(edges)).not.toContain(text);
  }
  const page = await ask(keywatch, AuditLog, { workspaceId, first: 4 }, token);
  const rest = await ask(keywatch, AuditLog, { workspaceId, after: page.pageInfo.endCursor }, token);
  expect([...page.edges, ...rest.edges]).toEqual(edges);
});

test('signing up, in and out is on record outside of any workspace', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const ada = await signUp(keywatch);
  const { token } = success(await ask(keywatch, SignIn, { email: ada.email, password: PASSWORD }));
  success(await ask(keywatch, SignOut, {}, token));
  const rows = await sql(
    keywatch.databaseUrl,
    'SELECT action, workspace_id, ip FROM audit_events WHERE actor_id = $1 ORDER BY at, id',
    [ada.id],
  );
  expect(rows).toEqual(
    ['user.signed_up', 'user.signed_in', 'user.signed_out'].map((action) => ({
      action,
      workspace_id: null,
      ip: '127.0.0.1',
    })),
  );
});

test('a refused mutation changes nothing and leaves no line', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { token, workspaceId } = await seedTenant(keywatch);
  const crm = { workspaceId, slug: 'crm', name: 'CRM' };
  success(await ask(keywatch, CreateServer, crm, token));
  const count = async () => await sql(keywatch.databaseUrl, 'SELECT count(*) FROM audit_events');
  const before = await count();
  expect(await ask(keywatch, CreateServer, crm, token)).toMatchObject({ code: 'SLUG_TAKEN' });
  expect(await count()).toEqual(before);
});

test('members do not see the audit log', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { workspaceId } = await seedTenant(keywatch);
  const member = await signUp(keywatch, 'Mel');
  await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
  expect(await execute(keywatch, AuditLog, { workspaceId }, member.token)).toMatchObject({
    codes: ['FORBIDDEN'],
  });
});
