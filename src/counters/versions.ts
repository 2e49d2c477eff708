import type { Availabilities } from './availabilities.ts';
import type { Connections } from './connection.ts';
import type { RedisKeys } from './redis-keys.ts';
import { ensureEpoch, raiseVersions, runScriptOn, type Script } from './scripts.ts';

/** The versions of keys in Redis, which every verification is checked against. */
export interface Versions {
  /**
   * Raises keys to the versions that `load` reads from the primary database, and never lowers one. False where Redis
   * cannot be reached; rejects where `load` does. Tells those who follow the changes, also of versions that were raised
   * before. Mutations call it after their commit.
   */
  raise(keyIds: readonly string[], load: LoadVersions): Promise<boolean>;
  /**
   * The same for versions that Redis lost or never had, of which nobody has to be told. For verifiers: false at once where Redis
   * is known to be away from one of them.
   */
  restore(keyIds: readonly string[], load: LoadVersions): Promise<boolean>;
}

/** Reads committed versions from the primary; keys that are gone are left out. */
export type LoadVersions = (keyIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** A flush between reading and raising makes it start again; more in a row mean that something else is wrong. */
const FLUSHES_MAX = 5;

/** Raises versions, one call a shard; `randomUuid` names the epochs of the data set. */
export function createVersions(deps: {
  connections: Connections;
  keys: RedisKeys;
  availabilities: Availabilities;
  randomUuid: () => string;
}): Versions {
  const { keys, connections, availabilities } = deps;

  /** Undefined where Redis does not answer. */
  const tryScript = async (
    shard: number,
    script: Script,
    names: string[],
    args: (string | number)[],
  ): Promise<unknown> => await runScriptOn(connections.of(shard), script, names, args).catch(() => undefined);

  const raiseShard = async (
    shard: number,
    keyIds: readonly string[],
    load: LoadVersions,
    announced: boolean,
  ): Promise<boolean> => {
    for (let attempt = 0; attempt < FLUSHES_MAX; attempt++) {
      const epoch = await tryScript(shard, ensureEpoch, [keys.epoch(shard)], [deps.randomUuid()]);
      if (typeof epoch !== 'string') return false;
      const versions = [...(await load(keyIds))];
      const names = versions.map(([keyId]) => keys.state(shard, keyId));
      const args = [epoch, announced ? 1 : 0, ...versions.map(([, version]) => version)];
      const scriptKeys = [keys.epoch(shard), keys.changes(shard), ...names];
      const raised = await tryScript(shard, raiseVersions, scriptKeys, args);
      if (raised !== 0) return raised === 1;
    }
    return false;
  };

  const raiseAll = async (keyIds: readonly string[], load: LoadVersions, announced: boolean) => {
    const byShard = Map.groupBy(keyIds, (keyId) => keys.shardOf(keyId));
    const raised = await Promise.all(
      [...byShard].map(
        async ([shard, ids]) =>
          (announced || availabilities.of(shard).isUp()) && (await raiseShard(shard, ids, load, announced)),
      ),
    );
    return raised.every(Boolean);
  };

  return {
    raise: async (keyIds, load) => await raiseAll(keyIds, load, true),
    restore: async (keyIds, load) => await raiseAll(keyIds, load, false),
  };
}
