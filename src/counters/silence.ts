/** Notices that an answer does not come. */
export interface Silence {
  /** Something was asked. */
  begin(): void;
  /** The answer came, or will not. */
  end(): void;
}

/** Redis keeps its connection, and does not answer. */
class RedisSilent extends Error {
  constructor(silentMs: number) {
    super(`Redis did not answer within ${silentMs} ms`);
    this.name = 'RedisSilent';
  }
}

/**
 * Calls `onSilent` once `silentMs` have passed between `begin` and `end`. An answer that arrived while this process was busy
 * itself counts: it is read before the timer is believed. One timer for all, as this is on the way of every batch.
 */
export function createSilence(silentMs: number, onSilent: (cause: RedisSilent) => void): Silence {
  let timer: NodeJS.Timeout | undefined;
  let asked = 0;
  let waiting = false;
  const fire = () => {
    const since = asked;
    if (waiting) {
      setImmediate(() => {
        if (waiting && asked === since) onSilent(new RedisSilent(silentMs));
      });
    }
  };
  return {
    begin: () => {
      asked += 1;
      waiting = true;
      if (timer === undefined) timer = setTimeout(fire, silentMs).unref();
      else timer.refresh();
    },
    end: () => {
      waiting = false;
    },
  };
}
