import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type Connection, type Connections, connectServer } from './connection.ts';
import type { RedisKeys } from './redis-keys.ts';
import type { RedisUrl } from './redis-url.ts';

/** An entry of a stream of changes: its id, and names and values in turn. */
export type ChangeEntry = readonly [id: string, fields: readonly string[]];

/** Reads the streams of changes of all shards. */
export interface ChangeSource {
  /** Forgets what was before: from here on, `read` rejects where a shard's Redis becomes another. */
  begin(): void;
  /** The id of the last entry of a shard's stream, `0-0` of an empty one. */
  last(shard: number): Promise<string>;
  /**
   * The entries after these ids, by shard; where there are none it waits a little. All streams were read at the end of
   * that wait, so what was written before it is in here. Rejects where a shard's Redis became another since `begin`.
   */
  read(
    after: readonly string[],
  ): Promise<readonly (readonly [shard: number, entries: readonly ChangeEntry[]])[]>;
  close(): Promise<void>;
}

/** A reply that nothing changed proves as much as a change: so often there is one. */
const BLOCK_MS = 250;
/** Nodes of a cluster do not block, as one call cannot wait for the streams of two slots. */
const POLL_MS = 100;
const ENTRIES_MAX = 1_000;

const entriesSchema = z.array(z.tuple([z.string(), z.array(z.string())]));
const replySchema = z.array(z.tuple([z.string(), entriesSchema])).nullable();

/**
 * Opens a source: one blocking read of all streams over a connection of its own, since a blocked one can do nothing else;
 * or on a cluster, reads of each shard's stream over the connections there are.
 */
export async function openChangeSource(
  url: RedisUrl,
  connections: Connections,
  keys: RedisKeys,
): Promise<ChangeSource> {
  if (typeof url !== 'string') return pollSource(connections, keys);
  const connection = await connectServer(url);
  const names = Array.from({ length: keys.shards }, (_, shard) => keys.changes(shard));
  let stay = sameAs([connection]);
  return {
    begin: () => {
      stay = sameAs([connection]);
    },
    last: async (shard) => await readLast(connection, keys.changes(shard)),
    read: async (after) => {
      const { redis } = connection;
      const reply = await redis.xread('COUNT', ENTRIES_MAX, 'BLOCK', BLOCK_MS, 'STREAMS', ...names, ...after);
      stay();
      return (replySchema.parse(reply) ?? []).map(([name, entries]) => [names.indexOf(name), entries]);
    },
    close: connection.close,
  };
}

function pollSource(connections: Connections, keys: RedisKeys): ChangeSource {
  const all = Array.from({ length: keys.shards }, (_, shard) => connections.of(shard));
  let stay = sameAs(all);
  const readOne = async (connection: Connection, shard: number, after: string) => {
    const { redis } = connection;
    const reply = await redis.xread('COUNT', ENTRIES_MAX, 'STREAMS', keys.changes(shard), after);
    return [shard, replySchema.parse(reply)?.[0]?.[1] ?? []] as const;
  };
  return {
    begin: () => {
      stay = sameAs(all);
    },
    last: async (shard) => await readLast(connections.of(shard), keys.changes(shard)),
    read: async (after) => {
      await delay(POLL_MS);
      const read = await Promise.all(
        all.map(async (connection, shard) => await readOne(connection, shard, after[shard] ?? '0-0')),
      );
      stay();
      return read;
    },
    close: async () => undefined,
  };
}

async function readLast({ redis }: Connection, name: string): Promise<string> {
  const [last] = entriesSchema.parse(await redis.xrevrange(name, '+', '-', 'COUNT', 1));
  return last?.[0] ?? '0-0';
}

/** Throws once one of the connections became ready anew. */
function sameAs(connections: readonly Connection[]): () => void {
  const counts = connections.map((connection) => connection.readyCount());
  return () => {
    if (connections.some((connection, at) => connection.readyCount() !== counts[at])) {
      throw new Error('the connection was another one meanwhile');
    }
  };
}
