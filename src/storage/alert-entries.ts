import type { Severity } from '../core/alert.ts';
import type { AlertChange, AlertVerdict } from '../core/alert-action.ts';
import { type AlertEventType, alertEventPayload } from '../core/alert-event.ts';
import type { StoredAlert } from './alerts.ts';
import { insertDeliveries } from './deliveries.ts';
import type { Db } from './tenancy.ts';
import type { WebhookEvent } from './webhook-events.ts';

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

/** What is told of an alert. */
interface AlertTelling {
  readonly type: AlertEventType;
  readonly alert: StoredAlert;
  readonly actorId: string | null;
  /** The signed link that contains the alert's key. */
  readonly containUrl?: string | undefined;
  readonly now: Date;
}

/** Writes what webhooks are told of an alert as it is now, and returns how many deliveries that makes. */
export async function tellWebhooks(db: Db, told: AlertTelling): Promise<number> {
  return await insertDeliveries(db, { ...alertEvent(told), now: told.now });
}

/** What webhooks are told of an alert as it is now. */
export function alertEvent({ type, alert, actorId, containUrl, now }: AlertTelling): WebhookEvent {
  const { incident, ...rest } = alert;
  const payload = alertEventPayload(type, { ...incident, ...rest, actorId, containUrl }, now.getTime());
  const { workspaceId, alertId } = alert;
  return { workspaceId, alertId, eventType: type, payload };
}
