import type { Finding } from '../core/detector/finding.ts';
import { castVote, type Fleet, isFailing } from '../core/detector/fleet.ts';
import { type DetectorState, newState } from '../core/detector/state.ts';
import { decodeState, encodeState } from '../core/detector/state-bytes.ts';
import { step } from '../core/detector/step.ts';
import { DAY_MS, MINUTE_MS } from '../core/usage/cell.ts';
import { findDetectorStates, upsertDetectorStates } from '../storage/detector-states.ts';
import { tryLock } from '../storage/locks.ts';
import { findKeyReadings, type MinuteReading } from '../storage/readings.ts';
import type { Db } from '../storage/tenancy.ts';
import type { JobContext } from './deps.ts';
import { moveAlerts } from './move-alerts.ts';

/** What a key did in the minute; a quiet key is looked at because of its open alerts. */
export type Subject =
  | MinuteReading
  | { readonly workspaceId: string; readonly keyId: string; readonly minute: Date; readonly quiet: true };

/** How far back a lost state is learnt anew: as far as minutes are kept. */
const REBUILD_MS = 7 * DAY_MS;

/**
 * Scores one minute of some keys in one transaction: their states, alerts and deliveries are stored together or not at
 * all, and a key whose state has seen the minute is left alone. Lost states are learnt anew before it begins. Undefined
 * where another process is scoring just now, or this one stops.
 */
export async function scoreKeys(
  context: JobContext,
  work: {
    readonly minute: Date;
    readonly alerting: boolean;
    readonly fleet: Fleet;
    readonly subjects: readonly Subject[];
  },
): Promise<{ deliveries: number } | undefined> {
  const { minute, alerting, fleet, subjects } = work;
  const readings = subjects.filter(isReading);
  const relearnt = await relearnStates(context, readings);
  if (relearnt === undefined) return undefined;
  return await context.storage.transaction(async (db) => {
    if (!(await tryLock(db, 'detect'))) return undefined;
    const findings = await stepStates(db, { readings, relearnt, minute, fleet });
    if (!alerting) return { deliveries: 0 };
    const quiet = subjects.filter((subject) => !isReading(subject)).map(({ keyId }) => keyId);
    return await moveAlerts(context, db, {
      minute,
      findings: new Map([...findings, ...quiet.map((keyId) => [keyId, []] as const)]),
    });
  });
}

function isReading(subject: Subject): subject is MinuteReading {
  return !('quiet' in subject);
}

/** The states of the keys that have no readable one; undefined where the process stops before all are learnt. */
async function relearnStates(
  { storage: { prisma }, signal }: JobContext,
  readings: readonly MinuteReading[],
): Promise<ReadonlyMap<string, DetectorState> | undefined> {
  const stored = await findStatesOf(prisma, readings);
  const relearnt = new Map<string, DetectorState>();
  for (const reading of readings) {
    const row = stored.get(reading.keyId);
    if (row !== undefined && (row.minute >= reading.minute || decodeState(row.state) !== undefined)) continue;
    if (signal.aborted) return undefined;
    relearnt.set(reading.keyId, await rebuildState(prisma, reading));
  }
  return relearnt;
}

async function findStatesOf(db: Db, readings: readonly MinuteReading[]) {
  return await findDetectorStates(
    db,
    readings.map(({ keyId }) => keyId),
  );
}

/** Steps and stores the states of keys, and returns what was found about each that had not seen the minute. */
async function stepStates(
  db: Db,
  work: {
    readonly readings: readonly MinuteReading[];
    readonly relearnt: ReadonlyMap<string, DetectorState>;
    readonly minute: Date;
    readonly fleet: Fleet;
  },
): Promise<Map<string, readonly Finding[]>> {
  const { readings, relearnt, minute, fleet } = work;
  const stored = await findStatesOf(db, readings);
  const findings = new Map<string, readonly Finding[]>();
  const states: { keyId: string; state: Uint8Array }[] = [];
  for (const reading of readings) {
    const row = stored.get(reading.keyId);
    if (row !== undefined && row.minute >= minute) continue;
    const before = (row === undefined ? undefined : decodeState(row.state)) ?? relearnt.get(reading.keyId);
    if (before === undefined) throw new Error('A state was lost just now; the next run learns it anew.');
    const surroundings = { platformFails: isFailing(fleet) };
    const stepped = step(before, toDetector(reading), toUnixMinute(minute) + 1, surroundings);
    castVote(fleet, stepped.errorVote);
    states.push({ keyId: reading.keyId, state: encodeState(stepped.state) });
    findings.set(reading.keyId, stepped.findings);
  }
  if (states.length > 0) await upsertDetectorStates(db, states, minute);
  return findings;
}

/** Learns a key's state from its stored minutes before a reading; what it would have found is long past. */
async function rebuildState(db: Db, { workspaceId, keyId, minute }: MinuteReading): Promise<DetectorState> {
  const from = new Date(minute.getTime() - REBUILD_MS);
  const past = await findKeyReadings(db, { workspaceId, keyId, from, before: minute });
  return past.reduce(
    (state, reading) => step(state, toDetector(reading), toUnixMinute(minute)).state,
    newState(toUnixMinute(past[0]?.minute ?? minute)),
  );
}

function toDetector({ minute, requests, errors, distinctIps }: MinuteReading) {
  return { minute: toUnixMinute(minute), requests, errors, distinctIps };
}

function toUnixMinute(minute: Date): number {
  return Math.floor(minute.getTime() / MINUTE_MS);
}
