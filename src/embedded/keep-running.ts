import { setTimeout as delay } from 'node:timers/promises';

const RESTARTS_MAX = 5;
const RESTART_WINDOW_MS = 60_000;
const RESTART_PAUSE_MS = 500;

/** A started child process. */
export interface Running {
  /** Resolves with the reason when the process has ended, asked or not. Never rejects. */
  exited: Promise<string>;
  /** Ends the process in order, by force when it takes too long. */
  stop: () => Promise<void>;
}

/**
 * Starts a service and starts it again whenever it ends unasked, at most five times a minute. Rejects only when the
 * first start fails.
 */
export async function keepRunning(deps: {
  name: string;
  start: () => Promise<Running>;
  log: (line: string) => void;
}): Promise<{ stop: () => Promise<void> }> {
  let running = await deps.start();
  const stopping = new AbortController();
  const watched = watch();

  async function watch(): Promise<void> {
    let restarts: number[] = [];
    for (;;) {
      const reason = await running.exited;
      if (stopping.signal.aborted) return;
      restarts = [...restarts.filter((at) => performance.now() - at < RESTART_WINDOW_MS), performance.now()];
      if (restarts.length > RESTARTS_MAX) {
        deps.log(`embedded ${deps.name} ended again (${reason}) and stays down; restart Keywatch`);
        return;
      }
      deps.log(`embedded ${deps.name} ended (${reason}); starting it again`);
      await delay(RESTART_PAUSE_MS * (restarts.length - 1), undefined, stopping).catch(() => undefined);
      if (stopping.signal.aborted) return;
      running = await startAgain();
      if (stopping.signal.aborted) return await running.stop();
    }
  }

  async function startAgain(): Promise<Running> {
    try {
      return await deps.start();
    } catch (error) {
      return { exited: Promise.resolve(String(error)), stop: async () => undefined };
    }
  }

  return {
    stop: async () => {
      stopping.abort();
      await running.stop();
      await watched;
    },
  };
}
