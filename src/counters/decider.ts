import { CountersUnavailable } from '../core/errors.ts';
import { viewWindow } from '../core/window.ts';
import { buildBatch } from './decide-batch.ts';
import type { DecideEntry, DecideOutcome } from './decide-entry.ts';
import { createLedger } from './ledger.ts';
import type { RedisKeys } from './redis-keys.ts';
import { decideBatch } from './scripts.ts';
import type { CellStore } from './store.ts';

/** Takes from limits and counts, one Redis round trip for all that waits. */
export interface Decider {
  /** Resolves once the decision is counted. Rejects with CountersUnavailable where Redis does not answer. */
  decide(entry: DecideEntry): Promise<DecideOutcome>;
}

interface Waiting {
  readonly entry: DecideEntry;
  readonly resolve: (outcome: DecideOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** Bounds how long one script call may hold Redis up. */
const BATCH_MAX = 512;

/**
 * Collects the verifications of an event-loop turn, per shard, and sends them as one script call. A shard has one call
 * under way at a time: cells are absolute values, so the next call has to know what the last one counted.
 */
export function createDecider(deps: {
  store: CellStore;
  keys: RedisKeys;
  now: () => number;
  randomUuid: () => string;
}): Decider {
  const shards = Array.from({ length: deps.keys.shards }, (_, shard) => createShardDecider(deps, shard));
  return {
    decide: async (entry) =>
      await new Promise((resolve, reject) => {
        shards[deps.keys.shardOf(entry.keyId)]?.push({ entry, resolve, reject });
      }),
  };
}

function createShardDecider(
  deps: { store: CellStore; keys: RedisKeys; now: () => number; randomUuid: () => string },
  shard: number,
): { push(waiting: Waiting): void } {
  const writer = deps.store.writer(shard, createLedger(deps));
  let queue: Waiting[] = [];
  let underWay = false;

  const flush = async () => {
    while (queue.length > 0) {
      const waiting = queue.slice(0, BATCH_MAX);
      queue = queue.slice(BATCH_MAX);
      await sendBatch(waiting);
    }
    underWay = false;
  };

  const sendBatch = async (waiting: readonly Waiting[]) => {
    const nowMs = deps.now();
    const entries = waiting.map(({ entry }) => entry);
    try {
      const numbers = await writer.write((generation) => {
        const batch = buildBatch({ entries, generation, keys: deps.keys, shard, nowMs });
        return { script: decideBatch, keys: batch.keys, args: batch.args, settle: batch.settle };
      });
      waiting.forEach(({ entry, resolve }, at) =>
        resolve(readOutcome(entry, numbers.slice(4 * at, 4 * at + 4), nowMs)),
      );
    } catch (cause) {
      const error = cause instanceof CountersUnavailable ? cause : new CountersUnavailable({ cause });
      for (const { reject } of [...waiting, ...queue]) reject(error);
      queue = [];
    }
  };

  return {
    push: (waiting) => {
      queue.push(waiting);
      if (underWay) return;
      underWay = true;
      setImmediate(() => void flush());
    },
  };
}

function readOutcome(entry: DecideEntry, numbers: readonly number[], nowMs: number): DecideOutcome {
  const [outcome = -1, index = 0, current = 0, previous = 0] = numbers;
  if (outcome === -1) return { stale: true };
  const { limit, windowSeconds } = entry.rateLimit;
  return {
    stale: false,
    code: outcome === 0 ? 'RATE_LIMITED' : entry.code,
    window: viewWindow({ index, current, previous }, limit, windowSeconds * 1_000, nowMs),
  };
}
