import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import pg from 'pg';
import { RATE_LIMIT } from './seed-keys.ts';

const MINUTE_MS = 60_000;

/**
 * better-auth with its API-key plugin as it ships: keys hashed, read from Postgres, its limit of each key counted in the
 * key's row. Only the limit itself is that of Keywatch's keys, since 10 requests a day would refuse nearly everything; and
 * it logs nothing, since it would write a line for each refused key.
 */
export function openBetterAuth(databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const auth = betterAuth({
    database: pool,
    secret: 'a secret of 32 characters or more',
    baseURL: 'http://127.0.0.1',
    logger: { disabled: true },
    telemetry: { enabled: false },
    plugins: [apiKey({ rateLimit: { enabled: true, timeWindow: MINUTE_MS, maxRequests: RATE_LIMIT } })],
  });
  return { auth, close: async () => await pool.end() };
}

const CHUNK = 20_000;

/** As the plugin makes them: the key is the SHA-256 of the secret, in base64url without padding. */
const KEYS = `
  INSERT INTO apikey (id, "configId", name, start, "referenceId", prefix, key, enabled, "rateLimitEnabled",
    "rateLimitTimeWindow", "rateLimitMax", "requestCount", "createdAt", "updatedAt")
  SELECT gen_random_uuid(), 'default', 'key', left(secret, 6), 'bench', 'kw_live_',
    translate(encode(sha256(convert_to(secret, 'UTF8')), 'base64'), '+/=', '-_'), true, true, $2, $3, 0, now(), now()
  FROM unnest($1::text[]) AS secret`;

/** Makes better-auth's tables in a scratch database, beside Keywatch's, and gives it the same secrets. */
export async function seedBetterAuth(databaseUrl: string, secrets: readonly string[]): Promise<void> {
  const { auth, close } = openBetterAuth(databaseUrl);
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
  await close();
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    for (let at = 0; at < secrets.length; at += CHUNK) {
      await db.query(KEYS, [secrets.slice(at, at + CHUNK), MINUTE_MS, RATE_LIMIT]);
    }
    await db.query('VACUUM ANALYZE apikey');
  } finally {
    await db.end();
  }
}
