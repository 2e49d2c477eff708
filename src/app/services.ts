import type { Config } from '../config.ts';
import type { RedisUrl } from '../counters/redis-url.ts';
import { lockDataDir } from '../embedded/lock.ts';
import { startEmbeddedPostgres } from '../embedded/postgres.ts';
import { startEmbeddedRedis } from '../embedded/redis.ts';

/** Where Postgres and Redis are. */
export interface Services {
  readonly databaseUrl: string;
  readonly redis: RedisUrl;
}

/** Finds the configured services, or starts embedded ones where none are; what is started is added to `stops`. */
export async function openServices(deps: {
  config: Config;
  log: (line: string) => void;
  stops: (() => Promise<void>)[];
  notes: string[];
}): Promise<Services> {
  const { config, stops, notes, log } = deps;
  const { databaseUrl, dataDir } = config;
  const redis = config.redisClusterNodes ?? config.redisUrl;
  if (databaseUrl !== undefined && redis !== undefined) return { databaseUrl, redis };
  stops.push(await lockDataDir(dataDir));
  const embedded = { dataDir, log };
  const keep = (name: string, part: { url: string; stop(): Promise<void> }): string => {
    stops.push(part.stop);
    notes.push(`${name} is an embedded one; its data is in ${dataDir}.`);
    return part.url;
  };
  return {
    databaseUrl: databaseUrl ?? keep('Postgres', await startEmbeddedPostgres(embedded)),
    redis: redis ?? keep('Redis', await startEmbeddedRedis(embedded)),
  };
}
