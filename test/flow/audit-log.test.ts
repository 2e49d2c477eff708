import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ControlPlaneDeps } from '../../src/control-plane/context.ts';
import { exportAuditLog } from '../../src/control-plane/export-audit-log.ts';
import { openStorage } from '../../src/storage/client.ts';
import { FilteredAuditLog, MakeToken } from '../support/documents/platform.ts';
import { CreateKey, CreateServer, RevokeKey } from '../support/documents.ts';
import { createToken } from '../support/gateway.ts';
import { ask, execute, seedTenant, signUp, success, type Tenant } from '../support/graphql.ts';
import { sharedKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { send } from '../support/rest.ts';
import { addMember, sql } from '../support/sql.ts';

type Filter = Record<string, unknown>;

/** Writes events of every second from a time on. */
async function writeEvents(databaseUrl: string, tenant: Tenant, count: number): Promise<void> {
  await sql(
    databaseUrl,
    `INSERT INTO audit_events (id, workspace_id, actor_id, action, target_type, target_id, at)
     SELECT gen_random_uuid(), $1, $2, 'key.updated', 'key', n::text, '2026-01-01T00:00:00Z'::timestamptz + (n / 3) * interval '1 second'
     FROM generate_series(0, $3 - 1) n`,
    [tenant.workspaceId, tenant.id, count],
  );
}

async function seedEvents(keywatch: TestKeywatch) {
  const tenant = await seedTenant(keywatch);
  const { workspaceId, token } = tenant;
  const { key } = success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI' }, token));
  success(await ask(keywatch, CreateServer, { workspaceId, slug: 'crm', name: 'CRM' }, token));
  success(await ask(keywatch, RevokeKey, { workspaceId, keyId: key.id }, token));
  return { tenant, keyId: key.id };
}

describe('the audit log', () => {
  test('tells who did what with which token, from where, and what changed', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, keyId } = await seedEvents(keywatch);
    const { workspaceId, token } = tenant;
    const sessions = await sql(keywatch.databaseUrl, 'SELECT id FROM access_tokens WHERE user_id = $1', [
      tenant.id,
    ]);
    await sql(
      keywatch.databaseUrl,
      `INSERT INTO audit_events (id, workspace_id, actor_id, action, target_type, target_id, before, after, at)
       VALUES (gen_random_uuid(), $1, $2, 'key.updated', 'key', $3, '{"name":"CI"}', '{"name":"CD"}', now() + interval '1 minute')`,
      [workspaceId, randomUUID(), keyId],
    );
    const { edges } = await ask(keywatch, FilteredAuditLog, { workspaceId }, token);
    expect(edges.slice(0, 2).map(({ node }) => node)).toEqual([
      expect.objectContaining({
        action: 'key.updated',
        actor: null,
        before: { name: 'CI' },
        after: { name: 'CD' },
      }),
      expect.objectContaining({
        action: 'key.revoked',
        actor: { id: tenant.id, name: 'Ada', email: tenant.email },
        actorId: tenant.id,
        tokenId: (sessions[0] as { id: string }).id,
        targetType: 'key',
        targetId: keyId,
        ip: '127.0.0.1',
      }),
    ]);
  });

  test('is filtered by actor, action, target, address and time', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { tenant, keyId } = await seedEvents(keywatch);
    const { workspaceId, token } = tenant;
    const actions = async (filter: Filter) =>
      (await ask(keywatch, FilteredAuditLog, { workspaceId, filter }, token)).edges.map(
        ({ node }) => node.action,
      );
    const all = ['key.revoked', 'server.created', 'key.created', 'workspace.created'];
    expect(await actions({})).toEqual(all);
    expect(await actions({ actorIds: [tenant.id] })).toEqual(all);
    expect(await actions({ actorIds: [randomUUID(), 'nonsense'] })).toEqual([]);
    expect(await actions({ actorIds: [] })).toEqual([]);
    expect(await actions({ actions: ['key.*'] })).toEqual(['key.revoked', 'key.created']);
    expect(await actions({ actions: ['key.created', 'server.*'] })).toEqual([
      'server.created',
      'key.created',
    ]);
    expect(await actions({ targetType: 'server' })).toEqual(['server.created']);
    expect(await actions({ targetId: keyId })).toEqual(['key.revoked', 'key.created']);
    expect(await actions({ ip: '127.0.0.1' })).toEqual(all);
    expect(await actions({ ip: '127.0.0.2' })).toEqual([]);
    await writeEvents(keywatch.databaseUrl, tenant, 9);
    const span = { from: '2026-01-01T00:00:01Z', to: '2026-01-01T00:00:02Z' };
    expect(await actions(span)).toEqual(Array.from({ length: 3 }, () => 'key.updated'));
  });

  test.each([
    [{ actions: ['key'] }, 'actions.0: must be actions such as key.revoked'],
    [{ actions: ['*'] }, 'actions.0: must be actions'],
    [{ actions: Array.from({ length: 101 }, () => 'key.created') }, 'actions: must have at most 100'],
    [{ targetId: '\0' }, 'targetId: must be well-formed'],
    [{ ip: '' }, 'ip: must not be empty'],
    [{ to: '0001-01-01T00:00:00+14:00' }, 'to: must not be before 1970'],
  ])('refuses the filter %j', async (filter, message) => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { workspaceId, token } = await seedTenant(keywatch);
    const answer = await execute(keywatch, FilteredAuditLog, { workspaceId, filter }, token);
    expect(answer.codes).toEqual(['INVALID_INPUT']);
    expect(answer.messages[0]).toContain(message);
  });
});

describe('the audit log as NDJSON', () => {
  const path = (workspaceId: string, more = '') => `/api/audit-log.ndjson?workspaceId=${workspaceId}${more}`;

  test('holds every event once, the oldest first, over several pages', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    await writeEvents(keywatch.databaseUrl, tenant, 2_500);
    const answer = await send(keywatch, path(workspaceId), { token });
    const events = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; at: string; action: string; targetId: string });
    expect(events).toHaveLength(2_501);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2_501);
    const places = events.map(({ at, id }) => `${at} ${id}`);
    expect(places).toEqual(places.toSorted());
    expect(events.at(-1)).toMatchObject({
      action: 'workspace.created',
      actorId: tenant.id,
      targetType: 'workspace',
    });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="audit-log-${workspaceId}.ndjson"`,
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
    const part = await send(
      keywatch,
      path(workspaceId, '&from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:01Z&action=key.*'),
      { token },
    );
    expect(part.text.trimEnd().split('\n')).toHaveLength(3);
    const narrow = `&action=workspace.*,key.revoked&actorId=${tenant.id}&targetId=${workspaceId}&targetType=workspace`;
    const made = await send(keywatch, path(workspaceId, narrow), { token });
    expect(made.text.trimEnd().split('\n')).toHaveLength(1);
    const elsewhere = await send(keywatch, path(workspaceId, `${narrow}&ip=192.0.2.1`), { token });
    expect(elsewhere).toMatchObject({ status: 200, text: '' });
    const none = await send(keywatch, path(workspaceId, '&action=server.created'), { token });
    expect(none).toMatchObject({ status: 200, text: '' });
  });

  test('is for admins and for ADMIN tokens that may read it', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const [tenant, theirs] = [await seedTenant(keywatch), await seedTenant(keywatch)];
    const { workspaceId, token } = tenant;
    const member = await signUp(keywatch, 'Mel');
    await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
    const tokenWith = async (scopes: string[]) =>
      success(await ask(keywatch, MakeToken, { workspaceId, kind: 'ADMIN', name: 'CI', scopes }, token))
        .secret;
    const cases = [
      [await tokenWith(['audit:read']), workspaceId, 200, undefined],
      [await tokenWith(['keys:read']), workspaceId, 403, 'FORBIDDEN'],
      [await createToken(keywatch, tenant, 'GATEWAY'), workspaceId, 403, 'TOKEN_KIND_NOT_ALLOWED'],
      [member.token, workspaceId, 403, 'FORBIDDEN'],
      [token, theirs.workspaceId, 404, 'NOT_FOUND'],
      [token, randomUUID(), 404, 'NOT_FOUND'],
      [token, 'nonsense', 404, 'NOT_FOUND'],
      [undefined, workspaceId, 401, 'UNAUTHENTICATED'],
    ] as const;
    for (const [secret, id, status, code] of cases) {
      const answer = await send(keywatch, path(id), secret === undefined ? {} : { token: secret });
      expect(answer.status).toBe(status);
      if (code !== undefined) expect(JSON.parse(answer.text)).toMatchObject({ code });
    }
    const cookie = { cookie: `kw_session=${token}` };
    expect(await send(keywatch, path(workspaceId), { headers: cookie })).toMatchObject({ status: 200 });
  });

  test.each([
    ['from=yesterday', 'from: must be an instant'],
    ['action=key', 'actions.0: must be actions'],
    ['to=0000-01-01T00:00:00Z', 'to: must not be before 1970'],
    ['limit=3', 'limit'],
  ])('refuses %s', async (parameter, detail) => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { workspaceId, token } = await seedTenant(keywatch);
    const answer = await send(keywatch, path(workspaceId, `&${parameter}`), { token });
    expect(answer.status).toBe(400);
    const problem = JSON.parse(answer.text) as { code: string; detail: string };
    expect(problem).toMatchObject({ code: 'INVALID_INPUT', detail: expect.stringContaining(detail) });
  });

  test('reads a page only once the one before was taken, and none after the client has left', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId } = tenant;
    await writeEvents(keywatch.databaseUrl, tenant, 3_500);
    const storage = openStorage({ databaseUrl: keywatch.databaseUrl });
    onTestFinished(storage.close);
    let pages = 0;
    const counted: ControlPlaneDeps['storage'] = {
      ...storage,
      confinedTo: (tenancy) => {
        const confined = storage.confinedTo(tenancy);
        return {
          ...confined,
          transaction: async (work, options) => {
            pages++;
            return await confined.transaction(work, options);
          },
        };
      },
    };
    const handle = exportAuditLog({
      storage: counted,
      now: () => new Date(),
      log: { error: () => undefined },
    });
    const response = await handle({
      request: new Request(`http://keywatch.test${path(workspaceId)}`),
      origin: { requestId: 'r' },
      access: {
        tokenId: randomUUID(),
        kind: 'SESSION',
        userId: tenant.id,
        operator: false,
        workspaceId: null,
        roles: new Map([[workspaceId, 'OWNER']]),
        holds: () => true,
        grants: () => true,
      },
    });
    expect(pages).toBe(0);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await reader.read();
    expect(pages).toBe(2);
    await reader.cancel();
    expect(pages).toBe(2);
    expect((await reader.read()).done).toBe(true);
  });
});

describe('an event of the audit log', () => {
  const CHANGES = ["UPDATE audit_events SET ip = 'x'", 'DELETE FROM audit_events', 'TRUNCATE audit_events'];

  test.each(CHANGES)('stays as it is, whoever asks: %s', async (statement) => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { workspaceId } = await seedTenant(keywatch);
    const rows = async () => await sql(keywatch.databaseUrl, 'SELECT * FROM audit_events ORDER BY at, id');
    const before = await rows();
    const confined = `SET ROLE keywatch_control_plane; SET keywatch.workspaces = '{${workspaceId}}'; ${statement}`;
    await expect(sql(keywatch.databaseUrl, confined)).rejects.toThrow(
      'permission denied for table audit_events',
    );
    await expect(sql(keywatch.databaseUrl, statement)).rejects.toThrow('The audit log is append-only.');
    expect(await rows()).toEqual(before);
  });
});
