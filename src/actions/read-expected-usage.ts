import type { Knowledge } from '../core/detector/reading.ts';
import { Refusal } from '../core/errors.ts';
import { type ExpectedSpan, expectMinutes } from '../core/expected-usage.ts';
import { detectorSettingsOf, type Sensitivity, sensitivityOf } from '../core/sensitivity.ts';
import { DAY_MS, MINUTE_MS } from '../core/usage/cell.ts';
import { KEPT_DAYS } from '../core/usage/range.ts';
import { findKeyIds } from '../storage/keys.ts';
import { findKeyCounts } from '../storage/readings.ts';
import { findSensitivities } from '../storage/sensitivities.ts';
import type { Db } from '../storage/tenancy.ts';
import { completeThrough, readWatermarks } from '../storage/watermarks.ts';
import type { ActionDeps } from './deps.ts';
import { readSpan } from './usage-span.ts';

/** What a key did by the minute, beside what the detector expects of it. */
export interface ExpectedUsage {
  readonly keyId: string;
  readonly from: Date;
  readonly to: Date;
  /** All that was counted before it is here; null: nothing was rolled up yet. */
  readonly completeThrough: Date | null;
  readonly sensitivity: Sensitivity;
  readonly knowledge: Knowledge;
  readonly minutes: ExpectedSpan['minutes'];
}

/**
 * Reads what a key did in each closed minute of `[from, to)`, at most 7 days, and what a detector with the key's
 * sensitivity expected of it that has learnt all stored minutes before. Refused with INVALID_INPUT, RANGE_TOO_LONG,
 * RANGE_NOT_KEPT, or NOT_FOUND (also where the key is another owner's).
 */
export async function readExpectedUsage(
  db: Db,
  deps: Pick<ActionDeps, 'now'> & { readonly shards: number },
  asked: {
    readonly workspaceId: string;
    readonly keyId: string;
    readonly from: Date;
    readonly to: Date;
    readonly ownerId?: string | undefined;
  },
): Promise<ExpectedUsage> {
  const { workspaceId, keyId, ownerId } = asked;
  const now = deps.now();
  const { range } = readSpan({ from: asked.from, to: asked.to, granularity: 'MINUTE' }, now);
  const keyIds = await findKeyIds(db, { workspaceId, ownerId, ids: [keyId], countMax: 1 });
  if (keyIds.length === 0) {
    throw new Refusal('NOT_FOUND', 'keyId: this workspace has no such key; list its keys for their ids.');
  }
  const through = completeThrough(await readWatermarks(db), deps.shards) ?? null;
  const before = Math.min(range.to, startOfMinute(now));
  const span = { from: Math.min(range.from, before), before };
  const expected = await findExpected(db, { workspaceId, keyId, span, now });
  return { keyId, from: new Date(span.from), to: new Date(before), completeThrough: through, ...expected };
}

/** What was expected of the closed minutes of a key that are stored, by those before them (Unix milliseconds). */
export async function findExpected(
  db: Db,
  {
    workspaceId,
    keyId,
    span,
    now,
  }: {
    readonly workspaceId: string;
    readonly keyId: string;
    readonly span: { readonly from: number; readonly before: number };
    readonly now: Date;
  },
): Promise<Pick<ExpectedUsage, 'sensitivity' | 'knowledge' | 'minutes'>> {
  const from = new Date(startOfMinute(now) - KEPT_DAYS.MINUTE * DAY_MS);
  const sensitivity = sensitivityOf((await findSensitivities(db, [keyId])).get(keyId));
  const counted = await findKeyCounts(db, { workspaceId, keyId, from, before: new Date(span.before) });
  return { sensitivity, ...expectMinutes(counted, span, detectorSettingsOf(sensitivity)) };
}

function startOfMinute(at: Date): number {
  return Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
}
