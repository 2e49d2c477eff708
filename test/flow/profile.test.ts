import { describe, expect, test } from 'vitest';
import { UpdateProfile } from '../support/documents/people.ts';
import { MakeToken } from '../support/documents/platform.ts';
import { Viewer } from '../support/documents.ts';
import { ask, execute, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

describe('a name', () => {
  test('is changed by whoever bears it, and nobody else’s with it', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const [ada, grace] = [await signUp(keywatch), await signUp(keywatch, 'Grace')];
    const { user } = success(await ask(keywatch, UpdateProfile, { name: '  Ada Lovelace ' }, ada.token));
    expect(user).toEqual({ id: ada.id, name: 'Ada Lovelace', email: ada.email });
    expect(await ask(keywatch, Viewer, {}, ada.token)).toMatchObject({ name: 'Ada Lovelace' });
    expect(await ask(keywatch, Viewer, {}, grace.token)).toMatchObject({ name: 'Grace' });
  });

  test('stands in the audit log as it was and as it is, once', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ada = await signUp(keywatch);
    for (const name of ['Ada L.', 'Ada L.']) {
      success(await ask(keywatch, UpdateProfile, { name }, ada.token));
    }
    const rows = await sql(
      keywatch.databaseUrl,
      `SELECT workspace_id, actor_id, target_type, target_id, before, after FROM audit_events
       WHERE action = 'user.updated' AND target_id = $1`,
      [ada.id],
    );
    expect(rows).toEqual([
      {
        workspace_id: null,
        actor_id: ada.id,
        target_type: 'user',
        target_id: ada.id,
        before: { name: 'Ada' },
        after: { name: 'Ada L.' },
      },
    ]);
  });

  test.each([
    [' ', 'name: must not be empty'],
    ['a'.repeat(81), 'name: must have at most 80 characters'],
    ['Ada\nBcc: eve@example.com', 'name: must not hold control characters'],
    ['Ada\0', 'name: must be well-formed Unicode without the character NUL'],
  ])('cannot be %j', async (name, message) => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token } = await signUp(keywatch);
    expect(await ask(keywatch, UpdateProfile, { name }, token)).toEqual({
      __typename: 'Refusal',
      code: 'INVALID_INPUT',
      message,
    });
    expect(await ask(keywatch, Viewer, {}, token)).toMatchObject({ name: 'Ada' });
  });

  test('is no matter of machines, nor of those who are not signed in', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { workspaceId, token } = await seedTenant(keywatch);
    const machine = { workspaceId, kind: 'ADMIN', name: 'CI' } as const;
    const { secret } = success(await ask(keywatch, MakeToken, machine, token));
    const renaming = { name: 'Robot' };
    expect(await ask(keywatch, UpdateProfile, renaming, secret)).toMatchObject({ code: 'FORBIDDEN' });
    expect((await execute(keywatch, UpdateProfile, renaming)).codes).toEqual(['UNAUTHENTICATED']);
  });
});
