import { type AlertMeasure, measureOf } from '../core/alert-kind.ts';
import type { Bands } from '../core/detector/bands.ts';
import type { Band } from '../core/detector/finding.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/usage/cell.ts';
import { KEPT_DAYS } from '../core/usage/range.ts';
import { findAlert } from '../storage/alerts.ts';
import { findKeyReadings, type MinuteReading } from '../storage/readings.ts';
import type { Db } from '../storage/tenancy.ts';
import { unknownAlert } from './change-alerts.ts';
import type { ActionDeps } from './deps.ts';
import { findExpected } from './read-expected-usage.ts';

/** The minutes around an alert, with what was expected of each. */
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
    /** The same, of this minute; null where the minutes before it do not tell. */
    readonly band: Band | null;
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
  const keyId = alert.key?.id;
  const readings =
    keyId === undefined ? [] : await findKeyReadings(db, { workspaceId, keyId, from, before: to });
  const bands =
    keyId === undefined || measure === undefined || readings.length === 0
      ? new Map<number, Band>()
      : await findBands(db, { workspaceId, keyId, from, to, measure, now: deps.now() });
  return {
    from,
    to,
    complete: from.getTime() >= deps.now().getTime() - KEPT_DAYS.MINUTE * DAY_MS,
    band: measure === undefined ? null : { measure, expected, lower, upper },
    points: readings.map((reading) => ({
      ...reading,
      at: reading.minute,
      observed: observe(measure, reading),
      band: bands.get(reading.minute.getTime()) ?? null,
    })),
  };
}

/** What was expected of each minute (Unix milliseconds), in a measure. */
async function findBands(
  db: Db,
  of: {
    readonly workspaceId: string;
    readonly keyId: string;
    readonly from: Date;
    readonly to: Date;
    readonly measure: AlertMeasure;
    readonly now: Date;
  },
): Promise<ReadonlyMap<number, Band>> {
  const span = { from: of.from.getTime(), before: of.to.getTime() };
  const { minutes } = await findExpected(db, { ...of, span });
  return new Map(
    minutes.flatMap(({ at, bands }) =>
      bands === undefined ? [] : [[at.getTime(), bands[BAND_OF[of.measure]]]],
    ),
  );
}

const BAND_OF = { REQUESTS: 'requests', ERROR_SHARE: 'errorShare' } as const satisfies Record<
  AlertMeasure,
  keyof Bands
>;

function observe(measure: AlertMeasure | undefined, { requests, errors }: MinuteReading): number | null {
  if (measure === 'REQUESTS') return requests;
  return measure === 'ERROR_SHARE' && requests > 0 ? Math.min(1, errors / requests) : null;
}
