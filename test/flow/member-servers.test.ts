import { describe, expect, test } from 'vitest';
import { DeleteServer, MakeServer, SetMemberServers } from '../support/documents/servers.ts';
import { CreateKey } from '../support/documents.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';

const NOBODY = '019a0000-0000-7000-8000-000000000000';

/** A workspace with the servers crm and mail, and a member with a key that opens all servers. */
async function seedMember(keywatch: TestKeywatch) {
  const { tenant, verify } = await seedGateway(keywatch);
  const { workspaceId, token } = tenant;
  const mail = success(await ask(keywatch, MakeServer, { workspaceId, slug: 'mail', name: 'Mail' }, token));
  const member = await signUp(keywatch, 'Member');
  await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
  const key = async (serverIds?: string[]) => {
    const input = { workspaceId, name: 'Key', ...(serverIds && { serverIds }) };
    return success(await ask(keywatch, CreateKey, input, member.token));
  };
  return {
    tenant,
    member,
    mail: mail.server.id,
    key,
    set: async (serverIds: string[] | null, by = token, userId = member.id) =>
      await ask(keywatch, SetMemberServers, { workspaceId, userId, serverIds }, by),
    codeOf: async (secret: string, server?: string) =>
      ((await verify({ key: secret, ...(server && { server }) })).body as { code: string }).code,
  };
}

describe('the servers of a member', () => {
  test('are not opened by a forgotten variable', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, member, set } = await seedMember(keywatch);
    success(await set([]));
    const forgotten = { workspaceId: tenant.workspaceId, userId: member.id };
    expect(await ask(keywatch, SetMemberServers, forgotten, tenant.token)).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'serverIds: must list servers, or be null for all of them.',
    });
  });

  test('are all, until an admin lists them, and all again', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { mail, member, key, set, codeOf } = await seedMember(keywatch);
    const { secret } = await key();
    expect(await codeOf(secret, 'crm')).toBe('VALID');
    expect(success(await set([mail, mail]))).toMatchObject({
      member: { userId: member.id, allServers: false, servers: [{ slug: 'mail' }] },
      propagation: 'DONE',
    });
    expect(await codeOf(secret, 'crm')).toBe('OWNER_LOST_ACCESS');
    expect(await codeOf(secret, 'mail')).toBe('VALID');
    expect(await codeOf(secret)).toBe('VALID');
    success(await set([]));
    expect(await codeOf(secret, 'mail')).toBe('OWNER_LOST_ACCESS');
    expect(success(await set(null))).toMatchObject({ member: { allServers: true } });
    expect(await codeOf(secret, 'crm')).toBe('VALID');
  });

  test("a key's owner losing a server loses it for the key, at once and for every verifier", async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, mail, key, set, codeOf } = await seedMember(keywatch);
    const { secret } = await key([mail]);
    expect(await codeOf(secret, 'mail')).toBe('VALID');
    const { token } = tenant;
    expect(success(await set([], token))).toMatchObject({ propagation: 'DONE' });
    expect(await codeOf(secret, 'mail')).toBe('OWNER_LOST_ACCESS');
  });

  test("a key's owner being removed from the workspace loses the key everything", async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { member, mail, key, set, codeOf } = await seedMember(keywatch);
    const { secret } = await key();
    expect(await codeOf(secret)).toBe('VALID');
    await sql(keywatch.databaseUrl, 'UPDATE memberships SET removed_at = now() WHERE user_id = $1', [
      member.id,
    ]);
    await sql(keywatch.databaseUrl, 'UPDATE keys SET version = version + 1 WHERE owner_id = $1', [member.id]);
    await keywatch.flushRedis();
    expect(await codeOf(secret)).toBe('OWNER_LOST_ACCESS');
    expect(await codeOf(secret, 'mail')).toBe('OWNER_LOST_ACCESS');
    expect(await set([mail])).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('do not grow when a listed server is deleted', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, mail, key, set, codeOf } = await seedMember(keywatch);
    const { secret } = await key();
    success(await set([mail]));
    const { workspaceId, token } = tenant;
    success(await ask(keywatch, DeleteServer, { workspaceId, serverId: mail, confirmSlug: 'mail' }, token));
    expect(await codeOf(secret, 'crm')).toBe('OWNER_LOST_ACCESS');
  });

  test('are neither foreign ones nor set for people of elsewhere', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { mail, member, set } = await seedMember(keywatch);
    const stranger = await seedTenant(keywatch);
    const theirs = await ask(
      keywatch,
      MakeServer,
      { workspaceId: stranger.workspaceId, slug: 'crm', name: 'CRM' },
      stranger.token,
    );
    const noServer = {
      code: 'NOT_FOUND',
      message: 'serverIds: this workspace has no such server; list its servers for their ids.',
    };
    expect(await set([mail, success(theirs).server.id])).toMatchObject(noServer);
    expect(await set([NOBODY])).toMatchObject(noServer);
    expect(await set(['x'])).toMatchObject({ code: 'NOT_FOUND' });
    const noMember = { code: 'NOT_FOUND', message: 'userId: this workspace has no such member.' };
    expect(await set([mail], undefined, stranger.id)).toMatchObject(noMember);
    expect(await set([mail], undefined, NOBODY)).toMatchObject(noMember);
    expect(await set(null, member.token)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await set(null, stranger.token)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('are written to the audit log only where they change', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { mail, member, set } = await seedMember(keywatch);
    success(await set(null));
    success(await set([mail]));
    success(await set([mail]));
    const rows = await sql(
      keywatch.databaseUrl,
      "SELECT target_id, before, after FROM audit_events WHERE action = 'member.servers_set' AND target_id = $1",
      [member.id],
    );
    expect(rows).toEqual([
      {
        target_id: member.id,
        before: { allServers: true, serverIds: [] },
        after: { allServers: false, serverIds: [mail] },
      },
    ]);
  });
});
