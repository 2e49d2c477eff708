/** Polls that are shared by all who ask for the same. */
export interface SharedPolls {
  /**
   * What a poll reads, now and again and again, until the reader leaves or everything stops; a slow reader misses readings.
   * Polls of one name are one. Undefined where as many read already as may.
   */
  follow<Reading>(name: string, poll: () => Promise<Reading>): AsyncGenerator<Reading> | undefined;
  /** Ends all. */
  stop(): void;
}

interface Poll {
  readers: number;
  next: Promise<unknown>;
}

/** Makes polls that read once in a while. */
export function createSharedPolls(options: {
  readonly everyMs: number;
  readonly readersMax: number;
}): SharedPolls {
  const polls = new Map<string, Poll>();
  const stopped = Promise.withResolvers<undefined>();
  let readers = 0;
  const end = new AbortController();
  const pause = async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, options.everyMs);
    await Promise.race([promise, stopped.promise]);
    clearTimeout(timer);
  };
  const read = async <Reading>(
    name: string,
    poll: () => Promise<Reading>,
    isFirst: boolean,
  ): Promise<Reading> => {
    if (!isFirst) await pause();
    const reading = await poll();
    const shared = polls.get(name);
    if (shared !== undefined && !end.signal.aborted) {
      const next = read(name, poll, false);
      next.catch(() => undefined);
      if (shared.readers > 0) shared.next = next;
    }
    return reading;
  };
  async function* readings<Reading>(name: string, poll: () => Promise<Reading>): AsyncGenerator<Reading> {
    const shared = polls.get(name) ?? { readers: 0, next: Promise.resolve() };
    shared.readers += 1;
    readers += 1;
    if (!polls.has(name)) {
      polls.set(name, shared);
      shared.next = read(name, poll, true);
    }
    try {
      while (!end.signal.aborted) {
        const reading = await Promise.race([shared.next, stopped.promise]);
        if (!end.signal.aborted) yield reading as Reading;
      }
    } finally {
      shared.readers -= 1;
      readers -= 1;
      if (shared.readers === 0) polls.delete(name);
    }
  }
  return {
    follow: (name, poll) => {
      if (readers >= options.readersMax) return undefined;
      return readings(name, poll);
    },
    stop: () => {
      end.abort();
      stopped.resolve(undefined);
    },
  };
}
