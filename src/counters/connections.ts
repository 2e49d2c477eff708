import { connectCluster } from './cluster.ts';
import { type Connections, connectServer } from './connection.ts';
import type { RedisKeys } from './redis-keys.ts';
import type { RedisUrl } from './redis-url.ts';

/** Connects to the servers that have the shards. Throws CountersUnavailable where one of them does not answer. */
export async function connectRedis(
  url: RedisUrl,
  keys: Pick<RedisKeys, 'shards' | 'slotOf'>,
): Promise<Connections> {
  if (typeof url !== 'string') {
    return await connectCluster(
      url,
      Array.from({ length: keys.shards }, (_, shard) => keys.slotOf(shard)),
    );
  }
  const connection = await connectServer(url);
  return {
    of: () => connection,
    ping: async () => {
      await connection.redis.ping();
    },
    close: connection.close,
  };
}
