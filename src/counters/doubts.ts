import { z } from 'zod';
import { type Connections, carryOut } from './connection.ts';
import type { Doubt } from './doubt.ts';
import type { RedisKeys } from './redis-keys.ts';

/** Which cells of a source are asked for; `minute` is a unix minute. */
export interface CountedQuery {
  readonly source: string;
  readonly minute: number;
  readonly fields: readonly string[];
}

/** Reads from the usage tables what was rolled up of a source's cells, by their fields. */
export type LoadCounted = (query: CountedQuery) => Promise<ReadonlyMap<string, number>>;

/** Calls that are doubted until Redis is back, or answers after all. */
export interface Doubts {
  add(shard: number, doubt: Doubt): void;
  /** Its reply came: it is settled. */
  drop(doubt: Doubt): void;
  /** Decisions that were answered and may have to be counted yet. */
  waiting(): number;
  /**
   * Settles all of a shard by what its Redis and the usage tables hold. Call it once nothing of theirs can be carried out
   * any more.
   */
  settle(shard: number): Promise<void>;
}

const valuesSchema = z.array(z.coerce.number().nullable());

/** Begins with no doubts. Each outage adds one for each shard at most, as a shard has one call under way. */
export function createDoubts(deps: {
  connections: Pick<Connections, 'of'>;
  keys: RedisKeys;
  loadCounted: LoadCounted;
}): Doubts {
  const open = new Map<Doubt, number>();

  const read = async (shard: number, { source, member, slot, fields }: Doubt) => {
    const name = deps.keys.cells(shard, member);
    const reply = await carryOut(
      deps.connections.of(shard),
      async (redis) => await redis.hmget(name, ...fields),
    );
    const inRedis = valuesSchema.parse(reply.map((value) => value ?? null));
    // After Redis: the roller forgets cells there only once they are committed here.
    const inTables = await deps.loadCounted({ source, minute: slot.at, fields });
    return new Map(
      fields.map((field, at) => [field, Math.max(inRedis[at] ?? 0, inTables.get(field) ?? 0)] as const),
    );
  };

  return {
    add: (shard, doubt) => void open.set(doubt, shard),
    drop: (doubt) => void open.delete(doubt),
    waiting: () => [...open.keys()].reduce((sum, doubt) => sum + doubt.waiting(), 0),
    settle: async (shard) => {
      for (const [doubt, of] of open) {
        if (of !== shard) continue;
        doubt.compare(await read(shard, doubt));
        open.delete(doubt);
      }
    },
  };
}
