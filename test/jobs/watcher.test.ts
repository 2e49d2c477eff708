import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { SCHEDULE, STANDSTILL_MS } from '../../src/jobs/schedule.ts';
import { startWatcher, startWatching, watch } from '../../src/jobs/watcher.ts';
import { rollUpWatermark, writeWatermark } from '../../src/storage/watermarks.ts';
import { jobContext, openTestStorage } from '../support/jobs.ts';

const everyTask = SCHEDULE.map(({ taskName }) => taskName);

describe('the watcher of the schedule', () => {
  test('leaves a schedule alone that moves the roll-up on', () => {
    let state = startWatching(0);
    for (let nowMs = 0; nowMs < 60_000; nowMs += 1_000) {
      const seen = watch(state, nowMs, nowMs);
      expect(seen.due).toEqual([]);
      ({ state } = seen);
    }
  });

  test('runs each task at its own pace once the roll-up stands still', () => {
    let state = watch(startWatching(0), 7, 0).state;
    const runs = new Map<string, number>();
    for (let nowMs = 1_000; nowMs <= 70_000; nowMs += 1_000) {
      const seen = watch(state, 7, nowMs);
      if (nowMs < STANDSTILL_MS) expect(seen.due).toEqual([]);
      if (nowMs === STANDSTILL_MS) expect(seen.due).toEqual(everyTask);
      for (const taskName of seen.due) runs.set(taskName, (runs.get(taskName) ?? 0) + 1);
      ({ state } = seen);
    }
    expect(Object.fromEntries(runs)).toEqual({
      'roll-up': 61,
      detect: 61,
      deliver: 61,
      'end-containments': 13,
      'carry-versions': 31,
      summarise: 3,
      remind: 1,
      sweep: 1,
      'warn-expiry': 1,
    });
  });

  test('steps back when somebody else moves the roll-up on', () => {
    const standing = watch(startWatching(0), undefined, STANDSTILL_MS);
    expect(standing.due).toEqual(everyTask);
    expect(watch(standing.state, 5, STANDSTILL_MS + 1_000).due).toEqual([]);
  });

  test('rolls up again while a delivery takes long, and sees no schedule in its own roll-ups', async () => {
    const storage = await openTestStorage();
    const started = Date.now();
    const runs = new Map<string, number>();
    const rescheduled: Date[] = [];
    const { promise: delivering, resolve: endDelivery } = Promise.withResolvers<void>();
    const now = () => new Date(started + 20 * (Date.now() - started));
    const watcher = startWatcher(
      jobContext(storage, { now }),
      {
        run: async (taskName) => {
          runs.set(taskName, (runs.get(taskName) ?? 0) + 1);
          if (taskName === 'deliver') await delivering;
          if (taskName === 'roll-up') await writeWatermark(storage.prisma, rollUpWatermark(0), now(), now());
        },
        stop: async () => undefined,
      },
      () => rescheduled.push(now()),
    );
    onTestFinished(async () => {
      endDelivery();
      await watcher.stop();
    });
    await vi.waitFor(() => expect(runs.get('roll-up')).toBeGreaterThanOrEqual(3), 15_000);
    expect(runs.get('detect')).toBe(runs.get('roll-up'));
    expect(rescheduled).toHaveLength(1);
  });
});
