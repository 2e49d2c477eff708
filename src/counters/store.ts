import { z } from 'zod';
import { CountersUnavailable } from '../core/errors.ts';
import type { Connection } from './connection.ts';
import type { Generation, Ledger } from './ledger.ts';
import type { RedisKeys } from './redis-keys.ts';
import { type Call, resendCalls } from './resend.ts';
import { runScript } from './scripts.ts';

/** One script call that writes cells, and what to note once it was carried out. */
export interface CellWrite extends Call {
  readonly settle: (reply: readonly number[]) => void;
}

/** Writes the cells of one ledger to one shard, one call at a time. */
export interface CellWriter {
  /**
   * Waits for its turn, builds a call on the current generation and carries it out. Where the reply does not arrive, the
   * ledger goes on under a fresh source, and this and all that wait behind it reject with CountersUnavailable.
   */
  write(build: (generation: Generation) => CellWrite): Promise<readonly number[]>;
}

/** Opens writers that send again what a Redis may have lost while the connection was away. */
export interface CellStore {
  writer(shard: number, ledger: Ledger): CellWriter;
  /** Waits for writes under way, and for what a lost connection left to be sent again. */
  drain(): Promise<void>;
}

const replySchema = z.union([z.array(z.number()), z.number().transform((reply) => [reply])]);

/**
 * Opens a store over a connection. `beforeResuming` runs after each reconnect, before anything is written: it raises the
 * versions that a failover may have lost. Writers catch up as soon as the connection is back, also without traffic.
 */
export function createCellStore(deps: {
  connection: Connection;
  keys: RedisKeys;
  beforeResuming: () => Promise<void>;
}): CellStore {
  const { connection, keys } = deps;
  const resume = createResume(connection, deps.beforeResuming);
  const catchUps: (() => Promise<void>)[] = [];
  const drain = async () => {
    await Promise.allSettled(catchUps.map(async (catchUp) => await catchUp()));
  };
  connection.onReady(() => void drain());

  return {
    drain,
    writer: (shard, ledger) => {
      const inTurn = createTurns();
      let sentCount = connection.readyCount();
      const send = async ({ script, keys: names, args }: Call) =>
        replySchema.parse(await runScript(connection.redis, script, names, args));
      const catchUp = async () => {
        await resume();
        const readyCount = connection.readyCount();
        if (sentCount === readyCount) return;
        for (const generation of ledger.retained()) {
          for (const call of resendCalls(generation, keys, shard)) await send(call);
          ledger.acknowledged(generation);
        }
        sentCount = readyCount;
      };
      catchUps.push(async () => await inTurn(catchUp));
      return {
        write: async (build) =>
          await inTurn(async () => {
            try {
              await catchUp();
              const generation = ledger.current();
              const write = build(generation);
              const reply = await send(write);
              write.settle(reply);
              ledger.acknowledged(generation);
              return reply;
            } catch (cause) {
              ledger.abandon();
              connection.doubt(cause);
              throw new CountersUnavailable({ cause });
            }
          }),
      };
    },
  };
}

/** Runs `beforeResuming` once for each time the connection became ready, also where it breaks again meanwhile. */
function createResume(connection: Connection, beforeResuming: () => Promise<void>): () => Promise<void> {
  let resumedCount = connection.readyCount();
  let resuming: Promise<void> | undefined;
  const run = async () => {
    while (resumedCount !== connection.readyCount()) {
      const readyCount = connection.readyCount();
      await beforeResuming();
      resumedCount = readyCount;
    }
  };
  return async () => {
    if (resumedCount === connection.readyCount()) return;
    resuming ??= run().finally(() => {
      resuming = undefined;
    });
    await resuming;
  };
}

/** Runs one piece of work at a time. Where one fails, those that were waiting behind it fail with it. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let failures = 0;
  return async (work) => {
    const failuresBefore = failures;
    const turn = last.then(async () => {
      if (failures !== failuresBefore) throw new CountersUnavailable();
      return await work();
    });
    last = turn.catch(() => {
      failures += 1;
    });
    return await turn;
  };
}
