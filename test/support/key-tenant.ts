import { MakeKey } from './documents/keys.ts';
import { CreateServer } from './documents.ts';
import { ask, type Person, seedTenant, signUp, success, type Tenant } from './graphql.ts';
import type { TestKeywatch } from './keywatch.ts';
import { addMember, sql } from './sql.ts';

/** An id that nothing has. */
export const NOBODY = '019a0000-0000-7000-8000-000000000000';

/** A tenant with two servers, a member and a viewer. */
export interface KeyTenant extends Tenant {
  readonly crm: string;
  readonly mail: string;
  readonly member: Person;
  readonly viewer: Person;
}

export async function seedKeyTenant(keywatch: TestKeywatch): Promise<KeyTenant> {
  const owner = await seedTenant(keywatch);
  const { workspaceId, token } = owner;
  const server = async (slug: string) =>
    success(
      await ask(keywatch, CreateServer, { workspaceId, slug, name: slug, scopes: [`${slug}:read`] }, token),
    ).server.id;
  const person = async (name: string, role: 'MEMBER' | 'VIEWER') => {
    const made = await signUp(keywatch, name);
    await addMember(keywatch.databaseUrl, { workspaceId, userId: made.id, role });
    return made;
  };
  return {
    ...owner,
    crm: await server('crm'),
    mail: await server('mail'),
    member: await person('Mel', 'MEMBER'),
    viewer: await person('Vera', 'VIEWER'),
  };
}

/** Makes a key of whoever has the token. */
export async function makeKey(
  keywatch: TestKeywatch,
  tenant: KeyTenant,
  fields: Record<string, unknown> = {},
  token = tenant.token,
) {
  const { workspaceId } = tenant;
  return success(await ask(keywatch, MakeKey, { workspaceId, name: 'CI', ...fields }, token));
}

/** The audit log's entries of one thing, the oldest first. */
export async function auditOf(keywatch: TestKeywatch, targetId: string): Promise<unknown[]> {
  return await sql(
    keywatch.databaseUrl,
    'SELECT action, actor_id, detail, before, after FROM audit_events WHERE target_id = $1 ORDER BY at, id',
    [targetId],
  );
}
