import type { Availability } from './availability.ts';
import type { Connection } from './connection.ts';
import { createSilence } from './silence.ts';

/** Asks a Redis every second, so one that hangs is noticed without traffic. */
export interface Heartbeat {
  start(): void;
  stop(): void;
}

const BEAT_MS = 1_000;

/** Makes a heartbeat of one connection that stands still; while its Redis is away, it is not asked. */
export function createHeartbeat(deps: {
  connection: Connection;
  availability: Availability;
  silentMs: number;
  ask: () => Promise<void>;
}): Heartbeat {
  const { connection, availability, ask } = deps;
  const silence = createSilence(deps.silentMs, availability.lost);
  let timer: NodeJS.Timeout | undefined;
  let underWay = false;

  const beat = async () => {
    if (underWay || !availability.isUp()) return;
    underWay = true;
    silence.begin();
    try {
      await ask();
    } catch (cause) {
      availability.lost(cause);
      connection.doubt(cause);
    } finally {
      silence.end();
      underWay = false;
    }
  };

  return {
    start: () => {
      timer ??= setInterval(() => void beat(), BEAT_MS).unref();
      void beat();
    },
    stop: () => clearInterval(timer),
  };
}
