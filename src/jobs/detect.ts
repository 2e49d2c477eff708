import { MINUTE_KINDS } from '../core/alert-kind.ts';
import { MINUTE_MS } from '../core/usage/cell.ts';
import { findSubjectsWithOpenAlerts } from '../storage/alerts.ts';
import { findReadings } from '../storage/readings.ts';
import {
  completeThrough,
  detectWatermark,
  moveWatermarks,
  readWatermarks,
  statesWatermark,
} from '../storage/watermarks.ts';
import type { JobContext, JobDeps } from './deps.ts';
import { findFailingMinutes } from './platform-failures.ts';
import { carryVersionsTask, deliverTask } from './queues.ts';
import { learnUnsaved, scoreSlice } from './score-slice.ts';
import {
  isTimeToSave,
  newSliceMemory,
  SLICES,
  type SliceMemory,
  saveStates,
  sliceOf,
} from './slice-memory.ts';
import { PLATFORM_SLICE } from './tell-slice.ts';

/** A minute is closed this long after its end: events on the way still count. */
const GRACE_MS = 2_000;
/** A slice whose worker is later than this is taken over by whoever looks. */
const LATE_MS = 2_000;
/** Alerts about older minutes would come too late: the detector only learns from them. */
const ALERT_MINUTES = 60;
/** Older minutes have no rows. */
const CATCH_UP_MINUTES = 7 * 24 * 60;
const MINUTES_PER_RUN = 60;
/** How long a worker that stops may take to store what it knows; the rest is learnt again. */
const SAVE_FOR_MS = 5_000;

/** Scores closed minutes. */
export interface Detect {
  /**
   * Scores the minutes of keys that were closed since they were last scored, slice by slice. A slice is scored by one
   * worker, which remembers its keys; others take over where it is late. A minute of a slice is scored once, whatever
   * happens in between: a run may be left at any point and repeated.
   */
  run(context: JobContext): Promise<void>;
  /** Stores what is remembered, so that whoever goes on need not learn it again. */
  save(context: JobDeps): Promise<void>;
}

/** Makes a detector that remembers nothing yet. */
export function createDetect(): Detect {
  const memories = new Map<number, SliceMemory>();
  return {
    run: async (context) => {
      const watermarks = await readWatermarks(context.storage.prisma);
      forgetLost(memories, watermarks);
      const due = findDue(context, memories, watermarks);
      if (due === undefined) return;
      warnWhereLate(context, due);
      const lost = new Set<number>();
      for (let minute = due.first; minute <= due.end && !context.signal.aborted; minute += MINUTE_MS) {
        const slices = due.slices
          .filter(({ slice, next }) => next <= minute && !lost.has(slice))
          .map(({ slice }) => slice);
        await scoreMinute(context, { memories, watermarks, lost }, { ...due, minute, wanted: slices });
      }
    },
    save: async (context) => {
      const startedMs = performance.now();
      for (const memory of memories.values()) {
        if (performance.now() - startedMs < SAVE_FOR_MS) await saveStates(context, memory);
      }
    },
  };
}

/** Another worker has scored their slices since. */
function forgetLost(memories: Map<number, SliceMemory>, watermarks: ReadonlyMap<string, Date>): void {
  for (const [slice, { through = 0 }] of memories) {
    if ((watermarks.get(detectWatermark(slice))?.getTime() ?? 0) > through) memories.delete(slice);
  }
}

/** The slices to score here, each with its next minute, and which minutes. All are Unix milliseconds. */
interface Due {
  readonly slices: readonly { readonly slice: number; readonly next: number }[];
  readonly first: number;
  readonly end: number;
  readonly alertFrom: number;
}

function findDue(
  { cells, now }: JobContext,
  memories: ReadonlyMap<number, SliceMemory>,
  watermarks: ReadonlyMap<string, Date>,
): Due | undefined {
  const through = completeThrough(watermarks, cells.shards);
  if (through === undefined) return undefined;
  const last = Math.floor((through.getTime() - GRACE_MS) / MINUTE_MS) * MINUTE_MS - MINUTE_MS;
  const isLate = now().getTime() - last - MINUTE_MS - GRACE_MS > LATE_MS;
  const slices = Array.from({ length: SLICES }, (_, slice) => {
    const scored = watermarks.get(detectWatermark(slice))?.getTime();
    const earliest = last - CATCH_UP_MINUTES * MINUTE_MS;
    return { slice, next: scored === undefined ? last : Math.max(scored + MINUTE_MS, earliest) };
  }).filter(({ slice, next }) => {
    const isNobodys = !watermarks.has(detectWatermark(slice));
    return next < last || (next === last && (isLate || isNobodys || memories.has(slice)));
  });
  if (slices.length === 0) return undefined;
  const first = Math.min(...slices.map(({ next }) => next));
  const end = Math.min(last, first + (MINUTES_PER_RUN - 1) * MINUTE_MS);
  return { slices, first, end, alertFrom: last - (ALERT_MINUTES - 1) * MINUTE_MS };
}

function warnWhereLate(context: JobContext, { first, end, alertFrom }: Due): void {
  if (first >= alertFrom) return;
  const minutes = (Math.min(end + MINUTE_MS, alertFrom) - first) / MINUTE_MS;
  context.log.warn({ from: new Date(first), minutes }, 'Late: learning without alerts.');
  context.observe('skippedMinutes', minutes);
}

/** What a worker knows when it begins; slices that it finds scored by another are added to `lost`. */
interface Held {
  readonly memories: Map<number, SliceMemory>;
  readonly watermarks: ReadonlyMap<string, Date>;
  readonly lost: Set<number>;
}

async function scoreMinute(
  context: JobContext,
  held: Held,
  { minute, alertFrom, wanted }: Due & { readonly minute: number; readonly wanted: readonly number[] },
): Promise<void> {
  const { read, prisma } = context.storage;
  const readings = Map.groupBy(
    await findReadings(read, new Date(minute), { wanted, all: SLICES }),
    ({ keyId }) => sliceOf(keyId),
  );
  const open = await findSubjectsWithOpenAlerts(prisma, MINUTE_KINDS);
  const alerted = Map.groupBy(open, ({ keyId }) => (keyId === null ? PLATFORM_SLICE : sliceOf(keyId)));
  const platformFails = (await findFailingMinutes(prisma, minute, minute + MINUTE_MS)).has(minute);
  const isIdle = (slice: number) =>
    !readings.has(slice) && !alerted.has(slice) && !(platformFails && slice === PLATFORM_SLICE);
  await passIdleSlices(context, held, minute, wanted.filter(isIdle));
  for (const slice of wanted) {
    if (context.signal.aborted) return;
    const memory = await memoryOf(context, held, slice);
    if (memory.through === minute) continue;
    held.memories.delete(slice);
    const written = await scoreSlice(context, memory, {
      minute,
      alerting: minute >= alertFrom,
      platformFails,
      readings: readings.get(slice) ?? [],
      alerted: alerted.get(slice) ?? [],
    });
    if (written === undefined) {
      held.lost.add(slice);
      continue;
    }
    held.memories.set(slice, memory);
    if (written.deliveries > 0) context.kick(deliverTask);
    // Alerts may have contained keys.
    if (written.deliveries > 0) context.kick(carryVersionsTask);
    context.observe('scoredReadings', readings.get(slice)?.length ?? 0);
    if (isTimeToSave(slice, minute)) await saveStates(context, memory);
  }
}

/** Moves slices of ours on in which nothing happened: all in one statement. */
async function passIdleSlices(
  { storage, now }: JobContext,
  { memories }: Held,
  minute: number,
  idle: readonly number[],
): Promise<void> {
  const from = minute - MINUTE_MS;
  const passing = idle
    .flatMap((slice) => memories.get(slice) ?? [])
    .filter(({ slice, through, unsaved }) => {
      const isToSave = unsaved.size > 0 && isTimeToSave(slice, minute);
      return through === from && !isToSave;
    });
  if (passing.length === 0) return;
  const passed = await moveWatermarks(storage.prisma, {
    names: passing.map(({ slice }) => detectWatermark(slice)),
    from: new Date(from),
    to: new Date(minute),
    now: now(),
  });
  for (const memory of passing) if (passed.has(detectWatermark(memory.slice))) memory.through = minute;
}

/** The memory of a slice; where another worker had it, what that one has not stored is learnt again. */
async function memoryOf(
  context: JobContext,
  { memories, watermarks }: Held,
  slice: number,
): Promise<SliceMemory> {
  const known = memories.get(slice);
  if (known !== undefined) return known;
  const scored = watermarks.get(detectWatermark(slice));
  const memory = newSliceMemory(slice, scored, watermarks.get(statesWatermark(slice)));
  await learnUnsaved(context, memory);
  return memory;
}
