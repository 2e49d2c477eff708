import type { Redis } from 'ioredis';
import type { Availabilities } from './availabilities.ts';
import { type Connections, carryOut } from './connection.ts';
import { COMMON_SHARD, type RedisKeys } from './redis-keys.ts';

/** Tells verifiers that keys were imported, whose secrets clients may have presented before. */
export interface Imports {
  /** Names the last import; undefined where Redis does not know one or does not answer. */
  mark(): Promise<string | undefined>;
  /** Gives the mark a new name. Never rejects: without Redis, verifiers forget by themselves what they did not find. */
  raise(): Promise<void>;
}

/** Keeps the mark in Redis; `randomUuid` names it. */
export function createImports(deps: {
  connections: Connections;
  keys: RedisKeys;
  availabilities: Availabilities;
  randomUuid: () => string;
}): Imports {
  const connection = deps.connections.of(COMMON_SHARD);
  const availability = deps.availabilities.of(COMMON_SHARD);
  const name = deps.keys.imports();
  const quietly = async (work: (redis: Redis) => Promise<string | null>) =>
    (await carryOut(connection, work).catch(() => null)) ?? undefined;
  return {
    mark: async () => {
      if (!availability.isUp()) return undefined;
      const mark = await quietly(async (redis) => await redis.get(name));
      if (mark === undefined) {
        await quietly(async (redis) => await redis.set(name, deps.randomUuid(), 'NX'));
      }
      return mark;
    },
    raise: async () => void (await quietly(async (redis) => await redis.set(name, deps.randomUuid()))),
  };
}
