import { randomBytes } from 'node:crypto';
import type { Config } from '../src/config.ts';
import { makeTokenSecret } from '../src/core/access-token.ts';
import { digestOf, hashSecret } from '../src/core/key/digest.ts';
import { makeSecret } from '../src/core/key/secret.ts';
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

const CHUNK = 1_000;
const PREFIX = 'kw_live_';

/** Fills a scratch database with one workspace's keys, past GraphQL because thousands are wanted. */
export async function seedKeys(config: Config, count: number): Promise<SeededKeys> {
  const storage = openStorage({ databaseUrl: config.databaseUrl ?? '' });
  const { pepper } = await loadSecrets(config.dataDir);
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
  const secrets = Array.from({ length: count }, () => makeSecret(PREFIX, randomBytes));
  for (let at = 0; at < count; at += CHUNK) {
    await db.key.createMany({
      data: secrets.slice(at, at + CHUNK).map((secret, index) => ({
        workspaceId,
        ownerId: user.id,
        name: `key ${at + index}`,
        digest: new Uint8Array(digestOf(hashSecret(secret), { version: 1, secret: pepper })),
        pepperVersion: 1,
        prefix: PREFIX,
        lastFour: secret.slice(-4),
        scopes: ['mcp:read'],
        rateLimit: 1_000_000,
        createdAt,
      })),
    });
  }
  await storage.close();
  return { workspaceId, secrets, gatewayToken, adminToken };
}
