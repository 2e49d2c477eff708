import { expect, test } from 'vitest';
import { RevealKey, RotateKey, UpdateKey } from '../support/documents/keys.ts';
import { RevokeKey } from '../support/documents.ts';
import { ask, success } from '../support/graphql.ts';
import { auditOf, makeKey, seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

test('a recoverable key is shown again, and the audit log notes who looked', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId, crm, mail, member } = tenant;
  await sql(keywatch.databaseUrl, 'UPDATE servers SET recoverable_keys = true WHERE id = $1', [crm]);
  const opted = { environment: 'staging', serverIds: [crm], recoverable: true };
  const made = await makeKey(keywatch, tenant, opted, member.token);
  expect(made.key.recoverable).toBe(true);
  const asked = { workspaceId, keyId: made.key.id };
  for (const as of [member.token, token]) {
    expect(await ask(keywatch, RevealKey, asked, as)).toMatchObject({
      key: { id: made.key.id },
      secret: made.secret,
    });
  }
  expect(await auditOf(keywatch, made.key.id)).toMatchObject([
    { action: 'key.created' },
    { action: 'key.revealed', actor_id: member.id, detail: { name: 'CI' } },
    { action: 'key.revealed', actor_id: tenant.id },
  ]);
  const stored = await sql(
    keywatch.databaseUrl,
    "SELECT encode(sealed_secret, 'escape') AS sealed FROM keys",
  );
  const audited = await sql(keywatch.databaseUrl, 'SELECT detail, before, after FROM audit_events');
  expect(JSON.stringify([stored, audited])).not.toContain(made.secret.slice(8, -4));
  expect(await ask(keywatch, UpdateKey, { ...asked, serverIds: [crm, mail] }, token)).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('serverIds: the key is recoverable, and the server `mail`'),
  });

  const next = success(await ask(keywatch, RotateKey, asked, token));
  expect(next.key.recoverable).toBe(true);
  expect(await ask(keywatch, RevealKey, { workspaceId, keyId: next.key.id }, token)).toMatchObject({
    secret: next.secret,
  });
  success(await ask(keywatch, RevokeKey, asked, token));
  expect(await ask(keywatch, RevealKey, asked, token)).toMatchObject({ code: 'KEY_STATE' });
});

test('no key that was not meant to be is shown again, and none of production', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { token, workspaceId, crm } = tenant;
  const reveal = async (keyId: string) => await ask(keywatch, RevealKey, { workspaceId, keyId }, token);
  const plain = await makeKey(keywatch, tenant, { environment: 'staging' });
  const refusal = {
    code: 'NOT_RECOVERABLE',
    message: 'The secret of this key was not kept; rotate the key for a new one.',
  };
  expect(await reveal(plain.key.id)).toMatchObject(refusal);
  await sql(keywatch.databaseUrl, 'UPDATE servers SET recoverable_keys = true');
  const opted = { environment: 'staging', serverIds: [crm], recoverable: true };
  const { key } = await makeKey(keywatch, tenant, opted);
  await sql(keywatch.databaseUrl, "UPDATE keys SET environment = 'production' WHERE id = $1", [key.id]);
  expect(await reveal(key.id)).toMatchObject(refusal);
  expect(await auditOf(keywatch, key.id)).toMatchObject([{ action: 'key.created' }]);
});
