import { CountersUnavailable } from '../core/errors.ts';
import type { Availabilities } from './availabilities.ts';
import { type Connections, carryOut } from './connection.ts';
import type { Generation, Ledger } from './ledger.ts';
import type { RedisKeys } from './redis-keys.ts';
import { type Call, resendCalls } from './resend.ts';
import { runForIntegers } from './scripts.ts';

/** One script call that writes cells, and what to note once it was carried out. */
export interface CellWrite extends Call {
  /** How its answer is read; left out: as integers. */
  readonly run?: typeof runForIntegers;
  readonly settle: (reply: readonly number[]) => void;
}

/** Writes the cells of one ledger to one shard, one call at a time. */
export interface CellWriter {
  /**
   * Waits for its turn, builds a call on the current generation and carries it out. Where the reply does not arrive, the
   * ledger goes on under a fresh source, and this and all that wait behind it reject with CountersUnavailable.
   */
  write(build: (generation: Generation) => CellWrite): Promise<readonly number[]>;
  /** Carries out a call, in its turn, that may be carried out any number of times. */
  repeat(call: Call): Promise<void>;
}

/** Opens writers that send again what a Redis may have lost while it was away, or lacks because it was promoted. */
export interface CellStore {
  writer(shard: number, ledger: Ledger): CellWriter;
  /**
   * Waits for writes to a shard that are under way, and sends again what its Redis may lack. A step of the recovery: rejects
   * where any of it fails.
   */
  catchUp(shard: number): Promise<void>;
}

interface StoreDeps {
  readonly connections: Connections;
  readonly keys: RedisKeys;
  readonly availabilities: Availabilities;
  readonly beforeResuming: (shard: number) => Promise<void>;
}

/**
 * Opens a store. `beforeResuming` runs after each outage of a shard, and after another server has taken it over, before
 * anything is written to it: it raises the versions that a failover may have lost, or that a mutation could not carry.
 */
export function createCellStore(deps: StoreDeps): CellStore {
  const shards = Array.from({ length: deps.keys.shards }, (_, shard) => createShardStore(deps, shard));
  return {
    catchUp: async (shard) => await shards[shard]?.catchUp(),
    writer: (shard, ledger) => {
      const writer = shards[shard]?.writer(ledger);
      if (writer === undefined) throw new RangeError(`there is no shard ${shard}`);
      return writer;
    },
  };
}

interface ShardStore {
  writer(ledger: Ledger): CellWriter;
  catchUp(): Promise<void>;
}

function createShardStore(deps: StoreDeps, shard: number): ShardStore {
  const connection = deps.connections.of(shard);
  const availability = deps.availabilities.of(shard);
  const resume = createResume(
    () => connection.readyCount() + availability.outages(),
    async () => await deps.beforeResuming(shard),
  );
  const catchUps: (() => Promise<void>)[] = [];
  const send = async ({ run = runForIntegers, script, keys, args }: Call & Pick<CellWrite, 'run'>) =>
    await run(connection.redis, script, keys, args);

  const createWriter = (ledger: Ledger): CellWriter => {
    const inTurn = createTurns();
    let sentCount = connection.readyCount();
    const catchUpOnce = async () => {
      await resume.run();
      const readyCount = connection.readyCount();
      if (sentCount === readyCount) return;
      for (const generation of ledger.retained()) {
        await resend(resendCalls(generation, deps.keys, shard), send);
        ledger.acknowledged(generation);
      }
      sentCount = readyCount;
    };
    /** Does work that begins with a call, on a server that lacks nothing: another one may have taken over until then. */
    const onceCaughtUp = async <T>(work: () => Promise<T>) =>
      await carryOut(connection, async () => {
        while (!resume.isDone() || sentCount !== connection.readyCount()) await catchUpOnce();
        return await work();
      });
    catchUps.push(async () => await inTurn(async () => await onceCaughtUp(async () => undefined)));
    return {
      repeat: async (call) =>
        await inTurn(async () => void (await onceCaughtUp(async () => await send(call)))),
      write: async (build) =>
        await inTurn(async () => {
          try {
            return await onceCaughtUp(async () => {
              const generation = ledger.current();
              const write = build(generation);
              const reply = await send(write);
              write.settle(reply);
              ledger.acknowledged(generation);
              return reply;
            });
          } catch (cause) {
            ledger.abandon();
            connection.doubt(cause);
            throw new CountersUnavailable({ cause });
          }
        }),
    };
  };

  return {
    writer: createWriter,
    catchUp: async () => void (await Promise.all(catchUps.map(async (catchUp) => await catchUp()))),
  };
}

/** Late events leave a call for each of their minutes: one after the other, a recovery would take as many round trips. */
const RESENT_AT_ONCE = 100;

/** Sends calls in their order, some at once. */
async function resend(calls: Iterable<Call>, send: (call: Call) => Promise<unknown>): Promise<void> {
  let sent: Promise<unknown>[] = [];
  for (const call of calls) {
    sent.push(send(call));
    if (sent.length < RESENT_AT_ONCE) continue;
    await Promise.all(sent);
    sent = [];
  }
  await Promise.all(sent);
}

/** Work that is due after each outage. */
interface Resume {
  isDone(): boolean;
  run(): Promise<void>;
}

/** Runs `beforeResuming` once after each outage, also where there is another one meanwhile. */
function createResume(outages: () => number, beforeResuming: () => Promise<void>): Resume {
  let resumedFrom = outages();
  let resuming: Promise<void> | undefined;
  const isDone = () => resumedFrom === outages();
  const run = async () => {
    while (!isDone()) {
      const since = outages();
      await beforeResuming();
      resumedFrom = since;
    }
  };
  return {
    isDone,
    run: async () => {
      if (isDone()) return;
      resuming ??= run().finally(() => {
        resuming = undefined;
      });
      await resuming;
    },
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
