import { type AlertMeasure, measureOf } from '../core/alert-kind.ts';
import type { Bands } from '../core/detector/bands.ts';
import type { Band } from '../core/detector/finding.ts';
import { expectUnknownKeys } from '../core/unknown-keys.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/usage/cell.ts';
import { KEPT_DAYS } from '../core/usage/range.ts';
import { findAlert } from '../storage/alerts.ts';
import { findKeyReadings, type MinuteReading } from '../storage/readings.ts';
import type { Db } from '../storage/tenancy.ts';
import { findUnknownKeyMinutes } from '../storage/unknown-keys.ts';
import { unknownAlert } from './change-alerts.ts';
import type { ActionDeps } from './deps.ts';
import { findExpected } from './read-expected-usage.ts';

/** The minutes around an alert, with what was expected of each. */
export interface AlertChart {
  readonly from: Date;
  readonly to: Date;
  /** Whether all of these minutes are kept. */
  readonly complete: boolean;
  readonly band: (Band & { readonly measure: AlertMeasure }) | null;
  readonly points: readonly (Pick<MinuteReading, 'requests' | 'errors' | 'denied' | 'distinctIps'> & {
    readonly at: Date;
    /** In the band's measure. */
    readonly observed: number | null;
    /** The same, of this minute; null where the minutes before it do not tell. */
    readonly band: Band | null;
  })[];
}

const BEFORE_MS = 2 * HOUR_MS;
const AFTER_MS = HOUR_MS / 2;
const SPAN_MS_MAX = 26 * HOUR_MS;

/** The minutes that are drawn, and since when any are stored. */
interface Drawn {
  readonly workspaceId: string;
  readonly from: Date;
  readonly before: Date;
  readonly keptFrom: Date;
  readonly now: Date;
}

/**
 * Reads what a key did around an alert, or of a storm of unknown keys, how often these were presented. Refused with
 * NOT_FOUND, also where it is another owner's.
 */
export async function readAlertChart(
  db: Db,
  deps: Pick<ActionDeps, 'now'>,
  of: { readonly workspaceId: string; readonly alertId: string; readonly ownerId?: string | undefined },
): Promise<AlertChart> {
  const { workspaceId, alertId, ownerId } = of;
  const alert = await findAlert(db, workspaceId, alertId);
  if (alert === null || (ownerId !== undefined && alert.key?.ownerId !== ownerId)) throw unknownAlert();
  const { since, lastMinute, expected, lower, upper } = alert.incident;
  const now = deps.now();
  const from = new Date(since - BEFORE_MS);
  const before = new Date(Math.min(lastMinute + MINUTE_MS + AFTER_MS, from.getTime() + SPAN_MS_MAX));
  const keptFrom = new Date(now.getTime() - KEPT_DAYS.MINUTE * DAY_MS);
  const drawn = { workspaceId, from, before, keptFrom, now };
  const measured = measureOf(alert.kind);
  const ofUnknownKeys = measured === 'UNKNOWN_KEYS';
  const measure = alert.key === null && !ofUnknownKeys ? undefined : measured;
  const points =
    alert.key === null
      ? await drawUnknownKeys(db, drawn, ofUnknownKeys)
      : await drawKey(db, drawn, alert.key.id, measure);
  return {
    from,
    to: before,
    complete: from >= keptFrom,
    band: measure === undefined ? null : { measure, expected, lower, upper },
    points,
  };
}

async function drawKey(
  db: Db,
  { workspaceId, from, before, now }: Drawn,
  keyId: string,
  measure: AlertMeasure | undefined,
): Promise<AlertChart['points']> {
  const readings = await findKeyReadings(db, { workspaceId, keyId, from, before });
  const name = measure === undefined ? undefined : BAND_OF[measure];
  const bands = new Map<number, Bands | undefined>();
  if (name !== undefined && readings.length > 0) {
    const span = { from: from.getTime(), before: before.getTime() };
    const { minutes } = await findExpected(db, { workspaceId, keyId, span, now });
    for (const each of minutes) bands.set(each.at.getTime(), each.bands);
  }
  return readings.map((reading) => ({
    ...reading,
    at: reading.minute,
    observed: observe(measure, reading),
    band: (name === undefined ? undefined : bands.get(reading.minute.getTime())?.[name]) ?? null,
  }));
}

const BAND_OF: Readonly<Partial<Record<AlertMeasure, keyof Bands>>> = {
  REQUESTS: 'requests',
  ERROR_SHARE: 'errorShare',
};

function observe(measure: AlertMeasure | undefined, { requests, errors }: MinuteReading): number | null {
  if (measure === 'REQUESTS') return requests;
  return measure === 'ERROR_SHARE' && requests > 0 ? Math.min(1, errors / requests) : null;
}

async function drawUnknownKeys(
  db: Db,
  { workspaceId, from, before, keptFrom }: Drawn,
  wanted: boolean,
): Promise<AlertChart['points']> {
  if (!wanted) return [];
  const counted = await findUnknownKeyMinutes(db, { workspaceId, from: keptFrom, before });
  return expectUnknownKeys(counted)
    .filter(({ minute }) => minute >= from.getTime())
    .map(({ minute, n, band }) => ({
      at: new Date(minute),
      requests: n,
      errors: 0,
      denied: n,
      distinctIps: 0,
      observed: n,
      band,
    }));
}
