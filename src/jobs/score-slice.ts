import type { Finding } from '../core/detector/finding.ts';
import { castVote, type Fleet, newFleet } from '../core/detector/fleet.ts';
import { MINUTE_MS } from '../core/usage/cell.ts';
import { insertVotes } from '../storage/detector-votes.ts';
import { tryLock } from '../storage/locks.ts';
import { findReadings, type MinuteReading } from '../storage/readings.ts';
import { detectWatermark, findWatermark, statesWatermark, writeWatermark } from '../storage/watermarks.ts';
import type { JobContext } from './deps.ts';
import { learnMinute } from './learn-minute.ts';
import { moveAlerts } from './move-alerts.ts';
import { findFailingMinutes } from './platform-failures.ts';
import { recallKeys, SLICES, type SliceMemory } from './slice-memory.ts';

/** A minute of a slice. */
export interface SliceMinute {
  /** Unix milliseconds. */
  readonly minute: number;
  /** False: too late for alerts, only to learn from. */
  readonly alerting: boolean;
  readonly platformFails: boolean;
  readonly readings: readonly MinuteReading[];
  /** Keys of the slice with an alert that is not resolved. */
  readonly alerted: readonly string[];
}

/**
 * Scores a slice's minute: alerts, deliveries, votes and the watermark are stored together or not at all. Undefined where
 * another worker has scored the slice since, or does just now: then, and after an error, the memory is of no use.
 */
export async function scoreSlice(
  context: JobContext,
  memory: SliceMemory,
  work: SliceMinute,
): Promise<{ readonly deliveries: number } | undefined> {
  const { slice } = memory;
  const minute = new Date(work.minute);
  const known = await recallKeys(context, memory, work.readings, work.minute);
  const written = await context.storage.transaction(async (db) => {
    if (!(await tryLock(db, 'detect', slice))) return undefined;
    const through = await findWatermark(db, detectWatermark(slice));
    if (through?.getTime() !== memory.through) return undefined;
    const { findings, votes } = stepKeys(memory, known, work);
    const moved = work.alerting
      ? await moveAlerts(context, db, { minute, findings: toMove(findings, work.alerted) })
      : { deliveries: 0 };
    if (votes.busyKeys > 0) await insertVotes(db, { ...votes, minute, slice });
    const now = context.now();
    if (memory.savedThrough === undefined) {
      await writeWatermark(db, statesWatermark(slice), new Date(work.minute - MINUTE_MS), now);
    }
    await writeWatermark(db, detectWatermark(slice), minute, now);
    return moved;
  });
  if (written === undefined) return undefined;
  memory.through = work.minute;
  memory.savedThrough ??= work.minute - MINUTE_MS;
  return written;
}

/** Learns what the slice's last worker has scored and not stored, in a memory that knows no key yet. */
export async function learnUnsaved(context: JobContext, memory: SliceMemory): Promise<void> {
  const { through, savedThrough, slice } = memory;
  if (through === undefined || savedThrough === undefined) return;
  const { read, prisma } = context.storage;
  const failing = await findFailingMinutes(prisma, savedThrough + MINUTE_MS, through + MINUTE_MS);
  for (let minute = savedThrough + MINUTE_MS; minute <= through; minute += MINUTE_MS) {
    const readings = await findReadings(read, new Date(minute), { wanted: [slice], all: SLICES });
    const known = await recallKeys(context, memory, readings, minute);
    stepKeys(memory, known, { minute, platformFails: failing.has(minute) });
  }
}

function stepKeys(
  { keys, unsaved }: SliceMemory,
  readings: readonly MinuteReading[],
  { minute, platformFails }: Pick<SliceMinute, 'minute' | 'platformFails'>,
): { readonly findings: ReadonlyMap<string, readonly Finding[]>; readonly votes: Fleet } {
  const votes = newFleet();
  const findings = new Map<string, readonly Finding[]>();
  for (const reading of readings) {
    const known = keys.get(reading.keyId);
    if (known === undefined) continue;
    const stepped = learnMinute(known.memory, reading, platformFails);
    known.lastMinute = minute;
    unsaved.add(reading.keyId);
    castVote(votes, stepped.errorVote);
    if (stepped.findings.length > 0) findings.set(reading.keyId, stepped.findings);
  }
  return { findings, votes };
}

/** Alerts move by findings, and where nothing was found. */
function toMove(
  findings: ReadonlyMap<string, readonly Finding[]>,
  alerted: readonly string[],
): ReadonlyMap<string, readonly Finding[]> {
  return new Map([...alerted.map((keyId) => [keyId, []] as const), ...findings]);
}
