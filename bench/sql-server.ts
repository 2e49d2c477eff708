import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { z } from 'zod';
import { serveBench } from './serve.ts';

/**
 * The yardstick of `bench -- graphql`: the page of keys by one prepared statement, in the shape that GraphQL answers,
 * behind a bare `node:http` server. It checks no token and works as the owner of the tables.
 */
const PAGE = `
  SELECT k.id, k.name, k.description, k.prefix, k.last_four, k.environment, k.scopes, k.created_at, k.last_used_at,
    k.expires_at, k.suspended_at, k.revoked_at, o.id AS owner_id, o.name AS owner_name, o.email AS owner_email,
    CASE WHEN k.all_servers THEN every.list ELSE listed.list END AS servers
  FROM (SELECT * FROM keys WHERE workspace_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2) k
  JOIN users o ON o.id = k.owner_id
  CROSS JOIN (SELECT json_agg(json_build_object('id', id, 'slug', slug, 'name', name) ORDER BY id) AS list
    FROM servers WHERE workspace_id = $1) every
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('id', s.id, 'slug', s.slug, 'name', s.name) ORDER BY s.id) AS list
    FROM key_servers ks JOIN servers s ON s.id = ks.server_id
    WHERE ks.workspace_id = k.workspace_id AND ks.key_id = k.id
  ) listed ON NOT k.all_servers
  ORDER BY k.created_at DESC, k.id DESC`;

interface Row {
  id: string;
  name: string;
  description: string | null;
  prefix: string;
  last_four: string;
  environment: string;
  scopes: string[];
  created_at: Date;
  last_used_at: Date | null;
  expires_at: Date | null;
  suspended_at: Date | null;
  revoked_at: Date | null;
  owner_id: string;
  owner_name: string;
  owner_email: string;
  servers: { id: string; slug: string; name: string }[] | null;
}

const asked = z.object({ variables: z.object({ workspaceId: z.string(), first: z.number() }) });
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });

const server = createServer((request, response) => {
  void answer(request).then((body) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});
serveBench(server, async () => await pool.end());

async function answer(request: AsyncIterable<unknown>): Promise<string> {
  const { variables } = asked.parse(JSON.parse(await text(request)));
  const { rows } = await pool.query<Row>({
    name: 'page',
    text: PAGE,
    values: [variables.workspaceId, variables.first + 1],
  });
  const edges = rows.slice(0, variables.first).map((row) => ({ cursor: cursorOf(row), node: toNode(row) }));
  const pageInfo = { hasNextPage: rows.length > variables.first, endCursor: edges.at(-1)?.cursor ?? null };
  return JSON.stringify({ data: { keys: { edges, pageInfo } } });
}

function toNode(row: Row) {
  const servers = row.servers ?? [];
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    prefix: row.prefix,
    lastFour: row.last_four,
    environment: row.environment,
    scopes: row.scopes,
    status: statusOf(row),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    serverCount: servers.length,
    servers,
    owner: { id: row.owner_id, name: row.owner_name, email: row.owner_email },
  };
}

function statusOf({ revoked_at: revokedAt, expires_at: expiresAt, suspended_at: suspendedAt }: Row) {
  if (revokedAt !== null) return 'REVOKED';
  if (expiresAt !== null && expiresAt <= new Date()) return 'EXPIRED';
  return suspendedAt === null ? 'ACTIVE' : 'SUSPENDED';
}

function cursorOf({ created_at: createdAt, id }: Row): string {
  return Buffer.from(JSON.stringify(['CREATED_AT', 'DESC', createdAt.getTime(), id])).toString('base64url');
}
