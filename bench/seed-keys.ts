import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Config } from '../src/config.ts';
import { makeTokenSecret } from '../src/core/access-token.ts';
import { makeId } from '../src/core/id.ts';
import { digestOf, hashSecret, type Pepper } from '../src/core/key/digest.ts';
import { makeSecret } from '../src/core/key/secret.ts';
import { sealSigningSecret } from '../src/core/key/signing-secret.ts';
import { loadSecrets } from '../src/embedded/secrets.ts';
import { insertAccessToken } from '../src/storage/access-tokens.ts';
import { openStorage } from '../src/storage/client.ts';
import { insertUser } from '../src/storage/users.ts';
import { insertWorkspace } from '../src/storage/workspaces.ts';

export interface SeededKeys {
  readonly workspaceId: string;
  readonly secrets: readonly string[];
  readonly gatewayToken: string;
  /** Opens the control plane. */
  readonly adminToken: string;
}

/** Requests per minute that a seeded key may make: more than any bench sends. */
export const RATE_LIMIT = 1_000_000;

const CHUNK = 20_000;
const PREFIX = 'kw_live_';

/**
 * Fills a scratch database with one workspace's keys, past GraphQL because up to a million are wanted. With a signing secret,
 * all of them have that one.
 */
export async function seedKeys(config: Config, count: number, signingSecret?: string): Promise<SeededKeys> {
  const { gatewayToken, adminToken, ...owner } = await seedWorkspace(config);
  const { pepper, encryptionKey } = await loadSecrets(config.dataDir);
  const seal = (keyId: string) =>
    signingSecret === undefined ? null : sealSigningSecret(signingSecret, encryptionKey, keyId, randomBytes);
  const secrets = Array.from({ length: count }, makeKeySecret);
  const db = new pg.Client({ connectionString: config.databaseUrl });
  await db.connect();
  try {
    const indexes = await dropIndexes(db);
    for (let at = 0; at < count; at += CHUNK) {
      await insertKeys(db, owner, secrets.slice(at, at + CHUNK), {
        pepper: { version: 1, secret: pepper },
        seal,
      });
    }
    for (const index of indexes) await db.query(index);
    await db.query('VACUUM ANALYZE keys');
  } finally {
    await db.end();
  }
  return { workspaceId: owner.workspaceId, secrets, gatewayToken, adminToken };
}

/** The ids of all keys of a scratch database. */
export async function readKeyIds(config: Config): Promise<string[]> {
  const db = new pg.Client({ connectionString: config.databaseUrl });
  await db.connect();
  try {
    return (await db.query<{ id: string }>('SELECT id FROM keys ORDER BY id')).rows.map(({ id }) => id);
  } finally {
    await db.end();
  }
}

/** Draws a secret of the seeded keys' form. */
export function makeKeySecret(): string {
  return makeSecret(PREFIX, randomBytes);
}

async function seedWorkspace(config: Config) {
  const storage = openStorage({ databaseUrl: config.databaseUrl ?? '' });
  const createdAt = new Date();
  const db = storage.prisma;
  const user = await insertUser(db, {
    email: 'bench@example.com',
    name: 'Bench',
    passwordHash: 'none',
    createdAt,
  });
  if (user === null) throw new Error('the scratch database is not empty');
  const { id: workspaceId } = await insertWorkspace(db, { name: 'Bench', ownerId: user.id, createdAt });
  const makeToken = async (kind: 'GATEWAY' | 'ADMIN') => {
    const token = makeTokenSecret(kind, randomBytes);
    const digest = hashSecret(token);
    const owned = { workspaceId, userId: user.id, name: 'bench', expiresAt: null, createdAt };
    await insertAccessToken(db, { kind, digest, ...owned });
    return token;
  };
  const gatewayToken = await makeToken('GATEWAY');
  const adminToken = await makeToken('ADMIN');
  await storage.close();
  return { workspaceId, ownerId: user.id, gatewayToken, adminToken };
}

/** Drops those that no rule needs and returns the statements that make them again: built at the end they cost less. */
async function dropIndexes(db: pg.Client): Promise<string[]> {
  const { rows } = await db.query<{ name: string; definition: string }>(`
    SELECT quote_ident(indexname) AS name, indexdef AS definition FROM pg_indexes
    WHERE tablename = 'keys' AND indexdef LIKE 'CREATE INDEX %'`);
  for (const { name } of rows) await db.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

const KEYS = `
  INSERT INTO keys (id, workspace_id, owner_id, name, digest, pepper_version, prefix, last_four, scopes, rate_limit,
    requires_signature, sealed_signing_secret)
  SELECT id, $1::uuid, $2::uuid, 'key ' || last_four, digest, $3, $4, last_four, ARRAY['mcp:read'], $5,
    sealed IS NOT NULL, sealed
  FROM unnest($6::uuid[], $7::bytea[], $8::text[], $9::bytea[]) AS made (id, digest, last_four, sealed)`;

async function insertKeys(
  db: pg.Client,
  { workspaceId, ownerId }: { workspaceId: string; ownerId: string },
  secrets: readonly string[],
  { pepper, seal }: { readonly pepper: Pepper; readonly seal: (keyId: string) => Uint8Array | null },
): Promise<void> {
  const now = new Date();
  const ids = secrets.map(() => makeId(now, randomBytes));
  await db.query(KEYS, [
    workspaceId,
    ownerId,
    pepper.version,
    PREFIX,
    RATE_LIMIT,
    ids,
    secrets.map((secret) => digestOf(hashSecret(secret), pepper)),
    secrets.map((secret) => secret.slice(-4)),
    ids.map(seal),
  ]);
}
