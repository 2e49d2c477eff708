import { Redis, type RedisOptions } from 'ioredis';
import { CountersUnavailable } from '../core/errors.ts';

/** A connection for counting, which never sends a command twice. */
export interface Connection {
  readonly redis: Redis;
  /** Grows with every time the connection became ready: what was written before may be lost since. */
  readyCount(): number;
  /** Calls back each time the connection becomes ready. */
  onReady(listener: () => void): void;
  /** To be told of a failed command: a connection that does not answer is opened anew. */
  doubt(cause: unknown): void;
  close(): Promise<void>;
}

/** What ioredis says of a command without a reply. */
const TIMED_OUT = 'Command timed out';

/** A reply that takes longer counts as lost; the writer then goes on under a fresh source. */
const COMMAND_TIMEOUT_MS = 2_000;

/**
 * ioredis would resend commands in flight after a reconnect, which counted ten acknowledged INCRs twenty times, and it
 * would queue them while Redis is away. Neither is wanted here: a command runs once or fails.
 */
const OPTIONS = {
  autoResendUnfulfilledCommands: false,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  commandTimeout: COMMAND_TIMEOUT_MS,
  connectTimeout: 5_000,
  lazyConnect: true,
  retryStrategy: (times: number) => Math.min(50 * times, 1_000),
  // A master that became a replica keeps the connection and refuses every write.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
} satisfies RedisOptions;

/** Connects to Redis. Throws CountersUnavailable where it does not answer. */
export async function connectRedis(url: string): Promise<Connection> {
  const redis = new Redis(url, OPTIONS);
  let readyCount = 0;
  let lastError: Error | undefined;
  redis.on('ready', () => {
    readyCount += 1;
  });
  redis.on('error', (error: Error) => {
    lastError = error;
  });
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new CountersUnavailable({ cause: lastError ?? error });
  }
  return {
    redis,
    readyCount: () => readyCount,
    onReady: (listener) => void redis.on('ready', listener),
    doubt: (cause) => {
      if (cause instanceof Error && cause.message === TIMED_OUT) redis.disconnect(true);
    },
    close: async () => {
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}
