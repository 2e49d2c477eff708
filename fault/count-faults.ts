import { setTimeout as delay } from 'node:timers/promises';
import type { CountingProcess } from './counting-process.ts';
import type { RedisServer } from './redis-server.ts';

/** What was done, and how often. */
export type FaultCounts = Record<FaultName, number>;

type FaultName =
  | 'writersKilled'
  | 'writersStopped'
  | 'rollersKilled'
  | 'rollersStopped'
  | 'repliesDropped'
  | 'redisKilled'
  | 'redisStopped'
  | 'redisRolledBack'
  | 'postgresRestarted';

/** What is ill-treated. */
export interface FaultScene {
  readonly redis: RedisServer;
  readonly writers: readonly CountingProcess[];
  readonly rollers: readonly CountingProcess[];
  /** Takes Postgres away and brings it back. */
  restartPostgres(): Promise<void>;
  /** Waits until all batches that have been sent by now are acknowledged. */
  untilAcknowledged(): Promise<void>;
  /** Waits until all that was answered until now is in Postgres, and nothing that was sent waits for an answer. */
  untilSafe(): Promise<void>;
}

const PAUSE_MS: readonly [from: number, to: number] = [200, 1_500];
const STOPPED_MS: readonly [from: number, to: number] = [300, 4_000];
/** How far a roll-back goes back, at most. */
const SINCE_COPY_MS: readonly [from: number, to: number] = [200, 4_000];

/**
 * Ill-treats all of them for so long, and until Redis was rolled back so many times: Redis and the writers one after the
 * other, the rollers and Postgres beside that.
 *
 * A count is in two places at least, the counting process and Redis, or Redis and Postgres; two of them are never taken
 * at once: a writer is killed while Redis has all of it, and Redis loses nothing of a killed one before it is rolled up.
 */
export async function injectFaults(
  scene: FaultScene,
  wanted: { seconds: number; rollbacks: number },
): Promise<FaultCounts> {
  const counts: FaultCounts = {
    writersKilled: 0,
    writersStopped: 0,
    rollersKilled: 0,
    rollersStopped: 0,
    repliesDropped: 0,
    redisKilled: 0,
    redisStopped: 0,
    redisRolledBack: 0,
    postgresRestarted: 0,
  };
  const endsAt = performance.now() + wanted.seconds * 1_000;
  let enough = false;
  const inTurn = async (faults: readonly Fault[], isEnough: () => boolean) => {
    for (let turn = 0; !isEnough(); turn += 1) {
      const fault = faults[turn % faults.length];
      if (fault !== undefined) await fault(scene, counts);
      await delay(between(PAUSE_MS));
    }
  };
  const isOver = () => performance.now() > endsAt && counts.redisRolledBack >= wanted.rollbacks;
  await Promise.all([
    inTurn(COUNTS_AT_RISK, isOver).finally(() => {
      enough = true;
    }),
    inTurn(ROLL_UP_AT_RISK, () => enough),
  ]);
  return counts;
}

type Fault = (scene: FaultScene, counts: FaultCounts) => Promise<void>;

const dropReplyOfWriter: Fault = async ({ writers }, counts) => {
  const writer = pick(writers);
  writer.dropReply();
  counts.repliesDropped += 1;
  await delay(between(PAUSE_MS));
  await writer.untilSent();
};

const killWriter: Fault = async ({ writers, untilSafe }, counts) => {
  const writer = pick(writers);
  if (!(await writer.killWhileSent())) return;
  counts.writersKilled += 1;
  await writer.start();
  await untilSafe();
};

const stopWriter: Fault = async ({ writers }, counts) => {
  const writer = pick(writers);
  await writer.hang();
  counts.writersStopped += 1;
  await delay(between(STOPPED_MS));
  await writer.goOn();
};

const killRedis: Fault = async ({ redis, writers }, counts) => {
  await redis.kill();
  counts.redisKilled += 1;
  await delay(between(PAUSE_MS));
  await redis.start();
  await allSent(writers);
};

const stopRedis: Fault = async ({ redis, writers }, counts) => {
  redis.hang();
  counts.redisStopped += 1;
  await delay(between(STOPPED_MS));
  redis.goOn();
  await allSent(writers);
};

const rollBackRedis: Fault = async ({ redis, writers }, counts) => {
  await redis.copyData();
  await delay(between(SINCE_COPY_MS));
  await redis.rollBack();
  counts.redisRolledBack += 1;
  await allSent(writers);
};

/** What one process counted without knowing it, and another acknowledged, is not forgotten by either. */
const rollBackAfterLostReply: Fault = async ({ redis, writers, untilAcknowledged }, counts) => {
  await redis.copyData();
  pick(writers).dropReply();
  counts.repliesDropped += 1;
  await delay(between(PAUSE_MS));
  await untilAcknowledged();
  await redis.rollBack();
  counts.redisRolledBack += 1;
  await allSent(writers);
};

/** One that is stopped while Redis is rolled back comes back to a Redis that lost what it counted. */
const rollBackBehindStopped: Fault = async ({ redis, writers }, counts) => {
  await redis.copyData();
  await delay(between(SINCE_COPY_MS));
  const writer = pick(writers);
  await writer.hang();
  counts.writersStopped += 1;
  await redis.rollBack();
  counts.redisRolledBack += 1;
  await delay(between(PAUSE_MS));
  await writer.goOn();
  await allSent(writers);
};

const COUNTS_AT_RISK: readonly Fault[] = [
  rollBackRedis,
  dropReplyOfWriter,
  killWriter,
  rollBackBehindStopped,
  stopWriter,
  killRedis,
  rollBackAfterLostReply,
  stopRedis,
];

const killRoller: Fault = async ({ rollers }, counts) => {
  const roller = pick(rollers);
  await roller.kill();
  counts.rollersKilled += 1;
  await delay(between(PAUSE_MS));
  await roller.start();
};

const stopRoller: Fault = async ({ rollers }, counts) => {
  const roller = pick(rollers);
  await roller.hang();
  counts.rollersStopped += 1;
  await delay(between(STOPPED_MS));
  await roller.goOn();
};

const dropReplyOfRoller: Fault = async ({ rollers }, counts) => {
  pick(rollers).dropReply();
  counts.repliesDropped += 1;
};

const restartPostgres: Fault = async (scene, counts) => {
  await scene.restartPostgres();
  counts.postgresRestarted += 1;
};

const ROLL_UP_AT_RISK: readonly Fault[] = [
  dropReplyOfRoller,
  killRoller,
  dropReplyOfRoller,
  restartPostgres,
  stopRoller,
];

async function allSent(writers: readonly CountingProcess[]): Promise<void> {
  await Promise.all(writers.map(async (writer) => await writer.untilSent()));
}

function between([from, to]: readonly [number, number]): number {
  return from + Math.random() * (to - from);
}

function pick(from: readonly CountingProcess[]): CountingProcess {
  const picked = from[Math.floor(Math.random() * from.length)];
  if (picked === undefined) throw new Error('there is nothing to ill-treat');
  return picked;
}
