import { z } from 'zod';
import { type KeyTrial, tryAlertSettings } from '../core/alert-dry-run.ts';
import { SENSITIVITIES, type Sensitivity, sensitivityOf } from '../core/sensitivity.ts';
import type { Threshold } from '../core/threshold.ts';
import { DAY_MS, MINUTE_MS } from '../core/usage/cell.ts';
import { KEPT_DAYS } from '../core/usage/range.ts';
import { findKeyReadings } from '../storage/readings.ts';
import { findSensitivities } from '../storage/sensitivities.ts';
import type { Db } from '../storage/tenancy.ts';
import type { ActionDeps } from './deps.ts';
import { findTriedKeys } from './dry-run-detector.ts';
import { parseInput } from './parse-input.ts';
import { ruleOf, thresholdInput } from './threshold-input.ts';

/** What settings would have raised. */
export interface AlertDryRun {
  /** The first minute that was judged: minutes are kept for 7 days. */
  readonly from: Date;
  readonly to: Date;
  /** Whether nothing that was asked for is left out. */
  readonly exact: boolean;
  readonly keys: readonly (KeyTrial & {
    readonly keyId: string;
    readonly sensitivity: Sensitivity;
    /** Alerts beyond the first ones. */
    readonly alertsLeftOut: number;
  })[];
  /** Keys that were too many to be judged at once. */
  readonly keysLeftOut: number;
}

const DAYS_MAX = 14;
const THRESHOLDS_MAX = 10;
const ALERTS_SHOWN = 100;
/** Bounds a dry run: the minutes of thirty keys that were never idle. */
const MINUTES_MAX = 300_000;

const schema = z.object({
  days: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(DAYS_MAX, `must be at most ${DAYS_MAX}`),
  sensitivity: z.enum(SENSITIVITIES).nullish(),
  thresholds: z.array(thresholdInput).max(THRESHOLDS_MAX, `must be at most ${THRESHOLDS_MAX}`),
});

/**
 * Tells which alerts a sensitivity (left out: what holds for each key now) and thresholds on each key's minutes would have
 * raised in the last days. Nothing is written. Each key is judged by itself, the detector beginning from nothing. Refused with
 * INVALID_INPUT or NOT_FOUND (a key, or one of another owner).
 */
export async function dryRunAlerts(
  db: Db,
  deps: Pick<ActionDeps, 'now'>,
  input: z.input<typeof schema> & {
    readonly workspaceId: string;
    /** Left out: the newest keys. */
    readonly keyIds?: readonly string[] | undefined;
    readonly ownerId?: string | undefined;
  },
): Promise<AlertDryRun> {
  const { workspaceId, keyIds: wanted, ownerId, ...given } = input;
  const { days, sensitivity, thresholds } = parseInput(schema, given);
  const tried = thresholds.map(
    (threshold, place): Threshold => ({ ...ruleOf(threshold), id: String(place) }),
  );
  const keyIds = await findTriedKeys(db, { workspaceId, ownerId, keyIds: wanted });
  const set = await findSensitivities(db, keyIds);
  const to = Math.floor(deps.now().getTime() / MINUTE_MS) * MINUTE_MS;
  const from = to - Math.min(days, KEPT_DAYS.MINUTE) * DAY_MS;
  const span = { from: new Date(from), before: new Date(to) };
  const keys: AlertDryRun['keys'][number][] = [];
  let minutes = 0;
  for (const keyId of keyIds) {
    if (minutes >= MINUTES_MAX) break;
    const readings = await findKeyReadings(db, { workspaceId, keyId, ...span });
    minutes += readings.length;
    const used = sensitivity ?? sensitivityOf(set.get(keyId));
    const { alerts, ...trial } = tryAlertSettings(readings, { sensitivity: used, thresholds: tried });
    const alertsLeftOut = Math.max(0, alerts.length - ALERTS_SHOWN);
    keys.push({ ...trial, keyId, sensitivity: used, alerts: alerts.slice(0, ALERTS_SHOWN), alertsLeftOut });
  }
  const keysLeftOut = keyIds.length - keys.length;
  const exact = days <= KEPT_DAYS.MINUTE && keysLeftOut === 0;
  return { from: span.from, to: span.before, exact, keys, keysLeftOut };
}
