import {
  carryVersionsTask,
  deliverTask,
  detectTask,
  endContainmentsTask,
  remindTask,
  rollUpTask,
  summariseTask,
  sweepTask,
  warnExpiryTask,
} from './queues.ts';

/** How often each task runs. */
export const SCHEDULE = [
  { taskName: rollUpTask.name, everyMs: 1_000 },
  { taskName: detectTask.name, everyMs: 1_000 },
  { taskName: deliverTask.name, everyMs: 1_000 },
  { taskName: carryVersionsTask.name, everyMs: 2_000 },
  { taskName: endContainmentsTask.name, everyMs: 5_000 },
  { taskName: summariseTask.name, everyMs: 30_000 },
  { taskName: sweepTask.name, everyMs: 3_600_000 },
  { taskName: remindTask.name, everyMs: 3_600_000 },
  { taskName: warnExpiryTask.name, everyMs: 3_600_000 },
] as const;

/** How often the roll-up's progress is looked at. */
export const WATCH_EVERY_MS = 1_000;

/** A roll-up that has not moved for this long means that the schedule stands still: the watcher then runs the tasks. */
export const STANDSTILL_MS = 10_000;
