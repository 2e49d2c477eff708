import type { AlertFinding } from '../core/alert.ts';
import { warnOfQuota } from '../core/quota-warning.ts';
import { type JudgedMinute, judgeThreshold } from '../core/threshold.ts';
import { MINUTE_MS } from '../core/usage/cell.ts';
import { findQuotas, findQuotaUses, type KeyQuota } from '../storage/quota-use.ts';
import type { MinuteReading } from '../storage/readings.ts';
import type { Db } from '../storage/tenancy.ts';
import { findServerReadings, findThresholds, type StoredThreshold } from '../storage/thresholds.ts';

/** A key whose minute is judged; without a reading it was silent, and only what lasts is looked at. */
export interface RuledSubject {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly reading: MinuteReading | undefined;
}

/** What thresholds and quotas tell of keys in a minute, by key. They hold whatever the detector knows of a key. */
export async function judgeRules(
  db: Db,
  subjects: readonly RuledSubject[],
  minute: Date,
): Promise<ReadonlyMap<string, readonly AlertFinding[]>> {
  const findings = new Map<string, AlertFinding[]>();
  const add = (keyId: string, finding: AlertFinding | undefined) => {
    if (finding !== undefined) findings.set(keyId, [...(findings.get(keyId) ?? []), finding]);
  };
  for (const [keyId, finding] of await judgeThresholds(db, subjects, minute)) add(keyId, finding);
  if (minute.getTime() % QUOTA_EVERY_MS === 0) {
    for (const [keyId, finding] of await judgeQuotas(db, subjects, minute)) add(keyId, finding);
  }
  return findings;
}

/** What was used of a quota is a sum over days or months: it is not asked for every minute. */
const QUOTA_EVERY_MS = 5 * MINUTE_MS;

type Found = readonly [keyId: string, finding: AlertFinding | undefined];

async function judgeThresholds(
  db: Db,
  subjects: readonly RuledSubject[],
  minute: Date,
): Promise<readonly Found[]> {
  const readings = subjects.flatMap(({ reading }) => reading ?? []);
  if (readings.length === 0) return [];
  const workspaceIds = [...new Set(readings.map(({ workspaceId }) => workspaceId))];
  const thresholds = await findThresholds(db, workspaceIds);
  const serverIds = thresholds.flatMap(({ serverId }) => serverId ?? []);
  const keyIds = readings.map(({ keyId }) => keyId);
  const onServers =
    serverIds.length === 0 ? [] : await findServerReadings(db, { workspaceIds, keyIds, serverIds, minute });
  return thresholds.flatMap((threshold) =>
    (threshold.serverId === null ? readings : onServers)
      .filter((reading) => judges(threshold, reading))
      .map((reading) => [reading.keyId, judgeThreshold(threshold, judgedMinute(reading, minute))] as const),
  );
}

function judges(
  threshold: StoredThreshold,
  reading: { readonly keyId: string; readonly workspaceId?: string; readonly serverId?: string },
): boolean {
  if (reading.serverId !== undefined) return reading.serverId === threshold.serverId;
  return (
    (threshold.keyId ?? reading.keyId) === reading.keyId && threshold.workspaceId === reading.workspaceId
  );
}

function judgedMinute(
  { requests, denied, errors }: Pick<MinuteReading, 'requests' | 'denied' | 'errors'>,
  minute: Date,
): JudgedMinute {
  return { minute: minute.getTime(), requests, denied, errors };
}

/** One statement for each workspace and way of filling up, however many keys there are. */
async function judgeQuotas(
  db: Db,
  subjects: readonly RuledSubject[],
  minute: Date,
): Promise<readonly Found[]> {
  const keyIds = subjects.map(({ keyId }) => keyId);
  const groups = Map.groupBy(
    await findQuotas(db, keyIds),
    ({ workspaceId, quota }) => `${workspaceId} ${quota.refill}`,
  );
  const found: Found[] = [];
  for (const group of groups.values()) found.push(...(await judgeAlike(db, group, minute.getTime())));
  return found;
}

async function judgeAlike(db: Db, alike: readonly KeyQuota[], nowMs: number): Promise<readonly Found[]> {
  const [first] = alike;
  if (first === undefined) return [];
  const { workspaceId, quota } = first;
  const keyIds = alike.map(({ keyId }) => keyId);
  const used = await findQuotaUses(db, { workspaceId, keyIds, refill: quota.refill, nowMs });
  return alike.map(
    (each) => [each.keyId, warnOfQuota(each.quota, used.get(each.keyId) ?? 0, nowMs)] as const,
  );
}
