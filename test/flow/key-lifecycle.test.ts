import { expect, test } from 'vitest';
import {
  DeleteKey,
  KeysToRevoke,
  ResumeKey,
  RevealKey,
  RotateKey,
  SuspendKey,
  UpdateKey,
} from '../support/documents/keys.ts';
import { RevokeKey } from '../support/documents.ts';
import { createToken } from '../support/gateway.ts';
import { ask, seedTenant } from '../support/graphql.ts';
import { auditOf, makeKey, NOBODY, seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch, startKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

test('a suspended key opens nothing until it is resumed', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId } = tenant;
  const gateway = await createToken(keywatch, tenant, 'GATEWAY');
  const { key, secret } = await makeKey(keywatch, tenant);
  const asked = { workspaceId, keyId: key.id };
  const verify = async () => (await keywatch.post('/v1/keys/verify', gateway, { key: secret })).body;
  expect(await verify()).toMatchObject({ valid: true });
  expect(await ask(keywatch, SuspendKey, asked, token)).toMatchObject({ propagation: 'DONE' });
  expect(await verify()).toMatchObject({ valid: false });
  expect(await ask(keywatch, ResumeKey, asked, token)).toMatchObject({ propagation: 'DONE' });
  expect(await verify()).toMatchObject({ valid: true });
});

test('a key is suspended and resumed until it is revoked for good', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId } = tenant;
  const gateway = await createToken(keywatch, tenant, 'GATEWAY');
  const made = await makeKey(keywatch, tenant, { metadata: { contact: 'ada@example.com' } });
  const keyId = made.key.id;
  const verify = async () => (await keywatch.post('/v1/keys/verify', gateway, { key: made.secret })).body;
  expect(await verify()).toMatchObject({ valid: true });

  const suspend = async () =>
    await ask(keywatch, SuspendKey, { workspaceId, keyId, reason: 'Odd traffic' }, token);
  expect(await suspend()).toMatchObject({ key: { status: 'SUSPENDED' }, propagation: 'DONE' });
  const again = await suspend();
  expect(again).toMatchObject({ key: { status: 'SUSPENDED' }, propagation: 'DONE' });
  const resume = async () => await ask(keywatch, ResumeKey, { workspaceId, keyId }, token);
  expect(await resume()).toMatchObject({ key: { status: 'ACTIVE', suspendedAt: null }, propagation: 'DONE' });
  expect(await verify()).toMatchObject({ valid: true });
  expect(await resume()).toMatchObject({ key: { status: 'ACTIVE' } });

  const revoke = async () => await ask(keywatch, RevokeKey, { workspaceId, keyId }, token);
  expect(await revoke()).toMatchObject({ key: { status: 'REVOKED' }, propagation: 'DONE' });
  expect(await verify()).toMatchObject({ code: 'REVOKED' });
  expect(await revoke()).toMatchObject({ key: { status: 'REVOKED' }, propagation: 'DONE' });
  const final = { code: 'KEY_STATE', message: 'The key is revoked, which is final; make a new one.' };
  expect(await suspend()).toMatchObject(final);
  expect(await resume()).toMatchObject(final);
  expect(await ask(keywatch, UpdateKey, { workspaceId, keyId, name: 'x' }, token)).toMatchObject(final);
  expect(await ask(keywatch, RotateKey, { workspaceId, keyId }, token)).toMatchObject(final);
  expect(await ask(keywatch, RevealKey, { workspaceId, keyId }, token)).toMatchObject(final);

  const remove = async () => await ask(keywatch, DeleteKey, { workspaceId, keyId }, token);
  expect(await remove()).toMatchObject({ deletedKeyId: keyId, propagation: 'DONE' });
  expect(await verify()).toMatchObject({ code: 'REVOKED', keyId });
  expect(await remove()).toMatchObject({ code: 'NOT_FOUND' });
  expect(await auditOf(keywatch, keyId)).toMatchObject([
    { action: 'key.created' },
    { action: 'key.suspended', actor_id: tenant.id, detail: { name: 'CI', reason: 'Odd traffic' } },
    { action: 'key.resumed' },
    { action: 'key.revoked' },
    { action: 'key.deleted', detail: { name: 'CI' } },
  ]);
  const rows = await sql(keywatch.databaseUrl, 'SELECT metadata, sealed_secret, version FROM keys');
  expect(rows).toEqual([{ metadata: {}, sealed_secret: null, version: 5 }]);
});

test('deleting a key revokes it, and from then on no mutation finds it', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId } = tenant;
  const gateway = await createToken(keywatch, tenant, 'GATEWAY');
  const made = await makeKey(keywatch, tenant);
  const asked = { workspaceId, keyId: made.key.id };
  const verify = async () => (await keywatch.post('/v1/keys/verify', gateway, { key: made.secret })).body;
  expect(await verify()).toMatchObject({ valid: true });
  expect(await ask(keywatch, DeleteKey, asked, token)).toMatchObject({ propagation: 'DONE' });
  expect(await verify()).toMatchObject({ code: 'REVOKED', valid: false });
  for (const document of [UpdateKey, SuspendKey, ResumeKey, RevokeKey, DeleteKey, RotateKey, RevealKey]) {
    const refused = await ask(keywatch, document as typeof RevokeKey, asked, token);
    const unknown = await ask(keywatch, document as typeof RevokeKey, { ...asked, keyId: NOBODY }, token);
    expect(refused).toMatchObject({ code: 'NOT_FOUND' });
    expect(refused).toEqual(unknown);
  }
  const filter = { createdBefore: '2099-01-01T00:00:00Z' };
  expect(await ask(keywatch, KeysToRevoke, { workspaceId, filter }, token)).toMatchObject({ count: 0 });
});

test('nobody touches the keys of other members or workspaces', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId, member, viewer } = tenant;
  const foreign = await seedTenant(keywatch);
  const { key } = await makeKey(keywatch, tenant, { environment: 'staging' });
  const asked = { workspaceId, keyId: key.id };
  for (const document of [UpdateKey, SuspendKey, ResumeKey, RevokeKey, DeleteKey, RotateKey, RevealKey]) {
    const act = async (as: string, fields = {}) =>
      await ask(keywatch, document as typeof RevokeKey, { ...asked, ...fields }, as);
    const unknown = await act(member.token, { keyId: NOBODY });
    expect(unknown).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act(member.token)).toEqual(unknown);
    expect(await act(foreign.token, { workspaceId: foreign.workspaceId })).toEqual(unknown);
    expect(await act(token, { keyId: 'no id' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act(viewer.token)).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await auditOf(keywatch, key.id)).toMatchObject([{ action: 'key.created' }]);
});

test('a member resumes the keys that they suspended themselves only', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId, member } = tenant;
  const { key } = await makeKey(keywatch, tenant, {}, member.token);
  const asked = { workspaceId, keyId: key.id };
  expect(await ask(keywatch, SuspendKey, asked, member.token)).toMatchObject({
    key: { status: 'SUSPENDED' },
  });
  expect(await ask(keywatch, ResumeKey, asked, member.token)).toMatchObject({ key: { status: 'ACTIVE' } });
  expect(await ask(keywatch, SuspendKey, asked, token)).toMatchObject({ key: { status: 'SUSPENDED' } });
  expect(await ask(keywatch, ResumeKey, asked, member.token)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await ask(keywatch, ResumeKey, asked, token)).toMatchObject({ key: { status: 'ACTIVE' } });
  for (const by of [member.token, token]) await ask(keywatch, SuspendKey, asked, by);
  expect(await ask(keywatch, ResumeKey, asked, member.token)).toMatchObject({ code: 'FORBIDDEN' });
});
