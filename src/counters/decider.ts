import { CountersUnavailable } from '../core/errors.ts';
import { buildBatch } from './decide-batch.ts';
import type { DecideEntry, DecideOutcome } from './decide-entry.ts';
import { createLedger } from './ledger.ts';
import { createQuotaMemory, type QuotaMemory } from './quota-memory.ts';
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
  const quotaMemory = createQuotaMemory();
  const shards = Array.from({ length: deps.keys.shards }, (_, shard) =>
    createShardDecider({ ...deps, quotaMemory }, shard),
  );
  return {
    decide: async (entry) =>
      await new Promise((resolve, reject) => {
        shards[deps.keys.shardOf(entry.keyId)]?.push({ entry, resolve, reject });
      }),
  };
}

function createShardDecider(
  deps: {
    store: CellStore;
    keys: RedisKeys;
    now: () => number;
    randomUuid: () => string;
    quotaMemory: QuotaMemory;
  },
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
      let outcomes: readonly DecideOutcome[] = [];
      await writer.write((generation) => {
        const { settle, ...batch } = buildBatch({ ...deps, entries, generation, shard, nowMs });
        return {
          script: decideBatch,
          keys: batch.keys,
          args: batch.args,
          settle: (reply) => {
            settle(reply);
            outcomes = batch.outcomes(reply);
          },
        };
      });
      for (const [at, { resolve, reject }] of waiting.entries()) {
        const outcome = outcomes[at];
        if (outcome === undefined) reject(new CountersUnavailable());
        else resolve(outcome);
      }
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
