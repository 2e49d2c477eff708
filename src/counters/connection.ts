import { Redis, type RedisOptions } from 'ioredis';
import { CountersUnavailable } from '../core/errors.ts';
import { createFence } from './fence.ts';

/** A connection for counting, which never sends a command twice. */
export interface Connection {
  /** To the server that has the data now: take it anew for each command. Throws CountersUnavailable where none is known. */
  readonly redis: Redis;
  /** Grows with every time the connection became ready: what was written before may be lost since. */
  readyCount(): number;
  /** Whether commands go out now. */
  isReady(): boolean;
  /** Calls back each time the connection becomes ready. */
  onReady(listener: () => void): void;
  /** Calls back each time the connection is lost. */
  onLost(listener: () => void): void;
  /** To be told of a failed command: a connection that does not answer is opened anew. */
  doubt(cause: unknown): void;
  /** Asks the server, and makes sure that nothing sent to it over an earlier connection is carried out later. */
  fence(): Promise<void>;
  /**
   * Whether a command was refused, without any effect, by a node of a cluster that does not have the data any more.
   * Resolves once the one that has it is connected, and may hold less: read `readyCount` again before writing to it.
   */
  moved(cause: unknown): Promise<boolean>;
}

/** A connection to one server. */
export interface ServerConnection extends Connection {
  close(): Promise<void>;
}

/** What leads to the data of each shard. */
export interface Connections {
  /** The connection of a shard, wherever in a cluster the shard may be. */
  of(shard: number): Connection;
  /** Resolves where every server that has a shard answers, rejects where one does not. */
  ping(): Promise<void>;
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

/** Connects to a server. Throws CountersUnavailable where it does not answer. */
export async function connectServer(url: string): Promise<ServerConnection> {
  const connection = openServer(url);
  const { redis } = connection;
  let lastError: Error | undefined;
  redis.on('error', (error: Error) => {
    lastError = error;
  });
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new CountersUnavailable({ cause: lastError ?? error });
  }
  return connection;
}

/** A connection to a server that is not connected yet; errors of its socket are no errors of anybody else. */
export function openServer(url: string): ServerConnection {
  const redis = new Redis(url, OPTIONS);
  const fence = createFence(redis);
  let readyCount = 0;
  let closing = false;
  let reopening = false;
  redis.on('ready', () => {
    readyCount += 1;
  });
  redis.on('close', () => {
    reopening = false;
  });
  redis.on('error', () => undefined);
  return {
    redis,
    readyCount: () => readyCount,
    isReady: () => redis.status === 'ready',
    onReady: (listener) => void redis.on('ready', listener),
    onLost: (listener) => {
      redis.on('close', () => {
        if (!closing) listener();
      });
    },
    fence,
    doubt: (cause) => {
      if (reopening || !(cause instanceof Error && cause.message === TIMED_OUT)) return;
      reopening = true;
      redis.disconnect(true);
    },
    moved: async () => false,
    close: async () => {
      closing = true;
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}

/** Moves in a row after which something else is wrong. */
const MOVES_MAX = 3;

/** Does a piece of work on a connection, and again where a node refused it because it does not have the data any more. */
export async function carryOut<T>(connection: Connection, work: (redis: Redis) => Promise<T>): Promise<T> {
  for (let moves = 0; ; moves++) {
    try {
      return await work(connection.redis);
    } catch (cause) {
      if (moves === MOVES_MAX || !(await connection.moved(cause))) throw cause;
    }
  }
}
