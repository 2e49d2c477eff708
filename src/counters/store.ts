import { z } from 'zod';
import { CountersUnavailable } from '../core/errors.ts';
import type { Connection } from './connection.ts';
import type { Generation, Ledger } from './ledger.ts';
import type { RedisKeys } from './redis-keys.ts';
import { recordBatch, runScript, type Script } from './scripts.ts';

/** One script call that writes cells, and what to note once it was carried out. */
export interface CellWrite {
  readonly script: Script;
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
  readonly settle: (reply: readonly number[]) => void;
}

/** Writes the cells of one ledger to one shard, one call at a time. */
export interface CellWriter {
  /**
   * Builds a call on the current generation and carries it out. Where the reply does not arrive, the ledger goes on
   * under a fresh source and CountersUnavailable is thrown. The caller awaits one write before the next.
   */
  write(build: (generation: Generation) => CellWrite): Promise<readonly number[]>;
}

/** Opens writers that send again what a Redis may have lost while the connection was away. */
export interface CellStore {
  writer(shard: number, ledger: Ledger): CellWriter;
}

const replySchema = z.union([z.array(z.number()), z.number().transform((reply) => [reply])]);

/** Cells per call when generations are sent again. */
const RESEND_MAX = 1_000;

/**
 * Opens a store over a connection. `beforeResuming` runs once after each reconnect, before anything is written: it
 * raises the versions that a failover may have lost.
 */
export function createCellStore(deps: {
  connection: Connection;
  keys: RedisKeys;
  beforeResuming: () => Promise<void>;
}): CellStore {
  const { connection, keys } = deps;
  let resumedCount = connection.readyCount();
  let resuming: Promise<void> | undefined;

  const resume = async () => {
    const readyCount = connection.readyCount();
    if (resumedCount === readyCount) return;
    resuming ??= deps
      .beforeResuming()
      .then(() => {
        resumedCount = readyCount;
      })
      .finally(() => {
        resuming = undefined;
      });
    await resuming;
  };

  return {
    writer: (shard, ledger) => {
      let sentCount = connection.readyCount();
      const send = async (write: CellWrite) =>
        replySchema.parse(await runScript(connection.redis, write.script, write.keys, write.args));
      const catchUp = async () => {
        await resume();
        const readyCount = connection.readyCount();
        if (sentCount === readyCount) return;
        for (const write of resendWrites(ledger, keys, shard)) await send(write);
        sentCount = readyCount;
      };
      return {
        write: async (build) => {
          try {
            await catchUp();
            const write = build(ledger.current());
            const reply = await send(write);
            write.settle(reply);
            return reply;
          } catch (cause) {
            ledger.abandon();
            throw new CountersUnavailable({ cause });
          }
        },
      };
    },
  };
}

/** Calls that store all retained values once more; Redis keeps whichever is larger. */
function* resendWrites(ledger: Ledger, keys: RedisKeys, shard: number): Generator<CellWrite> {
  for (const generation of ledger.retained()) {
    for (const [member, cells] of generation.cells) {
      const pairs = [...cells];
      for (let at = 0; at < pairs.length; at += RESEND_MAX) {
        const part = pairs.slice(at, at + RESEND_MAX);
        yield {
          script: recordBatch,
          keys: [keys.sequence(shard), keys.dirty(shard), keys.sequence(shard), keys.cells(shard, member)],
          args: [0, 1, member, part.length, ...part.flat()],
          settle: () => undefined,
        };
      }
    }
  }
}
