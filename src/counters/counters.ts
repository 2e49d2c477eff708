import { type CellReader, createCellReader } from './cells.ts';
import { type Changes, createChanges } from './changes.ts';
import { connectRedis } from './connection.ts';
import { createDecider, type Decider } from './decider.ts';
import { createImports, type Imports } from './imports.ts';
import { createLeases, type Leases } from './leases.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createRedisKeys } from './redis-keys.ts';
import { createCellStore } from './store.ts';
import { createVersions, type Versions } from './versions.ts';

/** The station between verifying and rolling up. */
export interface Counters {
  readonly decider: Decider;
  readonly leases: Leases;
  readonly recorder: Recorder;
  readonly cells: CellReader;
  readonly versions: Versions;
  readonly imports: Imports;
  readonly changes: Changes;
  /** Resolves where Redis answers, rejects where it does not. */
  ping(): Promise<void>;
  /** Waits for what is under way, and disconnects. */
  close(): Promise<void>;
}

/** Connects to Redis. Throws CountersUnavailable where it does not answer. */
export async function openCounters(deps: {
  url: string;
  prefix: string;
  shards: number;
  now: () => number;
  randomUuid: () => string;
  /** Runs after each reconnect, before anything is decided: it carries the versions of the last hour once more. */
  beforeResuming: (versions: Versions) => Promise<void>;
  onUnreadable: (field: string) => void;
}): Promise<Counters> {
  const connection = await connectRedis(deps.url);
  const keys = createRedisKeys(deps.prefix, deps.shards);
  const versions = createVersions({ connection, keys, randomUuid: deps.randomUuid });
  const store = createCellStore({
    connection,
    keys,
    beforeResuming: async () => await deps.beforeResuming(versions),
  });
  const changes = createChanges({ url: deps.url, keys });
  const clock = { now: deps.now, randomUuid: deps.randomUuid };
  return {
    decider: createDecider({ store, keys, ...clock }),
    leases: createLeases({ connection, keys, now: deps.now }),
    recorder: createRecorder({ store, keys, ...clock }),
    cells: createCellReader({ connection, keys, onUnreadable: deps.onUnreadable }),
    versions,
    imports: createImports({ connection, keys, randomUuid: deps.randomUuid }),
    changes,
    ping: async () => {
      await connection.redis.ping();
    },
    close: async () => {
      await changes.close();
      await store.drain();
      await connection.close();
    },
  };
}
