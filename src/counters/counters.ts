import { setTimeout as delay } from 'node:timers/promises';
import { createOnce } from '../core/once.ts';
import { type Availabilities, createAvailabilities } from './availabilities.ts';
import { carryLocal } from './carry-local.ts';
import { type CellReader, countDirty, createCellReader } from './cells.ts';
import { openChangeSource } from './change-source.ts';
import { type Changes, createChanges } from './changes.ts';
import type { Connections } from './connection.ts';
import { connectRedis } from './connections.ts';
import { type BatchTally, createDecider, type Decider } from './decider.ts';
import { createDoubts, type LoadCounted } from './doubts.ts';
import { createHeldCounts } from './held-counts.ts';
import { createImports, type Imports } from './imports.ts';
import { createLeases, type Leases } from './leases.ts';
import { createLocalDecider } from './local-decider.ts';
import { createLocalDecision } from './local-decision.ts';
import { createLocalLeases } from './local-leases.ts';
import { createLocalQuotas } from './local-quotas.ts';
import { createLossTally, type LossTally } from './loss-tally.ts';
import { createPeers } from './peers.ts';
import { createQuotaMemory } from './quota-memory.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createRedisKeys } from './redis-keys.ts';
import type { RedisUrl } from './redis-url.ts';
import { createCellStore } from './store.ts';
import { createVersions, type LoadVersions, type Versions } from './versions.ts';

/** The station between verifying and rolling up. */
export interface Counters {
  readonly decider: Decider;
  readonly leases: Leases;
  readonly recorder: Recorder;
  readonly cells: CellReader;
  /** How many sources and slots have cells that wait for the roller. */
  countDirty(): Promise<number>;
  readonly versions: Versions;
  readonly imports: Imports;
  readonly changes: Changes;
  readonly outage: Outage;
  /** How verifications were batched since this process began. */
  readonly tally: Readonly<BatchTally>;
  /** Resolves where Redis answers, rejects where it does not. */
  ping(): Promise<void>;
  /** Waits for what is under way, and disconnects. */
  close(): Promise<void>;
}

/** What there is to know of a Redis that is away. */
export interface Outage {
  /** Whether verification goes on without Redis now, be it only that of some shards. */
  isOn(): boolean;
  /** Decisions that wait in this process to be counted. */
  waiting(): number;
  /** Decisions that found no room to wait, since this process began. */
  lost(): number;
  /** Whose they are, and those that wait. */
  readonly losses: LossTally;
  /** Among how many verifiers limits are shared while Redis is away. */
  verifiers(): number;
}

interface CountersDeps {
  readonly url: RedisUrl;
  readonly prefix: string;
  readonly shards: number;
  /** Takes part in sharing the limits while Redis is away. */
  readonly verifies: boolean;
  /** A Redis that answers nothing for so long is gone without. */
  readonly silentMs: number;
  readonly now: () => number;
  readonly randomUuid: () => string;
  /**
   * Runs after each outage of a shard, before anything is decided on its keys: it carries their versions of the last hour once
   * more.
   */
  readonly beforeResuming: (versions: Versions, isOfShard: (keyId: string) => boolean) => Promise<void>;
  /** Reads from the primary database which versions keys have, for verifying without Redis. */
  readonly loadVersions: LoadVersions;
  readonly loadCounted: LoadCounted;
  readonly onUnreadable: (field: string) => void;
  /** Called when verification of the first shard goes on without Redis, and when that of the last one ends. */
  readonly onOutage: (cause: unknown) => void;
  readonly onRecovered: () => void;
  /** Most cells that wait while Redis is away. */
  readonly cellsHeldMax?: number;
}

/** Counts that wait when this process ends are given so long. */
const CLOSE_MS_MAX = 5_000;
const CLOSE_RETRY_MS = 50;

/** Connects to Redis. Throws CountersUnavailable where it does not answer. */
export async function openCounters(deps: CountersDeps): Promise<Counters> {
  const { url, now, randomUuid, silentMs } = deps;
  const keys = createRedisKeys(deps.prefix, deps.shards);
  const connections = await connectRedis(url, keys);
  const availabilities = createAvailabilities({ ...deps, connections });
  const base = { connections, availabilities, keys, now, randomUuid };
  const versions = createVersions(base);
  const store = createCellStore({
    ...base,
    beforeResuming: async (shard) =>
      await deps.beforeResuming(versions, (keyId) => keys.shardOf(keyId) === shard),
  });
  const peers = createPeers({ ...base, silentMs });
  const local = createLocal(base, peers.count);
  const losses = createLossTally();
  const held = createHeldCounts({ ...base, store, losses, cellsMax: deps.cellsHeldMax });
  const doubts = createDoubts({ ...base, loadCounted: deps.loadCounted });
  const { loadVersions } = deps;
  const fallback = createLocalDecider({ loadVersions, decide: local.decide, held, now });
  const { quotaMemory, leases } = local;

  for (let shard = 0; shard < keys.shards; shard++) {
    const availability = availabilities.of(shard);
    const fence = async () => await connections.of(shard).fence();
    for (const step of [fence, store.catchUp, doubts.settle, held.send, local.carry]) {
      availability.onRecovery(async () => await step(shard));
    }
    // What was taken while the last step ran; whoever asks Redis from now on is told a little too much, if this fails.
    availability.onUp(() => void local.carry(shard).catch(() => undefined));
    availability.onTakenOver(() => void store.catchUp(shard).catch(availability.lost));
  }
  if (deps.verifies) peers.join();

  const waiting = () => held.waiting() + doubts.waiting();
  const sendLast = async (shard: number) => {
    if (availabilities.of(shard).isUp()) await Promise.allSettled([store.catchUp(shard), held.send(shard)]);
  };
  const drain = async () => {
    const deadline = performance.now() + CLOSE_MS_MAX;
    while (!(await availabilities.recover()) && waiting() > 0 && performance.now() < deadline) {
      await delay(CLOSE_RETRY_MS);
    }
    await Promise.all(Array.from({ length: keys.shards }, async (_, shard) => await sendLast(shard)));
  };
  const tally: BatchTally = { calls: 0, entries: 0 };
  const changes = createChanges({
    shards: keys.shards,
    open: async () => await openChangeSource(url, connections, keys),
  });
  return {
    decider: createDecider({ ...base, tally, store, silentMs, quotaMemory, fallback, doubts, held }),
    leases: createLeases({ ...base, local: leases }),
    recorder: createRecorder({ ...base, store }),
    cells: createCellReader({ ...base, onUnreadable: deps.onUnreadable }),
    countDirty: async () => await countDirty(connections, keys),
    versions,
    imports: createImports(base),
    changes,
    tally,
    outage: {
      isOn: () => !availabilities.isUp(),
      waiting,
      lost: held.lost,
      losses,
      verifiers: peers.count,
    },
    ping: connections.ping,
    close: async () => {
      await changes.close();
      await peers.leave();
      await drain();
      await connections.close();
    },
  };
}

/** What all parts work with. */
interface Base {
  readonly connections: Connections;
  readonly availabilities: Availabilities;
  readonly keys: ReturnType<typeof createRedisKeys>;
  readonly now: () => number;
  readonly randomUuid: () => string;
}

/** What this process decides by itself while Redis is away. */
function createLocal(base: Base, verifiers: () => number) {
  const quotas = createLocalQuotas();
  const leases = createLocalLeases(base);
  const quotaMemory = createQuotaMemory();
  const once = createOnce<void>();
  return {
    leases,
    quotaMemory,
    decide: createLocalDecision({ quotas, leases, quotaMemory, verifiers }),
    carry: async (shard: number) =>
      await once(String(shard), async () => {
        await carryLocal({ ...base, quotas, quotaMemory, leases }, shard);
      }),
  };
}
