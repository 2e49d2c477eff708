import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Config } from '../src/config.ts';
import { connectRedis } from '../src/counters/connection.ts';
import { createRedisKeys } from '../src/counters/redis-keys.ts';
import { createVersions } from '../src/counters/versions.ts';

const CHUNK = 5_000;

/** Tells Redis the versions of all keys of a scratch database, as it knows those of keys that were made by Keywatch. */
export async function seedVersions({ databaseUrl, redisUrl, redisPrefix, shards }: Config): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const { rows } = await db.query<{ id: string; version: number }>('SELECT id, version FROM keys');
  await db.end();
  const connection = await connectRedis(redisUrl ?? '');
  const keys = createRedisKeys(redisPrefix, shards);
  const versions = createVersions({ connection, keys, randomUuid: randomUUID });
  for (let at = 0; at < rows.length; at += CHUNK) {
    const known = new Map(rows.slice(at, at + CHUNK).map(({ id, version }) => [id, version]));
    const told = await versions.restore([...known.keys()], async () => known);
    if (!told) throw new Error('Redis did not take the versions of the seeded keys');
  }
  await connection.close();
}
