import { z } from 'zod';
import { type Connection, connectRedis } from './connection.ts';
import type { RedisKeys } from './redis-keys.ts';

/** A key whose version was raised. */
export interface KeyChange {
  readonly keyId: string;
  readonly version: number;
}

/** Somebody who has to know of raised versions. */
export interface Follower {
  /** All changes up to now are told with this, and those before it. Called several times a second, mostly with none. */
  onBeat(changes: readonly KeyChange[]): void;
  /** Changes may be missed from here on, and nothing more is told. Follow again. */
  onLost(): void;
}

/** Tells what Redis is told of versions, by whichever process. */
export interface Changes {
  /** Returns how to stop following. */
  follow(follower: Follower): () => void;
  close(): Promise<void>;
}

/** A reply that nothing changed proves as much as a change: so often there is one. */
const BLOCK_MS = 250;
const ENTRIES_MAX = 1_000;

const entrySchema = z.tuple([z.string(), z.array(z.string())]);
const replySchema = z.array(z.tuple([z.string(), z.array(entrySchema)])).nullable();

/**
 * Follows the streams of changes over a connection of its own, since a blocked one can do nothing else. It is opened with
 * the first follower. A lost connection, or an entry that is missing, loses all followers.
 */
export function createChanges(deps: { url: string; keys: RedisKeys }): Changes {
  const followers = new Set<Follower>();
  let running = false;
  let connecting: Promise<Connection> | undefined;

  const connect = async () => {
    connecting ??= connectRedis(deps.url);
    return await connecting.catch((error: unknown) => {
      connecting = undefined;
      throw error;
    });
  };

  const lose = () => {
    const lost = new Set(followers);
    followers.clear();
    for (const follower of lost) follower.onLost();
  };

  const run = async () => {
    running = true;
    try {
      const reader = await openReader(await connect(), deps.keys);
      while (followers.size > 0) {
        const changes = await reader.next();
        for (const follower of followers) follower.onBeat(changes);
      }
    } catch {
      lose();
    } finally {
      running = false;
    }
    if (followers.size > 0) await run();
  };

  return {
    follow: (follower) => {
      followers.add(follower);
      if (!running) void run();
      return () => followers.delete(follower);
    },
    close: async () => {
      lose();
      await connecting?.then(async (connection) => await connection.close()).catch(() => undefined);
    },
  };
}

async function openReader(
  connection: Connection,
  keys: RedisKeys,
): Promise<{ next(): Promise<KeyChange[]> }> {
  const { redis } = connection;
  const readyCount = connection.readyCount();
  const names = Array.from({ length: keys.shards }, (_, shard) => keys.changes(shard));
  const positions = new Map<string, string>();
  for (const name of names) {
    const [last] = z.array(entrySchema).parse(await redis.xrevrange(name, '+', '-', 'COUNT', 1));
    positions.set(name, last?.[0] ?? '0-0');
  }

  const readEntry = (name: string, [id, fields]: z.infer<typeof entrySchema>): KeyChange[] => {
    const [, previous, ...pairs] = fields;
    if (previous !== positions.get(name)) throw new Error('an entry of the changes is missing');
    positions.set(name, id);
    return pairs.flatMap((keyId, at) => (at % 2 === 0 ? [{ keyId, version: Number(pairs[at + 1]) }] : []));
  };

  return {
    next: async () => {
      const at = names.map((name) => positions.get(name) ?? '0-0');
      const reply = replySchema.parse(
        await redis.xread('COUNT', ENTRIES_MAX, 'BLOCK', BLOCK_MS, 'STREAMS', ...names, ...at),
      );
      if (connection.readyCount() !== readyCount) throw new Error('the connection was another one meanwhile');
      return (reply ?? []).flatMap(([name, entries]) => entries.flatMap((entry) => readEntry(name, entry)));
    },
  };
}
