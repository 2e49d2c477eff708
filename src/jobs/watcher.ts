import { completeThrough, readWatermarks } from '../storage/watermarks.ts';
import type { JobDeps } from './deps.ts';
import { rollUpTask } from './queues.ts';
import type { Runner } from './runner.ts';
import { SCHEDULE, STANDSTILL_MS, WATCH_EVERY_MS } from './schedule.ts';

/** What the watcher remembers between two looks. Times are Unix milliseconds of this process' clock. */
export interface WatchState {
  /** The roll-up's watermark as last seen, and since when nobody else has moved it. */
  readonly progress: number | undefined;
  readonly movedAt: number;
  /** When the watcher itself last ran each task, since then. */
  readonly lastRuns: ReadonlyMap<string, number>;
}

/** Starts out as if the schedule had just moved. */
export function startWatching(nowMs: number): WatchState {
  return { progress: undefined, movedAt: nowMs, lastRuns: new Map() };
}

/**
 * Looks at the roll-up's watermark and names the tasks that are due here because the schedule stands still. It is only
 * compared with what it was before, so the clocks of Redis and Postgres do not matter.
 */
export function watch(
  state: WatchState,
  progress: number | undefined,
  nowMs: number,
): { readonly state: WatchState; readonly due: readonly string[] } {
  if (progress !== state.progress)
    return { state: { progress, movedAt: nowMs, lastRuns: new Map() }, due: [] };
  if (nowMs - state.movedAt < STANDSTILL_MS) return { state, due: [] };
  const due = SCHEDULE.filter(
    ({ taskName, everyMs }) => nowMs - (state.lastRuns.get(taskName) ?? -everyMs) >= everyMs,
  );
  const ran = due.map(({ taskName }) => [taskName, nowMs] as const);
  return {
    state: { ...state, lastRuns: new Map([...state.lastRuns, ...ran]) },
    due: due.map((each) => each.taskName),
  };
}

/**
 * Watches by a plain timer that the roll-up moves on, and runs the tasks itself while the schedule does not: BullMQ's
 * schedulers have been seen to stall, and webhooks have to go out while Redis is away. `reschedule` is called first. No
 * task waits for another; `stop` waits for the roll-up, the runner's own for all.
 */
export function startWatcher(
  deps: JobDeps,
  runner: Runner,
  reschedule: () => void,
): { stop(): Promise<void> } {
  let state = startWatching(deps.now().getTime());
  let looking: Promise<void> | undefined;
  /** A roll-up that the watcher itself runs: what moves meanwhile is no sign of the schedule. */
  let rollingUp: Promise<void> | undefined;

  const readProgress = async () =>
    completeThrough(await readWatermarks(deps.storage.prisma), deps.cells.shards)?.getTime();
  const warn = (error: unknown) =>
    deps.log.warn({ err: error }, 'The progress of the roll-up cannot be read.');
  const run = async (taskName: string) => await runner.run(taskName, {}).catch(() => undefined);
  const rollUp = async () => {
    await run(rollUpTask.name);
    const progress = await readProgress();
    state = { ...state, progress };
  };
  const start = (taskName: string) => {
    if (taskName !== rollUpTask.name) void run(taskName);
    else
      rollingUp ??= rollUp()
        .catch(warn)
        .finally(() => {
          rollingUp = undefined;
        });
  };
  const look = async () => {
    const nowMs = deps.now().getTime();
    const isOwnMove = rollingUp !== undefined;
    const progress = await readProgress();
    if (progress !== undefined) deps.observe('rollUpLagSeconds', Math.max(0, nowMs - progress) / 1_000);
    const seen = watch(state, isOwnMove ? state.progress : progress, nowMs);
    if (seen.due.includes(rollUpTask.name) && !state.lastRuns.has(rollUpTask.name)) {
      deps.log.warn(
        { standsSince: new Date(state.movedAt) },
        'The schedule stands still; the timer runs the jobs.',
      );
      reschedule();
    }
    state = seen.state;
    if (seen.due.length === 0) return;
    deps.observe('fallbackRuns', seen.due.length);
    for (const taskName of seen.due) start(taskName);
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch(warn)
      .finally(() => {
        looking = undefined;
      });
  }, WATCH_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
      await rollingUp;
    },
  };
}
