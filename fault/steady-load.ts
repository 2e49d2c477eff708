import { setInterval as every } from 'node:timers/promises';
import type { Judge } from './judge.ts';
import type { HeldKey, Verifier } from './verifiers.ts';

/** A load that goes on until it is stopped. */
export interface SteadyLoad {
  /** Waits for what is under way. Returns how many requests were sent, to all verifiers together, and how fast. */
  stop(): Promise<{ requests: number; requestsPerSecond: number }>;
}

const TICK_MS = 10;
/** What a verifier that falls behind is asked at once at most. */
const WAITING_MAX = 256;

/** Asks each verifier about all keys in turn, at a steady rate that does not wait for answers. */
export function startLoad(deps: {
  verifiers: readonly Verifier[];
  keys: readonly HeldKey[];
  judge: Pick<Judge, 'note'>;
  /** To each verifier. */
  requestsPerSecond: number;
}): SteadyLoad {
  const stopping = new AbortController();
  const since = performance.now();
  const loads = deps.verifiers.map(async (verifier) => await loadOne(verifier, deps, stopping.signal));
  return {
    stop: async () => {
      const seconds = (performance.now() - since) / 1_000;
      stopping.abort();
      const sent = await Promise.all(loads);
      const requests = sent.reduce((sum, count) => sum + count, 0);
      return { requests, requestsPerSecond: requests / seconds };
    },
  };
}

async function loadOne(
  verifier: Verifier,
  { keys, judge, requestsPerSecond }: Parameters<typeof startLoad>[0],
  stopping: AbortSignal,
): Promise<number> {
  const waiting = new Set<Promise<void>>();
  let sent = 0;
  let due = 0;
  let tickedAt = performance.now();
  for await (const _ of every(TICK_MS)) {
    if (stopping.aborted) break;
    const at = performance.now();
    due = Math.min(due + ((at - tickedAt) / 1_000) * requestsPerSecond, WAITING_MAX);
    tickedAt = at;
    for (; due >= 1 && waiting.size < WAITING_MAX; due -= 1) {
      const key = keys[sent % keys.length];
      if (key === undefined) break;
      sent += 1;
      const asked = verifier.ask(key, judge).finally(() => waiting.delete(asked));
      waiting.add(asked);
    }
  }
  await Promise.all(waiting);
  return sent;
}
