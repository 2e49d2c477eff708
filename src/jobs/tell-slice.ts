import { toAlertFinding } from '../core/alert-finding.ts';
import { MINUTE_KINDS } from '../core/alert-kind.ts';
import type { Finding } from '../core/detector/finding.ts';
import { type ErrorTally, platformFinding } from '../core/platform-incident.ts';
import { MINUTE_MS } from '../core/usage/cell.ts';
import type { AlertSubject } from '../storage/alerts.ts';
import { findVotes } from '../storage/detector-votes.ts';
import type { MinuteReading } from '../storage/readings.ts';
import type { Db } from '../storage/tenancy.ts';
import type { JobContext } from './deps.ts';
import { judgeRules } from './judge-rules.ts';
import { findStorms } from './judge-unknown-keys.ts';
import { type LookedAt, moveAlerts } from './move-alerts.ts';
import { concerns, type FailureScope } from './platform-failures.ts';

/** The slice with which the alerts of workspaces move, which are about no key. */
export const PLATFORM_SLICE = 0;

/** What is told of a slice's minute. */
export interface SliceNews {
  readonly slice: number;
  readonly minute: Date;
  /** Of the platform; undefined: it works. */
  readonly failure: FailureScope | undefined;
  readonly readings: readonly MinuteReading[];
  /** What the detector found, by key. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** What has an alert that is not resolved: keys of the slice, and workspaces with PLATFORM_SLICE. */
  readonly alerted: readonly AlertSubject[];
}

/** How many subjects were looked at because of findings or open alerts, and how many deliveries that made. */
export interface SliceTold {
  readonly looked: number;
  readonly deliveries: number;
}

/** Moves the alerts of a slice past a minute: by findings, thresholds and quotas, and where nothing was found. */
export async function tellSlice(context: JobContext, db: Db, news: SliceNews): Promise<SliceTold> {
  const looked = [...(await lookAtKeys(db, news)), ...(await lookAtWorkspaces(db, news))];
  if (looked.length === 0) return { looked: 0, deliveries: 0 };
  const { deliveries } = await moveAlerts(context, db, { minute: news.minute, kinds: MINUTE_KINDS, looked });
  return { looked: looked.length, deliveries };
}

async function lookAtKeys(
  db: Db,
  { minute, readings, findings, alerted }: SliceNews,
): Promise<readonly LookedAt[]> {
  const active = new Set(readings.map(({ keyId }) => keyId));
  const silent = alerted.flatMap(({ workspaceId, keyId }) =>
    keyId === null || active.has(keyId) ? [] : { workspaceId, keyId, reading: undefined },
  );
  const subjects = [...readings.map((reading) => ({ ...reading, reading })), ...silent];
  const ruled = await judgeRules(db, subjects, minute);
  const isAlerted = new Set(alerted.map(({ keyId }) => keyId));
  return subjects.flatMap(({ workspaceId, keyId }) => {
    const found = [...(findings.get(keyId) ?? []).map(toAlertFinding), ...(ruled.get(keyId) ?? [])];
    return found.length > 0 || isAlerted.has(keyId) ? { workspaceId, keyId, findings: found } : [];
  });
}

/** What is told of workspaces: that their keys failed in the minute before, all at once, and storms of unknown keys. */
async function lookAtWorkspaces(
  db: Db,
  { slice, minute, failure, alerted }: SliceNews,
): Promise<readonly LookedAt[]> {
  if (slice !== PLATFORM_SLICE) return [];
  const tallies =
    failure === undefined ? new Map<string, ErrorTally>() : await findFailing(db, minute, failure);
  const storms = await findStorms(db, minute);
  const open = alerted.flatMap(({ workspaceId, keyId }) => (keyId === null ? workspaceId : []));
  return [...new Set([...tallies.keys(), ...storms.keys(), ...open])].map((workspaceId) => {
    const tally = tallies.get(workspaceId);
    const failing = tally === undefined ? undefined : platformFinding(tally, minute.getTime());
    const findings = [failing, storms.get(workspaceId)].flatMap((finding) => finding ?? []);
    return { workspaceId, keyId: null, findings };
  });
}

/** The workspaces that a failure concerns, by how their keys voted in the minute before. */
async function findFailing(
  db: Db,
  minute: Date,
  failure: FailureScope,
): Promise<ReadonlyMap<string, ErrorTally>> {
  const from = new Date(minute.getTime() - MINUTE_MS);
  const votes = (await findVotes(db, { from, before: minute })).get(from.getTime());
  const jumped = Object.entries(votes?.jumped ?? {});
  return new Map(jumped.filter(([workspaceId]) => concerns(failure, workspaceId)));
}
