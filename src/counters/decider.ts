import { CountersUnavailable } from '../core/errors.ts';
import type { Availabilities } from './availabilities.ts';
import { buildBatch } from './decide-batch.ts';
import type { DecideEntry, DecideOutcome } from './decide-entry.ts';
import { createDoubt, type Doubt } from './doubt.ts';
import type { Doubts } from './doubts.ts';
import type { HeldCounts } from './held-counts.ts';
import { createLedger, type Generation } from './ledger.ts';
import type { QuotaMemory } from './quota-memory.ts';
import type { RedisKeys } from './redis-keys.ts';
import { createRefusals } from './refusals.ts';
import { decideBatch, runForDoubles } from './scripts.ts';
import { createSilence } from './silence.ts';
import type { CellStore } from './store.ts';

/** Takes from limits and counts, one Redis round trip for all that waits. */
export interface Decider {
  /**
   * Resolves once the decision is counted, or without Redis, once it is held to be. Rejects with CountersUnavailable where it
   * cannot be decided.
   */
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
 * under way at a time: cells are absolute values, so the next call has to know what the last one counted. What Redis does
 * not answer goes on to the `fallback`, and so does everything of the shard until its Redis is up again.
 */
export function createDecider(deps: ShardDeps): Decider {
  const { fallback, keys } = deps;
  const shards = Array.from({ length: keys.shards }, (_, shard) => createShardDecider(deps, shard));
  return {
    decide: (entry) => {
      const shard = shards[keys.shardOf(entry.keyId)];
      return shard?.isUp() === true && entry.doubtful === undefined
        ? new Promise((resolve, reject) => shard.push({ entry, resolve, reject }))
        : fallback.decide(entry);
    },
  };
}

/** How many script calls were sent, and with how many entries in all. */
export interface BatchTally {
  calls: number;
  entries: number;
}

interface ShardDeps {
  readonly tally: BatchTally;
  readonly store: CellStore;
  readonly keys: RedisKeys;
  readonly availabilities: Availabilities;
  readonly silentMs: number;
  readonly quotaMemory: QuotaMemory;
  readonly fallback: Decider;
  readonly doubts: Doubts;
  readonly held: HeldCounts;
  readonly now: () => number;
  readonly randomUuid: () => string;
}

/** The call that is under way. */
interface Sent {
  readonly waiting: readonly Waiting[];
  readonly nowMs: number;
  /** Undefined until it goes out. */
  generation?: Generation;
  /** Once its entries were handed on, whatever comes of it. */
  doubt?: Doubt | undefined;
  handedOn?: true;
}

interface ShardDecider {
  isUp(): boolean;
  push(waiting: Waiting): void;
}

function createShardDecider(deps: ShardDeps, shard: number): ShardDecider {
  const { fallback } = deps;
  const availability = deps.availabilities.of(shard);
  const writer = deps.store.writer(shard, createLedger(deps));
  const refusals = createRefusals();
  let queue: Waiting[] = [];
  let underWay = false;
  let sent: Sent | undefined;

  const handOn = (waiting: readonly Waiting[], doubt?: Doubt) => {
    for (const [at, { entry, resolve, reject }] of waiting.entries()) {
      fallback.decide({ ...entry, doubtful: doubt?.entries[at] }).then(resolve, reject);
    }
  };

  /** What is under way may still be answered; nobody waits for it any more. */
  const giveUp = (cause: unknown) => {
    availability.lost(cause);
    if (sent !== undefined && sent.handedOn === undefined) {
      const { waiting, nowMs, generation } = sent;
      const entries = waiting.map(({ entry }) => entry);
      sent.handedOn = true;
      if (generation !== undefined) {
        sent.doubt = createDoubt({ ...deps, entries, generation, nowMs });
        deps.doubts.add(shard, sent.doubt);
      }
      handOn(waiting, sent.doubt);
    }
    handOn(queue.splice(0));
  };
  const silence = createSilence(deps.silentMs, giveUp);

  const flush = async () => {
    while (queue.length > 0) await sendBatch(queue.splice(0, BATCH_MAX));
    underWay = false;
  };

  const sendBatch = async (waiting: readonly Waiting[]) => {
    const nowMs = deps.now();
    const entries = waiting.map(({ entry }) => entry);
    deps.tally.calls += 1;
    deps.tally.entries += entries.length;
    const call: Sent = { waiting, nowMs };
    sent = call;
    silence.begin();
    try {
      let outcomes: readonly (DecideOutcome | undefined)[] = [];
      await writer.write((generation) => {
        // Its entries are decided elsewhere by now, and must not be counted here as well.
        if (call.handedOn) throw new CountersUnavailable();
        const refused = refusals.of(generation);
        const { settle, ...batch } = buildBatch({ ...deps, entries, generation, shard, nowMs, refused });
        call.generation = generation;
        return {
          script: decideBatch,
          run: runForDoubles,
          keys: batch.keys,
          args: batch.args,
          settle: (reply) => {
            settle(reply);
            outcomes = batch.outcomes(reply);
          },
        };
      });
      if (call.doubt === undefined) answer(waiting, outcomes);
      else {
        call.doubt.settle(outcomes.map((outcome) => outcome?.stale === false));
        deps.doubts.drop(call.doubt);
      }
    } catch (cause) {
      giveUp(cause);
    } finally {
      silence.end();
      sent = undefined;
    }
  };

  const answer = (waiting: readonly Waiting[], outcomes: readonly (DecideOutcome | undefined)[]) => {
    for (const [at, asked] of waiting.entries()) {
      const outcome = outcomes[at];
      if (outcome !== undefined) asked.resolve(outcome);
      else {
        refusals.add(asked.entry.keyId);
        queue.push(asked);
      }
    }
  };

  return {
    isUp: availability.isUp,
    push: (waiting) => {
      queue.push(waiting);
      if (underWay) return;
      underWay = true;
      setImmediate(() => void flush());
    },
  };
}
