import { Queue, type Telemetry, Worker } from 'bullmq';
import { openQueueConnection } from '../counters/queue-connection.ts';
import type { RedisUrl } from '../counters/redis-url.ts';
import { carryPendingVersions } from './carry-versions.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import { createDetect, type Detect } from './detect.ts';
import { endContainments } from './end-containments.ts';
import { type Implementation, implementTask } from './kit.ts';
import {
  carryVersionsTask,
  deliverTask,
  detectTask,
  endContainmentsTask,
  QUEUE_NAME,
  queuePrefix,
  remindTask,
  rollUpTask,
  summariseTask,
  sweepTask,
  warnExpiryTask,
} from './queues.ts';
import { remind } from './remind.ts';
import { createRollUp } from './roll-up.ts';
import { createRunner } from './runner.ts';
import { SCHEDULE } from './schedule.ts';
import { summarise } from './summarise.ts';
import { sweep } from './sweep.ts';
import { warnExpiry } from './warn-expiry.ts';
import { startWatcher } from './watcher.ts';

export interface WorkerDeps extends JobDeps {
  readonly redis: { readonly url: RedisUrl; readonly prefix: string };
  /** Makes spans of jobs; left out: none. */
  readonly telemetry?: Telemetry | undefined;
}

/** Finished jobs say nothing that the tables do not; a few are kept to look at. */
const KEPT = { removeOnComplete: { count: 20 }, removeOnFail: { count: 200 } } as const;

/** How long closing may take where Redis does not answer. */
const CLOSE_MS = 5_000;

/**
 * Starts running all jobs and returns at once; Redis need not be there yet. Any number of workers may run on the same
 * Postgres and Redis. `stop` lets running jobs come to an end and closes the worker's own connections.
 */
export function startWorker(deps: WorkerDeps): {
  stop(): Promise<void>;
  /** How many jobs the queue has of each state, all workers' together. */
  countJobs(): Promise<Readonly<Record<string, number>>>;
} {
  const detect = createDetect();
  const runner = createRunner(deps, implementations(detect));
  const connection = openQueueConnection(deps.redis.url);
  const options = {
    connection: connection.options,
    prefix: queuePrefix(deps.redis.prefix),
    ...telemetryOf(deps),
  };
  const queue = new Queue(QUEUE_NAME, options);
  const worker = new Worker(QUEUE_NAME, async (job) => await runner.run(job.name, job.data), {
    ...options,
    ...KEPT,
    concurrency: SCHEDULE.length,
  });
  const noteError = (error: Error) => deps.log.warn({ err: error }, 'The job queue has trouble with Redis.');
  queue.on('error', noteError);
  worker.on('error', noteError);
  const noteUnsaved = (error: Error) =>
    deps.log.warn(
      { err: error },
      'What was learnt is not stored; the next worker learns it from the minutes.',
    );
  const reschedule = () => {
    schedule(queue).catch(noteError);
  };
  reschedule();
  const watcher = startWatcher(deps, runner, reschedule);
  return {
    countJobs: async () => await queue.getJobCounts('waiting', 'active', 'delayed', 'failed', 'completed'),
    stop: async () => {
      await Promise.all([watcher.stop(), runner.stop()]);
      await detect.save(deps).catch(noteUnsaved);
      const closing = Promise.all([worker.close(), queue.close()]);
      const ended = await endsInTime(closing);
      // Redis is away, and BullMQ would wait for it. These have no end to wait for either.
      if (!ended) for (const each of [worker, queue]) each.disconnect().catch(noteError);
      connection.close();
    },
  };
}

function telemetryOf({ telemetry }: WorkerDeps): { telemetry?: Telemetry } {
  return telemetry === undefined ? {} : { telemetry };
}

function implementations(detect: Detect): Implementation[] {
  const rollUp = createRollUp();
  return [
    implementTask(rollUpTask, rollUp.run),
    implementTask(summariseTask, summarise),
    implementTask(detectTask, detect.run),
    implementTask(deliverTask, deliver),
    implementTask(carryVersionsTask, carryPendingVersions),
    implementTask(endContainmentsTask, endContainments),
    implementTask(sweepTask, sweep),
    implementTask(remindTask, remind),
    implementTask(warnExpiryTask, warnExpiry),
  ];
}

async function schedule(queue: Queue): Promise<void> {
  for (const { taskName, everyMs } of SCHEDULE) {
    await queue.upsertJobScheduler(taskName, { every: everyMs }, { name: taskName, data: {}, opts: KEPT });
  }
}

async function endsInTime(work: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), CLOSE_MS);
  try {
    return await Promise.race([work.then(() => true), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
