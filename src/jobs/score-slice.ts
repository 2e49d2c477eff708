import type { Finding } from '../core/detector/finding.ts';
import { countVote, type ErrorTally } from '../core/platform-incident.ts';
import { detectorSettingsOf, type Sensitivity, sensitivityOf } from '../core/sensitivity.ts';
import { MINUTE_MS } from '../core/usage/cell.ts';
import type { AlertSubject } from '../storage/alerts.ts';
import { insertVotes } from '../storage/detector-votes.ts';
import { tryLock } from '../storage/locks.ts';
import { findReadings, type MinuteReading } from '../storage/readings.ts';
import { findSensitivities } from '../storage/sensitivities.ts';
import type { Db } from '../storage/tenancy.ts';
import type { UnheardVerdict } from '../storage/unheard-verdicts.ts';
import { detectWatermark, findWatermark, statesWatermark, writeWatermark } from '../storage/watermarks.ts';
import type { JobContext } from './deps.ts';
import { hearVerdicts, understandVerdicts } from './hear-verdicts.ts';
import { learnMinute } from './learn-minute.ts';
import { concerns, type FailureScope, findFailures } from './platform-failures.ts';
import { recallKeys, SLICES, type SliceMemory, storeKeys } from './slice-memory.ts';
import { type SliceTold, tellSlice } from './tell-slice.ts';

/** A minute of a slice. */
export interface SliceMinute {
  /** Unix milliseconds. */
  readonly minute: number;
  /** False: too late for alerts, only to learn from. */
  readonly alerting: boolean;
  /** Of the platform; undefined: it works. */
  readonly failure: FailureScope | undefined;
  readonly readings: readonly MinuteReading[];
  /** What has an alert that is not resolved, as tellSlice takes it. */
  readonly alerted: readonly AlertSubject[];
  /** What people found alerts about keys of the slice to be. */
  readonly verdicts: readonly UnheardVerdict[];
}

/**
 * Scores a slice's minute: alerts, deliveries, votes, verdicts heard and the watermark are stored together or not at all. Undefined where
 * another worker has scored the slice since, or does just now: then, and after an error, the memory is of no use.
 */
export async function scoreSlice(
  context: JobContext,
  memory: SliceMemory,
  work: SliceMinute,
): Promise<SliceTold | undefined> {
  const { slice } = memory;
  const minute = new Date(work.minute);
  const known = await recallKeys(context, memory, work.readings, work.minute);
  const verdicts = await understandVerdicts(context, memory, work.verdicts, work.minute);
  const written = await context.storage.transaction(async (db) => {
    if (!(await tryLock(db, 'detect', slice))) return undefined;
    const through = await findWatermark(db, detectWatermark(slice));
    if (through?.getTime() !== memory.through) return undefined;
    const ofKey = await findSensitivityOf(db, known);
    const heard = await hearVerdicts(db, memory, verdicts);
    const { findings, tallies } = stepKeys(memory, known, { ...work, sensitivityOf: ofKey });
    const told = work.alerting
      ? await tellSlice(context, db, { ...work, slice, minute, findings })
      : { deliveries: 0, looked: 0 };
    await insertVotes(db, { minute, slice, tallies });
    await storeKeys(db, memory, heard, work.minute);
    const now = context.now();
    if (memory.savedThrough === undefined) {
      await writeWatermark(db, statesWatermark(slice), new Date(work.minute - MINUTE_MS), now);
    }
    await writeWatermark(db, detectWatermark(slice), minute, now);
    return told;
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
  const failures = await findFailures(prisma, savedThrough + MINUTE_MS, through + MINUTE_MS);
  for (let minute = savedThrough + MINUTE_MS; minute <= through; minute += MINUTE_MS) {
    const readings = await findReadings(read, new Date(minute), { wanted: [slice], all: SLICES });
    const known = await recallKeys(context, memory, readings, minute);
    const ofKey = await findSensitivityOf(prisma, known);
    stepKeys(memory, known, { minute, failure: failures.get(minute), sensitivityOf: ofKey });
  }
}

/** How easily each key is told of. */
async function findSensitivityOf(
  db: Db,
  readings: readonly MinuteReading[],
): Promise<(keyId: string) => Sensitivity> {
  const set = await findSensitivities(
    db,
    readings.map(({ keyId }) => keyId),
  );
  return (keyId) => sensitivityOf(set.get(keyId));
}

function stepKeys(
  { keys, unsaved }: SliceMemory,
  readings: readonly MinuteReading[],
  work: Pick<SliceMinute, 'minute' | 'failure'> & {
    readonly sensitivityOf: (keyId: string) => Sensitivity;
  },
): {
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly tallies: ReadonlyMap<string, ErrorTally>;
} {
  const tallies = new Map<string, ErrorTally>();
  const findings = new Map<string, readonly Finding[]>();
  for (const reading of readings) {
    const { keyId, workspaceId } = reading;
    const known = keys.get(keyId);
    if (known === undefined) continue;
    const sensitivity = work.sensitivityOf(keyId);
    const platformFails = concerns(work.failure, workspaceId);
    const stepped = learnMinute(known.memory, reading, platformFails, detectorSettingsOf(sensitivity));
    known.lastMinute = work.minute;
    unsaved.add(keyId);
    tallies.set(workspaceId, countVote(tallies.get(workspaceId), stepped.errorVote));
    if (stepped.findings.length > 0 && sensitivity !== 'OFF') findings.set(keyId, stepped.findings);
  }
  return { findings, tallies };
}
