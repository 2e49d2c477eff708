import { z } from 'zod';
import type { Severity } from '../core/alert.ts';
import { SEVERITY_OF_FINDING } from '../core/alert-finding.ts';
import type { Finding } from '../core/detector/finding.ts';
import { newKeyMemory, stepMemory, toUnixMinute } from '../core/detector/key-memory.ts';
import type { Knowledge } from '../core/detector/reading.ts';
import { Refusal } from '../core/errors.ts';
import { DAY_MS } from '../core/usage/cell.ts';
import { KEPT_DAYS } from '../core/usage/range.ts';
import { findKeyIds } from '../storage/keys.ts';
import { findKeyReadings, type MinuteReading } from '../storage/readings.ts';
import type { Db } from '../storage/tenancy.ts';
import type { ActionDeps } from './deps.ts';
import { instantInput, parseInput } from './parse-input.ts';

/** What the detector would have told of one key. Times in findings are Unix minutes. */
export interface DryRun {
  readonly keyId: string;
  /** How far the detector knew the key in the end, from the readings of the range alone. */
  readonly knowledge: Knowledge;
  readonly findings: readonly (Omit<Finding, 'severity'> & { readonly severity: Severity })[];
  /** Findings beyond the first ones. */
  readonly findingsLeftOut: number;
}

const KEYS_MAX = 100;
const FINDINGS_MAX = 500;

const spanSchema = z.object({ from: instantInput, to: instantInput });

/**
 * Runs the detector, as it is configured now and from nothing, over the minutes stored in `[from, to)`: nothing is
 * written. Each key is judged by itself; that all keys fail at once is not seen. Refused with INVALID_INPUT,
 * RANGE_TOO_LONG or NOT_FOUND (a key, or one of another owner).
 */
export async function dryRunDetector(
  db: Db,
  deps: Pick<ActionDeps, 'now'>,
  input: {
    readonly workspaceId: string;
    readonly from: Date;
    readonly to: Date;
    /** Left out: the newest keys. */
    readonly keyIds?: readonly string[] | undefined;
    readonly ownerId?: string | undefined;
  },
): Promise<DryRun[]> {
  const { workspaceId, ownerId } = input;
  const { from, to } = parseInput(spanSchema, { from: input.from, to: input.to });
  checkSpan(from, to);
  const keyIds = await findTriedKeys(db, { workspaceId, ownerId, keyIds: input.keyIds });
  const nowMinute = toUnixMinute(deps.now());
  const runs: DryRun[] = [];
  for (const keyId of keyIds) {
    const readings = await findKeyReadings(db, { workspaceId, keyId, from, before: to });
    runs.push({ keyId, ...judge(readings, nowMinute) });
  }
  return runs;
}

/**
 * The keys that a dry run is about, the newest first: those that are named, or the newest 100. Refused with INVALID_INPUT, or
 * with NOT_FOUND where one is unknown or of another owner.
 */
export async function findTriedKeys(
  db: Db,
  of: {
    readonly workspaceId: string;
    readonly ownerId: string | undefined;
    readonly keyIds: readonly string[] | undefined;
  },
): Promise<string[]> {
  const { workspaceId, ownerId } = of;
  const wanted = of.keyIds === undefined ? undefined : [...new Set(of.keyIds)];
  if (wanted !== undefined && wanted.length > KEYS_MAX) {
    throw new Refusal('INVALID_INPUT', `keyIds: must be at most ${KEYS_MAX}.`);
  }
  const keyIds = await findKeyIds(db, { workspaceId, ownerId, ids: wanted, countMax: KEYS_MAX });
  if (wanted !== undefined && keyIds.length < wanted.length) {
    throw new Refusal('NOT_FOUND', 'keyIds: this workspace has no such key; list its keys for their ids.');
  }
  return keyIds;
}

function checkSpan(from: Date, to: Date): void {
  if (to <= from) throw new Refusal('INVALID_INPUT', 'to: must be later than `from`.');
  if (to.getTime() - from.getTime() > KEPT_DAYS.MINUTE * DAY_MS) {
    throw new Refusal('RANGE_TOO_LONG', `A dry run covers at most ${KEPT_DAYS.MINUTE} days; ask for less.`);
  }
}

function judge(readings: readonly MinuteReading[], nowMinute: number): Omit<DryRun, 'keyId'> {
  const [first] = readings;
  if (first === undefined) return { knowledge: 'learning', findings: [], findingsLeftOut: 0 };
  const findings: DryRun['findings'][number][] = [];
  let findingCount = 0;
  let knowledge: Knowledge = 'learning';
  const memory = newKeyMemory(first.minute);
  for (const reading of readings) {
    const stepped = stepMemory(memory, reading, nowMinute, { platformFails: false });
    ({ knowledge } = stepped);
    findingCount += stepped.findings.length;
    for (const finding of stepped.findings) {
      if (findings.length < FINDINGS_MAX)
        findings.push({ ...finding, severity: SEVERITY_OF_FINDING[finding.severity] });
    }
  }
  return { knowledge, findings, findingsLeftOut: findingCount - findings.length };
}
