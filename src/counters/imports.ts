import type { Connection } from './connection.ts';
import type { RedisKeys } from './redis-keys.ts';

/** Tells verifiers that keys were imported, whose secrets clients may have presented before. */
export interface Imports {
  /** Names the last import; undefined where Redis does not know one or does not answer. */
  mark(): Promise<string | undefined>;
  /** Gives the mark a new name. Never rejects: without Redis, verifiers forget by themselves what they did not find. */
  raise(): Promise<void>;
}

/** Keeps the mark in Redis; `randomUuid` names it. */
export function createImports(deps: {
  connection: Connection;
  keys: RedisKeys;
  randomUuid: () => string;
}): Imports {
  const { redis } = deps.connection;
  const name = deps.keys.imports();
  const quietly = async (work: Promise<string | null>) => (await work.catch(() => null)) ?? undefined;
  return {
    mark: async () => {
      const mark = await quietly(redis.get(name));
      if (mark === undefined) await quietly(redis.set(name, deps.randomUuid(), 'NX'));
      return mark;
    },
    raise: async () => void (await quietly(redis.set(name, deps.randomUuid()))),
  };
}
