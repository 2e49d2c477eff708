import { MINUTE_KINDS } from '../core/alert-kind.ts';
import { MINUTE_MS } from '../core/usage/cell.ts';
import { findSubjectsWithOpenAlerts } from '../storage/alerts.ts';
import { findReadings } from '../storage/readings.ts';
import { findUnheardVerdicts } from '../storage/unheard-verdicts.ts';
import { hasUnknownKeys } from '../storage/unknown-keys.ts';
import {
  completeThrough,
  detectWatermark,
  moveWatermarks,
  readWatermarks,
  statesWatermark,
} from '../storage/watermarks.ts';
import type { JobContext, JobDeps } from './deps.ts';
import { findFailures } from './platform-failures.ts';
import { carryVersionsTask, deliverTask } from './queues.ts';
import { learnUnsaved, type SliceMinute, scoreSlice } from './score-slice.ts';
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
/** A slice that has waited so long while somebody looked is taken over. */
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
  const waiting = new Map<number, Waiting>();
  return {
    run: async (context) => {
      const watermarks = await readWatermarks(context.storage.prisma);
      forgetLost(memories, watermarks);
      const due = findDue(context, { memories, waiting }, watermarks);
      if (due === undefined) return;
      warnWhereLate(context, due);
      const lost = new Set<number>();
      const failures: unknown[] = [];
      for (let minute = due.first; minute <= due.end && !context.signal.aborted; minute += MINUTE_MS) {
        const slices = due.slices
          .filter(({ slice, next }) => next <= minute && !lost.has(slice))
          .map(({ slice }) => slice);
        await scoreMinute(
          context,
          { memories, watermarks, lost, failures },
          { ...due, minute, wanted: slices },
        );
      }
      if (failures.length > 0) throw failures[0];
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

/** Since when a slice that is not ours waits for its next minute, as far as this process saw (Unix milliseconds). */
interface Waiting {
  readonly next: number;
  readonly since: number;
}

function findDue(
  { cells, now }: JobContext,
  known: {
    readonly memories: ReadonlyMap<number, SliceMemory>;
    readonly waiting: Map<number, Waiting>;
  },
  watermarks: ReadonlyMap<string, Date>,
): Due | undefined {
  const through = completeThrough(watermarks, cells.shards);
  if (through === undefined) return undefined;
  const last = Math.floor((through.getTime() - GRACE_MS) / MINUTE_MS) * MINUTE_MS - MINUTE_MS;
  const nowMs = now().getTime();
  const isLate = (slice: number, next: number): boolean => {
    const seen = known.waiting.get(slice);
    if (seen?.next === next) return nowMs - seen.since >= LATE_MS;
    known.waiting.set(slice, { next, since: nowMs });
    return false;
  };
  const slices = Array.from({ length: SLICES }, (_, slice) => {
    const scored = watermarks.get(detectWatermark(slice))?.getTime();
    const earliest = last - CATCH_UP_MINUTES * MINUTE_MS;
    return { slice, next: scored === undefined ? last : Math.max(scored + MINUTE_MS, earliest) };
  }).filter(({ slice, next }) => {
    if (next > last) return false;
    const isNobodys = !watermarks.has(detectWatermark(slice));
    return isNobodys || known.memories.has(slice) || isLate(slice, next);
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

/** What a worker knows when it begins; slices that it finds scored by another, and those that fail, are added to `lost`. */
interface Held {
  readonly memories: Map<number, SliceMemory>;
  readonly watermarks: ReadonlyMap<string, Date>;
  readonly lost: Set<number>;
  readonly failures: unknown[];
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
  const verdicts = Map.groupBy(await findUnheardVerdicts(prisma), ({ keyId }) => sliceOf(keyId));
  const failure = (await findFailures(prisma, minute, minute + MINUTE_MS)).get(minute);
  const concernsWorkspaces = failure !== undefined || (await hasUnknownKeys(prisma, new Date(minute)));
  const isIdle = (slice: number) =>
    !readings.has(slice) &&
    !alerted.has(slice) &&
    !verdicts.has(slice) &&
    !(concernsWorkspaces && slice === PLATFORM_SLICE);
  await passIdleSlices(context, held, minute, wanted.filter(isIdle));
  for (const slice of wanted) {
    if (context.signal.aborted) return;
    const work = {
      minute,
      alerting: minute >= alertFrom,
      failure,
      readings: readings.get(slice) ?? [],
      alerted: alerted.get(slice) ?? [],
      verdicts: verdicts.get(slice) ?? [],
    };
    // What fails in one slice is no reason to leave the others.
    await scoreHeld(context, held, slice, work).catch((error: unknown) => {
      held.lost.add(slice);
      held.failures.push(error);
    });
  }
}

async function scoreHeld(context: JobContext, held: Held, slice: number, work: SliceMinute): Promise<void> {
  const { minute, readings } = work;
  const memory = await memoryOf(context, held, slice);
  if (memory.through === minute) return;
  held.memories.delete(slice);
  const written = await scoreSlice(context, memory, work);
  if (written === undefined) {
    held.lost.add(slice);
    return;
  }
  held.memories.set(slice, memory);
  if (written.deliveries > 0) context.kick(deliverTask);
  // Alerts may have contained keys.
  if (written.looked > 0) context.kick(carryVersionsTask);
  context.observe('scoredReadings', readings.length);
  if (isTimeToSave(slice, minute)) await saveStates(context, memory);
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
