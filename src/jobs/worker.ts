import { Queue, Worker } from 'bullmq';
import { carryPendingVersions } from './carry-versions.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import { createDetect } from './detect.ts';
import { type Implementation, implementTask } from './kit.ts';
import {
  carryVersionsTask,
  deliverTask,
  detectTask,
  QUEUE_NAME,
  queuePrefix,
  remindTask,
  rollUpTask,
  summariseTask,
  sweepTask,
} from './queues.ts';
import { remind } from './remind.ts';
import { createRollUp } from './roll-up.ts';
import { createRunner } from './runner.ts';
import { SCHEDULE } from './schedule.ts';
import { summarise } from './summarise.ts';
import { sweep } from './sweep.ts';
import { startWatcher } from './watcher.ts';

export interface WorkerDeps extends JobDeps {
  readonly redis: { readonly url: string; readonly prefix: string };
}

/** Finished jobs say nothing that the tables do not; a few are kept to look at. */
const KEPT = { removeOnComplete: { count: 20 }, removeOnFail: { count: 200 } } as const;

/** How long closing may take where Redis does not answer. */
const CLOSE_MS = 5_000;

/**
 * Starts running all jobs and returns at once; Redis need not be there yet. Any number of workers may run on the same
 * Postgres and Redis. `stop` lets running jobs come to an end and closes the worker's own connections.
 */
export function startWorker(deps: WorkerDeps): { stop(): Promise<void> } {
  const runner = createRunner(deps, implementations());
  const connection = { url: deps.redis.url, maxRetriesPerRequest: null };
  const options = { connection, prefix: queuePrefix(deps.redis.prefix) };
  const queue = new Queue(QUEUE_NAME, options);
  const worker = new Worker(QUEUE_NAME, async (job) => await runner.run(job.name, job.data), {
    ...options,
    ...KEPT,
    concurrency: SCHEDULE.length,
  });
  const noteError = (error: Error) => deps.log.warn({ err: error }, 'The job queue has trouble with Redis.');
  queue.on('error', noteError);
  worker.on('error', noteError);
  const reschedule = () => {
    schedule(queue).catch(noteError);
  };
  reschedule();
  const watcher = startWatcher(deps, runner, reschedule);
  return {
    stop: async () => {
      await Promise.all([watcher.stop(), runner.stop()]);
      const closing = Promise.all([worker.close(), queue.close()]);
      if (await endsInTime(closing)) return;
      // Redis is away, and BullMQ would wait for it. These have no end to wait for either.
      for (const each of [worker, queue]) each.disconnect().catch(noteError);
    },
  };
}

function implementations(): Implementation[] {
  const rollUp = createRollUp();
  return [
    implementTask(rollUpTask, rollUp.run),
    implementTask(summariseTask, summarise),
    implementTask(detectTask, createDetect()),
    implementTask(deliverTask, deliver),
    implementTask(carryVersionsTask, carryPendingVersions),
    implementTask(sweepTask, sweep),
    implementTask(remindTask, remind),
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
