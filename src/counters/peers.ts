import { z } from 'zod';
import type { Availabilities } from './availabilities.ts';
import { type Connections, carryOut } from './connection.ts';
import { createHeartbeat } from './heartbeat.ts';
import { COMMON_SHARD, type RedisKeys } from './redis-keys.ts';
import { beat, runScriptOn } from './scripts.ts';

/** The verifiers that share one Redis. */
export interface Peers {
  /** Becomes one of them. Every Redis is asked every second from then on, so one that hangs is noticed without traffic. */
  join(): void;
  /** How many there were while Redis could be asked, at the most within a minute; 1 where that is not known. */
  count(): number;
  leave(): Promise<void>;
}

/** A verifier that was killed counts so long. */
const ALIVE_SECONDS = 10;
const BEATS_REMEMBERED = 60;

/** Knows of no verifier until it joined. */
export function createPeers(deps: {
  connections: Connections;
  keys: RedisKeys;
  availabilities: Availabilities;
  silentMs: number;
  randomUuid: () => string;
}): Peers {
  const { connections, availabilities, silentMs } = deps;
  const name = deps.keys.verifiers();
  const id = deps.randomUuid();
  let counts: number[] = [];
  let joined = false;

  const count = async () => {
    const reply = await runScriptOn(connections.of(COMMON_SHARD), beat, [name], [id, ALIVE_SECONDS]);
    counts = [z.number().parse(reply), ...counts.slice(0, BEATS_REMEMBERED - 1)];
  };
  const heartbeats = availabilities.representatives.map((shard) => {
    const connection = connections.of(shard);
    const ping = async () => void (await connection.redis.ping());
    const ask = shard === COMMON_SHARD ? count : ping;
    return createHeartbeat({ connection, availability: availabilities.of(shard), silentMs, ask });
  });

  return {
    join: () => {
      joined = true;
      for (const heartbeat of heartbeats) heartbeat.start();
    },
    count: () => Math.max(1, ...counts),
    leave: async () => {
      if (!joined) return;
      for (const heartbeat of heartbeats) heartbeat.stop();
      if (!availabilities.of(COMMON_SHARD).isUp()) return;
      await carryOut(connections.of(COMMON_SHARD), async (redis) => await redis.zrem(name, id)).catch(
        () => 0,
      );
    },
  };
}
