import { Cluster } from 'ioredis';
import type { RedisUrl } from './redis-url.ts';

/** What a job queue connects with. Unlike counting, it waits for a Redis that is away. */
interface QueueConnection {
  readonly options: Cluster | { readonly url: string; readonly maxRetriesPerRequest: null };
  /** Ends what the queue does not end by itself. */
  close(): void;
}

/** Opens what BullMQ takes: how to connect to a server, or a connection to a cluster. */
export function openQueueConnection(url: RedisUrl): QueueConnection {
  if (typeof url === 'string') {
    return { options: { url: url, maxRetriesPerRequest: null }, close: () => undefined };
  }
  const [first = ''] = url;
  const { username, password, protocol } = new URL(first);
  const cluster = new Cluster([...url], {
    redisOptions: {
      maxRetriesPerRequest: null,
      ...(username === '' ? {} : { username: decodeURIComponent(username) }),
      ...(password === '' ? {} : { password: decodeURIComponent(password) }),
      ...(protocol === 'rediss:' ? { tls: {} } : {}),
    },
    clusterRetryStrategy: (times) => Math.min(100 * times, 1_000),
  });
  cluster.on('error', () => undefined);
  return { options: cluster, close: () => cluster.disconnect() };
}
