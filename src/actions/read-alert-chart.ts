import { type AlertMeasure, measureOf } from '../core/alert-kind.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/usage/cell.ts';
import { KEPT_DAYS } from '../core/usage/range.ts';
import { findAlert } from '../storage/alerts.ts';
import { findKeyReadings, type MinuteReading } from '../storage/readings.ts';
import type { Db } from '../storage/tenancy.ts';
import { unknownAlert } from './change-alerts.ts';
import type { ActionDeps } from './deps.ts';

/** The minutes around an alert, with what was expected of them. */
export interface AlertChart {
  readonly from: Date;
  readonly to: Date;
  /** Whether all of these minutes are kept. */
  readonly complete: boolean;
  readonly band: {
    readonly measure: AlertMeasure;
    readonly expected: number;
    readonly lower: number;
    readonly upper: number;
  } | null;
  readonly points: readonly (Pick<MinuteReading, 'requests' | 'errors' | 'denied' | 'distinctIps'> & {
    readonly at: Date;
    /** In the band's measure. */
    readonly observed: number | null;
  })[];
}

const BEFORE_MS = 2 * HOUR_MS;
const AFTER_MS = HOUR_MS / 2;
const SPAN_MS_MAX = 26 * HOUR_MS;

/** Reads what a key did around an alert. Refused with NOT_FOUND, also where it is another owner's. */
export async function readAlertChart(
  db: Db,
  deps: Pick<ActionDeps, 'now'>,
  of: { readonly workspaceId: string; readonly alertId: string; readonly ownerId?: string | undefined },
): Promise<AlertChart> {
  const { workspaceId, alertId, ownerId } = of;
  const alert = await findAlert(db, workspaceId, alertId);
  if (alert === null || (ownerId !== undefined && alert.key?.ownerId !== ownerId)) throw unknownAlert();
  const { since, lastMinute, expected, lower, upper } = alert.incident;
  const from = new Date(since - BEFORE_MS);
  const to = new Date(Math.min(lastMinute + MINUTE_MS + AFTER_MS, from.getTime() + SPAN_MS_MAX));
  const measure = alert.key === null ? undefined : measureOf(alert.kind);
  const readings =
    alert.key === null
      ? []
      : await findKeyReadings(db, { workspaceId, keyId: alert.key.id, from, before: to });
  return {
    from,
    to,
    complete: from.getTime() >= deps.now().getTime() - KEPT_DAYS.MINUTE * DAY_MS,
    band: measure === undefined ? null : { measure, expected, lower, upper },
    points: readings.map((reading) => ({
      ...reading,
      at: reading.minute,
      observed: observe(measure, reading),
    })),
  };
}

function observe(measure: AlertMeasure | undefined, { requests, errors }: MinuteReading): number | null {
  if (measure === 'REQUESTS') return requests;
  return measure === 'ERROR_SHARE' && requests > 0 ? Math.min(1, errors / requests) : null;
}
