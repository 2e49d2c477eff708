import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Config } from '../src/config.ts';
import { createAvailabilities } from '../src/counters/availabilities.ts';
import { connectRedis } from '../src/counters/connections.ts';
import { createRedisKeys } from '../src/counters/redis-keys.ts';
import { createVersions } from '../src/counters/versions.ts';

const CHUNK = 5_000;

/** Tells Redis the versions of all keys of a scratch database, as it knows those of keys that were made by Keywatch. */
export async function seedVersions({ databaseUrl, redisUrl, redisPrefix, shards }: Config): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const { rows } = await db.query<{ id: string; version: number }>('SELECT id, version FROM keys');
  await db.end();
  const keys = createRedisKeys(redisPrefix, shards);
  const connections = await connectRedis(redisUrl ?? '', keys);
  const versions = createVersions({
    connections,
    keys,
    availabilities: createAvailabilities({
      connections,
      shards,
      onOutage: () => undefined,
      onRecovered: () => undefined,
    }),
    randomUuid: randomUUID,
  });
  for (let at = 0; at < rows.length; at += CHUNK) {
    const known = new Map(rows.slice(at, at + CHUNK).map(({ id, version }) => [id, version]));
    const told = await versions.restore([...known.keys()], async () => known);
    if (!told) throw new Error('Redis did not take the versions of the seeded keys');
  }
  await connections.close();
}
