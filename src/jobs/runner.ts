import type { JobContext, JobDeps } from './deps.ts';
import type { Implementation } from './kit.ts';

/** Runs tasks in this process, each at most once at a time. */
export interface Runner {
  /**
   * Runs a task; does nothing where it is running here already, for that run does the work. What it throws is logged
   * (a long row of failures not one by one) and thrown on.
   */
  run(taskName: string, payload: unknown): Promise<void>;
  /** Tells running tasks to come to an end, and waits until they have. */
  stop(): Promise<void>;
}

/** Of failures in a row, the first is logged and then every so many. */
const LOG_EVERY = 60;

/** Makes a runner of tasks, which throws for the name of any other. */
export function createRunner(deps: JobDeps, implementations: readonly Implementation[]): Runner {
  const byName = new Map(implementations.map((each) => [each.name, each]));
  const running = new Map<string, Promise<void>>();
  const failures = new Map<string, number>();
  const stopping = new AbortController();

  const noteFailure = (task: string, err: unknown) => {
    const count = failures.get(task) ?? 0;
    failures.set(task, count + 1);
    if (count % LOG_EVERY === 0) {
      deps.log.error({ err, task, failuresInARow: count + 1 }, 'A task failed; it runs again on schedule.');
    }
  };
  const run = async (taskName: string, payload: unknown) => {
    const task = byName.get(taskName);
    if (task === undefined) throw new Error(`There is no task named ${taskName}.`);
    if (stopping.signal.aborted || running.has(taskName)) return;
    const work = task.run(context, payload);
    running.set(taskName, work);
    try {
      await work;
      failures.delete(taskName);
    } catch (error) {
      noteFailure(taskName, error);
      throw error;
    } finally {
      running.delete(taskName);
    }
  };
  const context: JobContext = {
    ...deps,
    signal: stopping.signal,
    kick: (task) => {
      run(task.name, {}).catch(() => undefined);
    },
  };
  return {
    run,
    stop: async () => {
      stopping.abort();
      while (running.size > 0) await Promise.allSettled(running.values());
    },
  };
}
