import { Gauge, type Registry } from 'prom-client';
import type { Backlog } from '../storage/backlog.ts';

/** Where the numbers come from; each may reject, or take longer than anybody waits. */
export interface BacklogSources {
  /** Jobs of the queue by their state. */
  readonly countJobs: () => Promise<Readonly<Record<string, number>>>;
  readonly readBacklog: () => Promise<Backlog>;
  /** Minutes of sources whose cells wait in Redis to be rolled up. */
  readonly countCellSets: () => Promise<number>;
  readonly now: () => Date;
}

const WAIT_MS_MAX = 2_000;

/** What each number of the backlog is called in Prometheus, and what it means. */
const BACKLOG = {
  deliveriesPending: ['keywatch_deliveries_pending', 'Webhook deliveries that are not delivered yet.'],
  deliveriesDue: ['keywatch_deliveries_due', 'Those of them whose next attempt is due.'],
  dirtyHours: ['keywatch_dirty_hours', 'Hours of workspaces that wait to be summed.'],
  raisesPending: ['keywatch_version_raises_pending', 'Raised versions of keys that have not reached Redis.'],
} as const satisfies Partial<Record<keyof Backlog, readonly [string, string]>>;

/**
 * Registers what waits, asked anew each time that it is read. A part that does not answer in time has no value then: its
 * absence is what to alert on, not a number of before.
 */
export function registerBacklogMetrics(registry: Registry, queue: string, sources: BacklogSources): void {
  const registers = [registry];
  const readBacklog = createShared(sources.readBacklog);
  const jobs: Gauge<'queue' | 'state'> = new Gauge({
    name: 'keywatch_queue_jobs',
    help: 'Jobs of a queue by state.',
    labelNames: ['queue', 'state'],
    registers,
    collect: async () => {
      jobs.reset();
      const counts = await inTime(sources.countJobs());
      for (const [state, count] of Object.entries(counts ?? {})) jobs.set({ queue, state }, count);
    },
  });
  const gauge = (name: string, help: string, read: () => Promise<number | undefined>) => {
    const made: Gauge = new Gauge({
      name,
      help,
      registers,
      collect: async () => {
        made.remove();
        const value = await inTime(read());
        if (value !== undefined) made.set(value);
      },
    });
  };
  for (const [field, [name, help]] of Object.entries(BACKLOG)) {
    gauge(name, help, async () => (await readBacklog())[field as keyof typeof BACKLOG]);
  }
  gauge('keywatch_detect_lag_seconds', 'Age of the newest minute that was scored.', async () => {
    const { detectedThrough } = await readBacklog();
    if (detectedThrough === null) return undefined;
    return Math.max(0, (sources.now().getTime() - detectedThrough.getTime()) / 1_000);
  });
  gauge(
    'keywatch_cell_sets_waiting',
    'Minutes of counting processes whose cells wait in Redis to be rolled up.',
    sources.countCellSets,
  );
}

/** Asks once for all that ask at the same time. */
function createShared<T>(read: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return async () => {
    asked ??= read().finally(() => {
      asked = undefined;
    });
    return await asked;
  };
}

async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), WAIT_MS_MAX);
  try {
    return await Promise.race([work.catch(() => undefined), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
