import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Config } from '../src/config.ts';
import { makeTokenSecret } from '../src/core/access-token.ts';
import { hashSecret } from '../src/core/key/digest.ts';

export interface SeededKeyList {
  readonly workspaceId: string;
  /** A session of somebody who sees all of the workspace. */
  readonly session: string;
}

const OWNERS = 20;
const SERVERS = 10;
const KEYS_BESIDE = 1_000;

/** Fills a scratch database with a workspace of this many keys, and two smaller ones beside it. */
export async function seedKeyList(config: Config, count: number): Promise<SeededKeyList> {
  const db = new pg.Client({ connectionString: config.databaseUrl });
  await db.connect();
  try {
    await db.query(PEOPLE, [OWNERS]);
    const workspaceId = await seedWorkspace(db, 'Bench', count);
    for (const name of ['Beside', 'Next door']) await seedWorkspace(db, name, KEYS_BESIDE);
    const session = makeTokenSecret('SESSION', randomBytes);
    await db.query(SESSION, [Buffer.from(hashSecret(session))]);
    await db.query('VACUUM ANALYZE');
    return { workspaceId, session };
  } finally {
    await db.end();
  }
}

async function seedWorkspace(db: pg.Client, name: string, keys: number): Promise<string> {
  const { rows } = await db.query<{ id: string }>(WORKSPACE, [name]);
  const workspaceId = rows[0]?.id ?? '';
  await db.query(MEMBERSHIPS, [workspaceId]);
  await db.query(SERVER_ROWS, [workspaceId, SERVERS]);
  await db.query(KEYS, [workspaceId, keys]);
  await db.query(KEY_SERVERS, [workspaceId]);
  return workspaceId;
}

const PEOPLE = `
  INSERT INTO users (id, email, name, password_hash, created_at)
  SELECT gen_random_uuid(), 'owner-' || n || '@example.com', 'Owner ' || n, 'none', now()
  FROM generate_series(1, $1::int) n`;

const SESSION = `
  INSERT INTO access_tokens (id, kind, user_id, name, digest, expires_at, created_at)
  SELECT gen_random_uuid(), 'SESSION', id, 'bench', $1, now() + interval '1 day', now()
  FROM users WHERE email = 'owner-1@example.com'`;

const WORKSPACE = `
  INSERT INTO workspaces (id, name, created_at) VALUES (gen_random_uuid(), $1, now()) RETURNING id`;

const MEMBERSHIPS = `
  INSERT INTO memberships (workspace_id, user_id, role)
  SELECT $1, id, CASE email WHEN 'owner-1@example.com' THEN 'OWNER' ELSE 'MEMBER' END::"Role" FROM users`;

const SERVER_ROWS = `
  INSERT INTO servers (id, workspace_id, slug, name, created_at)
  SELECT gen_random_uuid(), $1, 'server-' || n, 'Server ' || n, now() FROM generate_series(1, $2::int) n`;

/** One key a minute. Half open all servers; some are suspended, revoked or expired; four of five have been used. */
const KEYS = `
  INSERT INTO keys (id, workspace_id, owner_id, name, description, environment, digest, pepper_version, prefix, last_four,
    scopes, all_servers, metadata, created_at, last_used_at, expires_at, suspended_at, revoked_at)
  SELECT gen_random_uuid(), $1::uuid, owners.ids[1 + n % cardinality(owners.ids)], 'key ' || n,
    CASE WHEN n % 3 = 0 THEN 'What key ' || n || ' is for' END,
    CASE WHEN n % 4 = 0 THEN 'staging' ELSE 'production' END,
    sha256(convert_to($1::text || n, 'UTF8')), 1, 'kw_live_', lpad(to_hex(n % 65536), 4, '0'),
    ARRAY['mcp:read', 'mcp:write'], n % 2 = 0,
    jsonb_build_object('customer', 'customer-' || n % 500, 'tier', n % 3, 'labels', jsonb_build_array('a', 'b')),
    now() - n * interval '1 minute',
    CASE WHEN n % 5 <> 0 THEN now() - n % 1440 * interval '1 minute' END,
    CASE WHEN n % 7 = 0 THEN now() + (n % 60 - 5) * interval '1 day' END,
    CASE WHEN n % 50 = 1 THEN now() END,
    CASE WHEN n % 50 = 2 THEN now() END
  FROM generate_series(1, $2::int) n, (SELECT array_agg(id ORDER BY id) AS ids FROM users) owners`;

/** One to three servers for each key that does not open all. */
const KEY_SERVERS = `
  INSERT INTO key_servers (workspace_id, key_id, server_id)
  SELECT $1::uuid, k.id, open.ids[1 + (k.place + extra.n) % cardinality(open.ids)]
  FROM (SELECT id, all_servers, row_number() OVER (ORDER BY created_at) AS place FROM keys WHERE workspace_id = $1::uuid) k,
    (SELECT array_agg(id ORDER BY id) AS ids FROM servers WHERE workspace_id = $1::uuid) open,
    LATERAL generate_series(0, (k.place % 3)::int) AS extra (n)
  WHERE NOT k.all_servers`;
