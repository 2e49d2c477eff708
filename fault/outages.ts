import { setTimeout as delay } from 'node:timers/promises';
import type { RedisServer } from './redis-server.ts';

/** What was done to Redis. */
export interface Outages {
  readonly killed: number;
  readonly hung: number;
  /** Share of the time in which it did not answer. */
  readonly downShare: number;
}

/** About so long is a round: it is up, killed, up, hangs for longer than a command may take, up, hangs for a moment, up. */
const ROUND_SECONDS = 30;
const PARTS: readonly (readonly ['up' | 'killed' | 'hung', number])[] = [
  ['up', 0.15],
  ['killed', 0.3],
  ['up', 0.15],
  ['hung', 0.15],
  ['up', 0.15],
  ['hung', 0.02],
  ['up', 0.08],
];

/** Ill-treats a Redis for so long, and leaves it up. Tells `onState` before it does something to it, and when it is up again. */
export async function runOutages(
  redis: RedisServer,
  seconds: number,
  onState: (state: 'up' | 'down') => void,
): Promise<Outages> {
  const rounds = Math.max(1, Math.round(seconds / ROUND_SECONDS));
  const roundMs = (seconds * 1_000) / rounds;
  const counts = { killed: 0, hung: 0 };
  let downMs = 0;
  for (const [state, share] of Array.from({ length: rounds }, () => PARTS).flat()) {
    const since = performance.now();
    onState(state === 'up' ? 'up' : 'down');
    if (state === 'killed') await redis.kill();
    if (state === 'hung') redis.hang();
    await delay(share * roundMs);
    if (state === 'killed') await redis.start();
    if (state === 'hung') redis.goOn();
    if (state === 'up') continue;
    counts[state] += 1;
    downMs += performance.now() - since;
  }
  return { ...counts, downShare: downMs / (seconds * 1_000) };
}
