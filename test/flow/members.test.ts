import { describe, expect, test } from 'vitest';
import {
  ChangeMemberRole,
  LeaveWorkspace,
  Members,
  RemoveMember,
  TransferOwnership,
} from '../support/documents/people.ts';
import { AuditLog, CreateAccessToken, CreateKey, Keys, Viewer } from '../support/documents.ts';
import { createToken, seedGateway } from '../support/gateway.ts';
import { ask, execute, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { seedMember } from '../support/members.ts';
import { sql } from '../support/sql.ts';

describe('the members of a workspace', () => {
  test('are listed page by page, for every member', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId } = tenant;
    const admin = await seedMember(keywatch, tenant, 'ADMIN');
    const viewer = await seedMember(keywatch, tenant, 'VIEWER', 'Vera');
    const page = await ask(keywatch, Members, { workspaceId, first: 2 }, viewer.token);
    expect(page.edges.map(({ node }) => node)).toMatchObject([
      { user: { id: viewer.id, email: viewer.email, name: 'Vera' }, role: 'VIEWER', allServers: true },
      { user: { id: admin.id }, role: 'ADMIN', servers: [] },
    ]);
    expect(page.pageInfo.hasNextPage).toBe(true);
    const rest = { workspaceId, after: page.pageInfo.endCursor };
    expect((await ask(keywatch, Members, rest, viewer.token)).edges).toMatchObject([
      { node: { user: { id: tenant.id }, role: 'OWNER' } },
    ]);
    const stranger = await signUp(keywatch, 'Mallory');
    expect(await execute(keywatch, Members, { workspaceId }, stranger.token)).toMatchObject({
      codes: ['NOT_FOUND'],
    });
  });

  test('get other roles from admins, owners from owners only', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId } = tenant;
    const admin = await seedMember(keywatch, tenant, 'ADMIN');
    const mel = await seedMember(keywatch, tenant, 'MEMBER', 'Mel');
    const change = async (userId: string, role: 'OWNER' | 'ADMIN' | 'VIEWER', token: string) =>
      await ask(keywatch, ChangeMemberRole, { workspaceId, userId, role }, token);
    expect(await change(mel.id, 'VIEWER', admin.token)).toMatchObject({
      member: { role: 'VIEWER', user: { id: mel.id } },
      propagation: 'DONE',
    });
    expect(await change(mel.id, 'OWNER', admin.token)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await change(tenant.id, 'VIEWER', admin.token)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await change(admin.id, 'ADMIN', mel.token)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await change(tenant.id, 'ADMIN', tenant.token)).toMatchObject({ code: 'LAST_OWNER' });
    const stranger = await signUp(keywatch, 'Mallory');
    const unknown = {
      __typename: 'Refusal',
      code: 'NOT_FOUND',
      message: 'userId: there is no such member in this workspace.',
    };
    expect(await change(stranger.id, 'VIEWER', tenant.token)).toEqual(unknown);
    expect(await change(workspaceId, 'VIEWER', tenant.token)).toEqual(unknown);
    success(await change(mel.id, 'OWNER', tenant.token));
    success(await change(tenant.id, 'ADMIN', mel.token));
    const { edges } = await ask(keywatch, AuditLog, { workspaceId }, mel.token);
    expect(edges.filter(({ node }) => node.action === 'member.role_changed')).toHaveLength(3);
    expect(
      await sql(
        keywatch.databaseUrl,
        "SELECT before, after FROM audit_events WHERE action = 'member.role_changed' ORDER BY id",
      ),
    ).toContainEqual({ before: { role: 'MEMBER' }, after: { role: 'VIEWER' } });
  });

  test('lose their ADMIN tokens with the role, and no gateway stops', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId } = tenant;
    const admin = await seedMember(keywatch, tenant, 'ADMIN');
    const of = { ...admin, workspaceId };
    const [first, gateway] = [
      await createToken(keywatch, of, 'ADMIN'),
      await createToken(keywatch, of, 'GATEWAY'),
    ];
    const status = async (token: string) => (await execute(keywatch, Viewer, {}, token)).status;
    expect(await status(first)).toBe(200);
    success(
      await ask(keywatch, ChangeMemberRole, { workspaceId, userId: admin.id, role: 'MEMBER' }, tenant.token),
    );
    expect(await status(first)).toBe(401);
    success(
      await ask(keywatch, ChangeMemberRole, { workspaceId, userId: admin.id, role: 'ADMIN' }, tenant.token),
    );
    expect(await status(first)).toBe(401);
    const second = await createToken(keywatch, of, 'ADMIN');
    success(await ask(keywatch, RemoveMember, { workspaceId, userId: admin.id }, tenant.token));
    expect(await status(second)).toBe(401);
    expect(await keywatch.post('/v1/keys/verify', gateway, { key: 'mcp_no-such-key' })).toMatchObject({
      status: 200,
    });
  });

  test('have no keys as viewers: theirs open nothing, until they may have some again', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, verify } = await seedGateway(keywatch);
    const { workspaceId, token } = tenant;
    const grace = await seedMember(keywatch, tenant, 'MEMBER');
    const { secret } = success(await ask(keywatch, CreateKey, { workspaceId, name: 'Key' }, grace.token));
    for (const [role, code] of [
      ['VIEWER', 'OWNER_LOST_ACCESS'],
      ['MEMBER', 'VALID'],
    ] as const) {
      success(await ask(keywatch, ChangeMemberRole, { workspaceId, userId: grace.id, role }, token));
      expect((await verify({ key: secret })).body).toMatchObject({ code });
    }
  });

  test('open nothing with a token that was made while the role was taken away', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const token = await createToken(keywatch, tenant, 'ADMIN');
    await sql(keywatch.databaseUrl, "UPDATE memberships SET role = 'VIEWER' WHERE user_id = $1", [tenant.id]);
    expect(await execute(keywatch, Viewer, {}, token)).toMatchObject({
      status: 401,
      codes: ['TOKEN_INVALID'],
    });
  });

  test('who are removed see nothing any more, and their keys’ versions are raised', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const { tenant, keyId } = gateway;
    const { workspaceId } = tenant;
    const heir = await seedMember(keywatch, tenant, 'OWNER');
    const version = async () =>
      await sql(keywatch.databaseUrl, 'SELECT version FROM keys WHERE id = $1', [keyId]);
    const [before] = (await version()) as { version: number }[];
    expect(await gateway.verify({ key: gateway.secret })).toMatchObject({ body: { code: 'VALID' } });
    const removed = await ask(keywatch, RemoveMember, { workspaceId, userId: tenant.id }, heir.token);
    expect(removed).toMatchObject({ userId: tenant.id, propagation: 'DONE' });
    expect(await version()).toEqual([{ version: (before?.version ?? 0) + 1 }]);
    expect(await sql(keywatch.databaseUrl, 'SELECT 1 FROM version_raises WHERE raised_at IS NULL')).toEqual(
      [],
    );
    expect(await ask(keywatch, Viewer, {}, tenant.token)).toMatchObject({ workspaces: [] });
    expect(await execute(keywatch, Keys, { workspaceId }, tenant.token)).toMatchObject({
      codes: ['NOT_FOUND'],
    });
    expect(await ask(keywatch, RemoveMember, { workspaceId, userId: tenant.id }, heir.token)).toMatchObject({
      code: 'NOT_FOUND',
    });
    const { edges } = await ask(keywatch, Keys, { workspaceId }, heir.token);
    expect(edges).toMatchObject([{ node: { id: keyId, owner: { name: 'Ada' } } }]);
  });

  test('can leave, also by a mutation that goes on afterwards', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId } = tenant;
    const mel = await seedMember(keywatch, tenant, 'MEMBER', 'Mel');
    const machine = await createToken(keywatch, tenant, 'ADMIN');
    expect(await ask(keywatch, LeaveWorkspace, { workspaceId }, machine)).toMatchObject({
      code: 'FORBIDDEN',
    });
    const text = `mutation {
      leaveWorkspace(workspaceId: "${workspaceId}") { __typename }
      again: leaveWorkspace(workspaceId: "${workspaceId}") { __typename ... on Refusal { code } }
      createApiKey(workspaceId: "${workspaceId}", name: "late") { __typename ... on Refusal { code } }
    }`;
    expect(await execute(keywatch, text, {}, mel.token)).toMatchObject({
      data: {
        leaveWorkspace: { __typename: 'LeaveWorkspaceSuccess' },
        again: { __typename: 'Refusal', code: 'NOT_FOUND' },
        createApiKey: { __typename: 'Refusal', code: 'NOT_FOUND' },
      },
    });
    expect(await sql(keywatch.databaseUrl, 'SELECT 1 FROM keys')).toEqual([]);
  });
});

describe('a workspace', () => {
  test('keeps its last owner, who can be neither removed nor leave', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId } = tenant;
    await seedMember(keywatch, tenant, 'ADMIN');
    const refused = { __typename: 'Refusal', code: 'LAST_OWNER' };
    expect(await ask(keywatch, LeaveWorkspace, { workspaceId }, tenant.token)).toMatchObject(refused);
    expect(await ask(keywatch, RemoveMember, { workspaceId, userId: tenant.id }, tenant.token)).toMatchObject(
      refused,
    );
  });

  test('keeps one owner where two leave, or demote each other, at once', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    for (const way of ['leave', 'demote'] as const) {
      const tenant = await seedTenant(keywatch);
      const { workspaceId } = tenant;
      const other = await seedMember(keywatch, tenant, 'OWNER');
      const demote = { workspaceId, role: 'MEMBER' as const };
      const answers =
        way === 'leave'
          ? await Promise.all(
              [tenant, other].map(
                async ({ token }) => await ask(keywatch, LeaveWorkspace, { workspaceId }, token),
              ),
            )
          : await Promise.all([
              ask(keywatch, ChangeMemberRole, { ...demote, userId: other.id }, tenant.token),
              ask(keywatch, ChangeMemberRole, { ...demote, userId: tenant.id }, other.token),
            ]);
      expect(answers.filter(({ __typename }) => __typename === 'Refusal')).toMatchObject([
        { code: way === 'leave' ? 'LAST_OWNER' : 'FORBIDDEN' },
      ]);
      expect(await owners(keywatch, workspaceId)).toBe(1);
    }
  });

  test('is handed over to another member', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId } = tenant;
    const mel = await seedMember(keywatch, tenant, 'MEMBER', 'Mel');
    const hand = async (userId: string, token: string) =>
      await ask(keywatch, TransferOwnership, { workspaceId, userId }, token);
    expect(await hand(tenant.id, tenant.token)).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'userId: is your own; name another member of the workspace.',
    });
    expect(await hand(mel.id, mel.token)).toMatchObject({ code: 'FORBIDDEN' });
    const stranger = await signUp(keywatch, 'Mallory');
    expect(await hand(stranger.id, tenant.token)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await hand(mel.id, tenant.token)).toMatchObject({
      member: { role: 'OWNER', user: { id: mel.id } },
    });
    expect(await ask(keywatch, Viewer, {}, tenant.token)).toMatchObject({ workspaces: [{ role: 'ADMIN' }] });
    expect(await hand(mel.id, tenant.token)).toMatchObject({ code: 'FORBIDDEN' });
    const token = { workspaceId, kind: 'ADMIN' as const, name: 'CI' };
    success(await ask(keywatch, CreateAccessToken, token, tenant.token));
  });
});

async function owners(keywatch: TestKeywatch, workspaceId: string): Promise<number> {
  const rows = await sql(
    keywatch.databaseUrl,
    "SELECT 1 FROM memberships WHERE workspace_id = $1 AND role = 'OWNER' AND removed_at IS NULL",
    [workspaceId],
  );
  return rows.length;
}
