import { describe, expect, test } from 'vitest';
import { behind } from '../support/behind.ts';
import { ImportKeys } from '../support/documents/key-list.ts';
import { Invitation, ViewerSecurity } from '../support/documents/people.ts';
import {
  DeleteWorkspace,
  SetWorkspacePlan,
  UpdateWorkspace,
  WorkspaceDetails,
} from '../support/documents/workspaces.ts';
import {
  AuditLog,
  CreateKey,
  CreateServer,
  CreateWebhookEndpoint,
  SignIn,
  Viewer,
} from '../support/documents.ts';
import { createToken, seedGateway } from '../support/gateway.ts';
import { ask, execute, PASSWORD, seedTenant, success } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch } from '../support/keywatch.ts';
import { invite, seedMember } from '../support/members.ts';
import { sql } from '../support/sql.ts';

const NOBODY = '019a0000-0000-7000-8000-000000000000';

describe('a workspace', () => {
  test('shows its plan, its key format and how much it has', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant } = await seedGateway(keywatch);
    const viewer = await seedMember(keywatch, tenant, 'VIEWER');
    expect(await ask(keywatch, WorkspaceDetails, { id: tenant.workspaceId }, viewer.token)).toEqual({
      id: tenant.workspaceId,
      name: 'Octolane',
      plan: 'ENTERPRISE',
      ratePerMinute: null,
      keyFormat: null,
      memberCount: 2,
      serverCount: 1,
      keyCount: 1,
    });
  });

  test('gets another name and key format from admins, on record with what was', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const member = await seedMember(keywatch, tenant, 'MEMBER');
    const update = async (fields: { name?: string | null; keyFormat?: string | null }, by = token) =>
      await ask(keywatch, UpdateWorkspace, { workspaceId, ...fields }, by);
    expect(await update({ name: 'Mine' }, member.token)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await update({ name: ' Acme ', keyFormat: 'acme_{env}_{secret}' })).toMatchObject({
      workspace: { id: workspaceId, name: 'Acme', keyFormat: 'acme_{env}_{secret}' },
    });
    expect(await update({})).toMatchObject({ workspace: { name: 'Acme', keyFormat: 'acme_{env}_{secret}' } });
    expect(await update({ keyFormat: null })).toMatchObject({ workspace: { name: 'Acme', keyFormat: null } });
    expect(
      await sql(
        keywatch.databaseUrl,
        "SELECT before, after FROM audit_events WHERE action = 'workspace.updated' ORDER BY id",
      ),
    ).toEqual([
      {
        before: { name: 'Octolane', keyFormat: null },
        after: { name: 'Acme', keyFormat: 'acme_{env}_{secret}' },
      },
      { before: { keyFormat: 'acme_{env}_{secret}' }, after: { keyFormat: null } },
    ]);
  });

  test.each([
    [{ name: ' ' }, 'name: must not be empty'],
    [{ name: 'x'.repeat(81) }, 'name: must have at most 80 characters'],
    [{ name: 'two\nlines' }, 'name: must not hold control characters'],
    [{ keyFormat: '' }, 'keyFormat: must end with {secret}, or with {secret:N} for N characters'],
    [{ keyFormat: 'kwt_{secret}' }, 'keyFormat: must not begin with kwt_, which is for access tokens'],
    [
      { keyFormat: 'a_{who}_{secret}' },
      'keyFormat: must not have {who}: use {env}, {user}, {key} and {secret}',
    ],
  ])('does not become %j', async (fields, message) => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { workspaceId, token } = await seedTenant(keywatch);
    expect(await ask(keywatch, UpdateWorkspace, { workspaceId, ...fields }, token)).toEqual({
      __typename: 'Refusal',
      code: 'INVALID_INPUT',
      message,
    });
  });
});

describe('a deleted workspace', () => {
  test('is unknown to everybody, and none of its keys, tokens and invitations opens anything', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const { tenant, keyId } = gateway;
    const { workspaceId, token } = tenant;
    const admin = await seedMember(keywatch, tenant, 'ADMIN');
    const machine = await createToken(keywatch, tenant, 'ADMIN');
    const secret = await invite(keywatch, tenant, 'new@example.com');
    success(
      await ask(keywatch, CreateWebhookEndpoint, { workspaceId, url: 'https://hooks.example/' }, token),
    );
    expect(await gateway.verify({ key: gateway.secret })).toMatchObject({ body: { code: 'VALID' } });

    const named = (confirmName: string) => ({ workspaceId, confirmName });
    expect(await ask(keywatch, DeleteWorkspace, named('Octolane'), admin.token)).toMatchObject({
      code: 'FORBIDDEN',
    });
    for (const wrong of ['octolane', 'Octolane ', '']) {
      expect(await ask(keywatch, DeleteWorkspace, named(wrong), token)).toMatchObject({
        code: 'CONFIRMATION_MISMATCH',
        message: 'confirmName: is not the name of the workspace; repeat it exactly.',
      });
    }
    expect(await ask(keywatch, DeleteWorkspace, named('Octolane'), token)).toMatchObject({
      workspaceId,
      propagation: 'DONE',
    });
    expect(await ask(keywatch, DeleteWorkspace, named('Octolane'), token)).toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const by of [token, admin.token]) {
      expect(await ask(keywatch, Viewer, {}, by)).toMatchObject({ workspaces: [] });
      expect(await execute(keywatch, WorkspaceDetails, { id: workspaceId }, by)).toMatchObject({
        codes: ['NOT_FOUND'],
      });
      expect(await ask(keywatch, CreateKey, { workspaceId, name: 'late' }, by)).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    expect(await execute(keywatch, Viewer, {}, machine)).toMatchObject({ status: 401 });
    expect(await execute(keywatch, Invitation, { secret })).toMatchObject({ codes: ['INVITATION_INVALID'] });
    await expect
      .poll(async () => (await gateway.verify({ key: gateway.secret })).status, { timeout: 5_000 })
      .toBe(401);
    expect(
      await sql(keywatch.databaseUrl, 'SELECT revoked_at IS NOT NULL AS revoked FROM keys WHERE id = $1', [
        keyId,
      ]),
    ).toEqual([{ revoked: true }]);
    expect(
      await sql(keywatch.databaseUrl, 'SELECT 1 FROM webhook_endpoints WHERE disabled_at IS NULL'),
    ).toEqual([]);
  });

  test('gets no keys and servers from those who asked while it was deleted', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { workspaceId, token } = await seedTenant(keywatch);
    const remove = `UPDATE workspaces SET deleted_at = now() WHERE id = '${workspaceId}'`;
    const [key, server, rows] = await behind(keywatch.databaseUrl, workspaceId, remove, async () => {
      const data = JSON.stringify([{ sha256: 'a'.repeat(64), name: 'Old' }]);
      return await Promise.all([
        ask(keywatch, CreateKey, { workspaceId, name: 'Key' }, token),
        ask(keywatch, CreateServer, { workspaceId, slug: 'crm', name: 'CRM' }, token),
        ask(keywatch, ImportKeys, { workspaceId, format: 'JSON' as const, data }, token),
      ]);
    });
    for (const refused of [key, server, rows]) expect(refused).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is not opened by a token that was made while it was deleted', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const machine = await createToken(keywatch, gateway.tenant, 'ADMIN');
    await sql(keywatch.databaseUrl, 'UPDATE workspaces SET deleted_at = now()');
    expect(await gateway.verify({ key: gateway.secret })).toMatchObject({ status: 401 });
    expect(await execute(keywatch, Viewer, {}, machine)).toMatchObject({ status: 401 });
  });

  test('has revoked its keys for every verifier when the mutation answers', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const { workspaceId, token } = gateway.tenant;
    expect(await gateway.verify({ key: gateway.secret })).toMatchObject({ body: { code: 'VALID' } });
    success(await ask(keywatch, DeleteWorkspace, { workspaceId, confirmName: 'Octolane' }, token));
    const { status, body } = await gateway.verify({ key: gateway.secret });
    expect(status === 401 || JSON.stringify(body).includes('"REVOKED"')).toBe(true);
  });
});

describe('the plan of a workspace', () => {
  test('is set by the operator, whom the first start makes, in every workspace', async () => {
    const email = 'operator@example.com';
    const keywatch = await startKeywatch({ role: 'api', ownerEmail: email, ownerPassword: PASSWORD });
    const operator = success(await ask(keywatch, SignIn, { email, password: PASSWORD }));
    expect(await ask(keywatch, ViewerSecurity, {}, operator.token)).toMatchObject({ operator: true });
    const { tenant, keyId } = await seedGateway(keywatch);
    const { workspaceId } = tenant;
    const set = async (token: string, ratePerMinute?: number | null, id = workspaceId) =>
      await ask(keywatch, SetWorkspacePlan, { workspaceId: id, plan: 'PROFESSIONAL', ratePerMinute }, token);
    expect(await set(tenant.token)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await set(operator.token, 0)).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'ratePerMinute: must be at least 1',
    });
    for (const id of [NOBODY, 'nonsense']) {
      expect(await set(operator.token, null, id)).toMatchObject({ code: 'NOT_FOUND' });
    }
    const planned = { plan: 'PROFESSIONAL', ratePerMinute: 450 };
    const done = { ...planned, workspaceId, name: 'Octolane', propagation: 'DONE' };
    expect(await set(operator.token, 450)).toMatchObject(done);
    expect(await set(operator.token, 450)).toMatchObject(done);
    expect(await sql(keywatch.databaseUrl, 'SELECT version FROM keys WHERE id = $1', [keyId])).toEqual([
      { version: 2 },
    ]);
    expect(await ask(keywatch, WorkspaceDetails, { id: workspaceId }, tenant.token)).toMatchObject(planned);
    const { edges } = await ask(keywatch, AuditLog, { workspaceId }, tenant.token);
    expect(edges.filter(({ node }) => node.action === 'workspace.plan_changed')).toMatchObject([
      { node: { actorId: operator.user.id, targetId: workspaceId } },
    ]);
    expect(await execute(keywatch, WorkspaceDetails, { id: workspaceId }, operator.token)).toMatchObject({
      codes: ['NOT_FOUND'],
    });
  });

  test('is not set by a machine of the operator', async () => {
    const email = 'operator@example.com';
    const keywatch = await startKeywatch({ role: 'api', ownerEmail: email, ownerPassword: PASSWORD });
    const { token, user } = success(await ask(keywatch, SignIn, { email, password: PASSWORD }));
    const { workspaces } = await ask(keywatch, Viewer, {}, token);
    const workspaceId = workspaces[0]?.id ?? '';
    const machine = await createToken(keywatch, { id: user.id, email, token, workspaceId }, 'ADMIN');
    expect(await ask(keywatch, SetWorkspacePlan, { workspaceId, plan: 'FREE' }, machine)).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
