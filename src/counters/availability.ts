import type { Connection } from './connection.ts';

/** Whether Redis can be asked. While it cannot, verification goes on from Postgres and this process' memory. */
export interface Availability {
  isUp(): boolean;
  /** Grows with every time that Redis went away. */
  outages(): number;
  /** Redis failed or is silent. It is asked again once all steps of the recovery have worked. */
  lost(cause: unknown): void;
  /** Adds a step; all run one after the other, in the order in which they were added. */
  onRecovery(step: () => Promise<void>): void;
  /** Calls back once Redis is up again, for what came too late for the steps. */
  onUp(listener: () => void): void;
  /** Calls back where another server, which may hold less, has taken over without an outage. */
  onTakenOver(listener: () => void): void;
  /** Tries to recover now; false where Redis still cannot be asked. */
  recover(): Promise<boolean>;
}

/** A Redis that is connected and still fails is tried again this often. */
const RETRY_MS = 100;

/**
 * Follows a connection: it is lost when it closes, and recovery begins when it is ready. `onLost` is told once of each outage why
 * it began.
 */
export function createAvailability(connection: Connection, onLost: (cause: unknown) => void): Availability {
  const steps: (() => Promise<void>)[] = [];
  const listeners: (() => void)[] = [];
  const takeOverListeners: (() => void)[] = [];
  let up = true;
  let outages = 0;
  let recovering: Promise<boolean> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const retryLater = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void recover();
    }, RETRY_MS).unref();
  };

  const run = async () => {
    const since = connection.readyCount();
    try {
      for (const step of steps) await step();
    } catch (cause) {
      connection.doubt(cause);
      return false;
    }
    return connection.isReady() && connection.readyCount() === since;
  };

  /** Where the connection is not ready, that it becomes so is the next chance. */
  const recover = async () => {
    if (up || !connection.isReady()) return up;
    recovering ??= run().then((recovered) => {
      recovering = undefined;
      up = recovered;
      if (recovered) for (const listener of listeners) listener();
      else retryLater();
      return recovered;
    });
    return await recovering;
  };

  const lost = (cause: unknown) => {
    if (up) {
      outages += 1;
      up = false;
      onLost(cause);
    }
    retryLater();
  };

  connection.onLost(() => lost(new Error('the connection was closed')));
  connection.onReady(() => {
    if (up) for (const listener of takeOverListeners) listener();
    else void recover();
  });
  return {
    isUp: () => up,
    outages: () => outages,
    lost,
    onRecovery: (step) => void steps.push(step),
    onUp: (listener) => void listeners.push(listener),
    onTakenOver: (listener) => void takeOverListeners.push(listener),
    recover,
  };
}
