import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { KeyDetail } from '../support/documents/key-list.ts';
import { CreateKey } from '../support/documents.ts';
import { ask, execute, seedTenant, signUp, success } from '../support/graphql.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';

const DAY_MS = 86_400_000;

test('a key says when it should be replaced, what people were reminded of, and what to mend', async () => {
  const { keywatch, tenant, createKey, detail } = await setUp();
  const { workspaceId } = tenant;
  const id = await createKey({ scopes: ['mcp:full'] });
  expect(await detail(id)).toMatchObject({
    hasFullAccess: true,
    reminders: [],
    warnings: [
      'Full access to all servers in production: give it only the servers and scopes it needs.',
      'Full access from any address: list the addresses that it is used from in allowCidrs.',
      'Never expires: give it an expiry.',
    ],
  });

  const createdAt = new Date(Date.now() - 90 * DAY_MS);
  const [first, second] = [new Date('2026-01-02T03:04:05Z'), new Date('2026-02-03T04:05:06Z')];
  await sql(keywatch.databaseUrl, `UPDATE keys SET created_at = $2, environment = 'staging' WHERE id = $1`, [
    id,
    createdAt,
  ]);
  await sql(
    keywatch.databaseUrl,
    `INSERT INTO key_reminders (workspace_id, key_id, kind, at) VALUES ($1, $2, 'ROTATION_DUE', $4), ($1, $2, 'EXPIRES_IN_7_DAYS', $3)`,
    [workspaceId, id, first, second],
  );
  expect(await detail(id)).toMatchObject({
    rotationDueAt: new Date(createdAt.getTime() + 90 * DAY_MS).toISOString(),
    hasFullAccess: true,
    reminders: [
      { kind: 'EXPIRES_IN_7_DAYS', at: first.toISOString() },
      { kind: 'ROTATION_DUE', at: second.toISOString() },
    ],
    warnings: [
      'Full access from any address: list the addresses that it is used from in allowCidrs.',
      'Never expires: give it an expiry.',
      'Older than 90 days without rotation: rotate it.',
      'Not used for 90 days: revoke it if nobody needs it.',
    ],
  });

  await sql(keywatch.databaseUrl, 'UPDATE keys SET revoked_at = now() WHERE id = $1', [id]);
  expect(await detail(id)).toMatchObject({ warnings: [] });
  const modest = await createKey({ scopes: ['mcp:read'], expiresInDays: 30 });
  expect(await detail(modest)).toMatchObject({ hasFullAccess: false, warnings: [] });
});

test('a key that is unknown, foreign, deleted or not the member’s own is not found, in the same words', async () => {
  const { keywatch, tenant, createKey, detail } = await setUp();
  const { workspaceId } = tenant;
  const [bob, vera] = [await signUp(keywatch, 'Bob'), await signUp(keywatch, 'Vera')];
  await addMember(keywatch.databaseUrl, { workspaceId, userId: bob.id, role: 'MEMBER' });
  await addMember(keywatch.databaseUrl, { workspaceId, userId: vera.id, role: 'VIEWER' });
  const stranger = await seedTenant(keywatch);
  const made = await ask(
    keywatch,
    CreateKey,
    { workspaceId: stranger.workspaceId, name: 'theirs' },
    stranger.token,
  );
  const foreign = success(made).key.id;
  const [mine, gone] = [await createKey({}), await createKey({})];
  await sql(keywatch.databaseUrl, 'UPDATE keys SET deleted_at = now(), revoked_at = now() WHERE id = $1', [
    gone,
  ]);

  expect(await detail(mine, vera.token)).toMatchObject({ id: mine });
  expect(await detail(mine.toUpperCase())).toMatchObject({ id: mine });
  const unseen: [string, string | undefined][] = [
    [randomUUID(), undefined],
    ['no id', undefined],
    [foreign, undefined],
    [gone, undefined],
    [mine, bob.token],
  ];
  for (const [id, token] of unseen) {
    const { codes, messages } = await execute(
      keywatch,
      KeyDetail,
      { workspaceId, id },
      token ?? tenant.token,
    );
    expect([codes, messages]).toEqual([
      ['NOT_FOUND'],
      [`There is nothing with the id \`${id}\` in this workspace.`],
    ]);
  }
  const { codes } = await execute(keywatch, KeyDetail, { workspaceId, id: mine }, stranger.token);
  expect(codes).toEqual(['NOT_FOUND']);
  expect((await execute(keywatch, KeyDetail, { workspaceId, id: mine })).codes).toEqual(['UNAUTHENTICATED']);
});

async function setUp() {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedTenant(keywatch);
  const { workspaceId } = tenant;
  return {
    keywatch,
    tenant,
    createKey: async (options: { scopes?: string[]; expiresInDays?: number }) =>
      success(await ask(keywatch, CreateKey, { workspaceId, name: 'Key', ...options }, tenant.token)).key.id,
    detail: async (id: string, token = tenant.token) =>
      await ask(keywatch, KeyDetail, { workspaceId, id }, token),
  };
}
