import type { Person, Tenant } from './graphql.ts';
import { sql } from './sql.ts';

const KEYS = `
  INSERT INTO keys (id, workspace_id, owner_id, name, environment, digest, pepper_version, prefix, last_four, scopes,
    all_servers, metadata, created_at)
  SELECT gen_random_uuid(), $1::uuid, $2::uuid, 'key ' || n, 'production', sha256(convert_to($1::text || n, 'UTF8')), 1,
    'kw_live_', lpad(to_hex(n), 4, '0'), '{mcp:read}', true, '{}', now() - n * interval '1 minute'
  FROM generate_series(1, $3::int) n`;

/** Makes many keys of a tenant at once, which nobody has the secrets of: `key 1` is the newest. */
export async function seedManyKeys(
  databaseUrl: string,
  { workspaceId, id }: Pick<Tenant, 'workspaceId'> & Pick<Person, 'id'>,
  keys: number,
): Promise<void> {
  await sql(databaseUrl, KEYS, [workspaceId, id, keys]);
}
