import type { Severity } from '../core/alert.ts';
import type { AlertChange, AlertVerdict } from '../core/alert-action.ts';
import { type AlertEventType, alertEventPayload } from '../core/alert-event.ts';
import type { StoredAlert } from './alerts.ts';
import { insertDeliveries } from './deliveries.ts';
import type { Db } from './tenancy.ts';

/** A line of an alert's history. */
export interface AlertEntryRow {
  readonly workspaceId: string;
  readonly alertId: string;
  readonly at: Date;
  readonly change: AlertChange;
  /** Left out: Keywatch itself. */
  readonly actorId?: string;
  readonly comment?: string | null;
  readonly assigneeId?: string | null;
  readonly verdict?: AlertVerdict | null;
  readonly severity?: Severity;
}

/** Adds lines to the histories of alerts, in the transaction of what they tell of. */
export async function insertAlertEntries(db: Db, entries: readonly AlertEntryRow[]): Promise<void> {
  if (entries.length > 0) await db.alertEntry.createMany({ data: [...entries] });
}

/** Writes what webhooks are told of an alert as it is now, and returns how many deliveries that makes. */
export async function tellWebhooks(
  db: Db,
  told: {
    readonly type: AlertEventType;
    readonly alert: StoredAlert;
    readonly actorId: string | null;
    /** The signed link that contains the alert's key. */
    readonly containUrl?: string | undefined;
    readonly now: Date;
  },
): Promise<number> {
  const { type, alert, actorId, containUrl, now } = told;
  const { incident, ...rest } = alert;
  const payload = alertEventPayload(type, { ...incident, ...rest, actorId, containUrl }, now.getTime());
  const { workspaceId, alertId } = alert;
  return await insertDeliveries(db, { workspaceId, alertId, eventType: type, payload, now });
}
