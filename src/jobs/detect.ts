import { beginMinute, type Fleet, newFleet } from '../core/detector/fleet.ts';
import { MINUTE_MS } from '../core/usage/cell.ts';
import { findKeysWithOpenAlerts } from '../storage/alerts.ts';
import { findReadings } from '../storage/readings.ts';
import { completeThrough, DETECT_WATERMARK, readWatermarks, writeWatermark } from '../storage/watermarks.ts';
import type { JobContext } from './deps.ts';
import { deliverTask } from './queues.ts';
import { scoreKeys } from './score-keys.ts';

/** A minute is closed this long after its end: events on the way still count. */
const GRACE_MS = 2_000;
/** Alerts about older minutes would come too late: the detector only learns from them. */
const ALERT_MINUTES = 60;
/** Older minutes have no rows. */
const CATCH_UP_MINUTES = 7 * 24 * 60;
const MINUTES_PER_RUN = 60;
/** Bounds how long one commit holds its transaction, also where every key opens an alert. */
const KEYS_PER_COMMIT = 100;

/**
 * Makes the task that scores the minutes that were closed since its last run, and stores states, alerts and their
 * deliveries together. A key's minute is scored once, whatever happens in between: a run may be left at any point and
 * repeated. What all keys together tell of the platform lives in this process; a new one knows it after a minute.
 */
export function createDetect(): (context: JobContext) => Promise<void> {
  let fleet = newFleet();
  return async (context) => {
    await scoreClosedMinutes(context, (minute) => {
      fleet = beginMinute(fleet, minute / MINUTE_MS);
      return fleet;
    });
  };
}

async function scoreClosedMinutes(context: JobContext, fleetAt: (minute: number) => Fleet): Promise<void> {
  const span = await findOpenSpan(context);
  if (span === undefined) return;
  const alertFrom = span.last - (ALERT_MINUTES - 1) * MINUTE_MS;
  const end = Math.min(span.last, span.first + (MINUTES_PER_RUN - 1) * MINUTE_MS);
  if (span.first < alertFrom) {
    const minutes = Math.min(end + MINUTE_MS, alertFrom) - span.first;
    context.log.warn(
      { from: new Date(span.first), minutes: minutes / MINUTE_MS },
      'Late: learning without alerts.',
    );
    context.observe('skippedMinutes', minutes / MINUTE_MS);
  }
  for (let minute = span.first; minute <= end && !context.signal.aborted; minute += MINUTE_MS) {
    const work = { minute: new Date(minute), alerting: minute >= alertFrom, fleet: fleetAt(minute) };
    if (!(await scoreMinute(context, work))) return;
    await writeWatermark(context.storage.prisma, DETECT_WATERMARK, new Date(minute), context.now());
  }
}

/** The first and the last closed minute that is not scored (Unix milliseconds), undefined where there is none. */
async function findOpenSpan(context: JobContext): Promise<{ first: number; last: number } | undefined> {
  const watermarks = await readWatermarks(context.storage.prisma);
  const through = completeThrough(watermarks, context.cells.shards);
  if (through === undefined) return undefined;
  const last = Math.floor((through.getTime() - GRACE_MS) / MINUTE_MS) * MINUTE_MS - MINUTE_MS;
  const scored = watermarks.get(DETECT_WATERMARK)?.getTime();
  const first =
    scored === undefined ? last : Math.max(scored + MINUTE_MS, last - CATCH_UP_MINUTES * MINUTE_MS);
  return first <= last ? { first, last } : undefined;
}

/** Scores all keys in one minute; false where another process is scoring just now, or this one stops. */
async function scoreMinute(
  context: JobContext,
  work: { readonly minute: Date; readonly alerting: boolean; readonly fleet: Fleet },
): Promise<boolean> {
  const { minute } = work;
  const { prisma } = context.storage;
  const readings = await findReadings(prisma, minute);
  const active = new Set(readings.map(({ keyId }) => keyId));
  const quiet = (await findKeysWithOpenAlerts(prisma)).filter(({ keyId }) => !active.has(keyId));
  const subjects = [...readings, ...quiet.map((key) => ({ ...key, minute, quiet: true as const }))];
  let deliveries = 0;
  for (let at = 0; at < subjects.length; at += KEYS_PER_COMMIT) {
    if (context.signal.aborted) return false;
    const written = await scoreKeys(context, {
      ...work,
      subjects: subjects.slice(at, at + KEYS_PER_COMMIT),
    });
    if (written === undefined) return false;
    deliveries += written.deliveries;
  }
  if (deliveries > 0) context.kick(deliverTask);
  context.observe('scoredReadings', readings.length);
  return true;
}
