import type { AlertTransition } from '../core/alert.ts';
import type { AlertChange } from '../core/alert-action.ts';
import type { AlertEventType } from '../core/alert-event.ts';
import { concernsDeletedKeys } from '../core/alert-kind.ts';
import { insertAlertEntries, tellWebhooks } from '../storage/alert-entries.ts';
import {
  continueAlert,
  insertAlert,
  noteDisregarded,
  reopenAlert,
  resolveQuietAlert,
  updateAlert,
} from '../storage/alert-state.ts';
import type { AlertSubject, StoredAlert } from '../storage/alerts.ts';
import type { Db } from '../storage/tenancy.ts';
import { containLink } from './contain-link.ts';
import type { JobContext } from './deps.ts';
import type { MuteOf } from './find-mutes.ts';

/** An incident that moves. `alert` is null where there is none yet. */
export interface Moving extends AlertSubject, Pick<StoredAlert, 'kind' | 'topic' | 'key'> {
  readonly alert: StoredAlert | null;
  readonly transition: AlertTransition;
}

/** How a change is told: in the alert's history, and to webhooks. */
interface Telling {
  readonly change: AlertChange;
  readonly event: AlertEventType;
}

const TOLD: Readonly<Record<'opened' | 'reopened' | 'escalated' | 'resolved', Telling>> = {
  opened: { change: 'OPENED', event: 'alert.opened' },
  reopened: { change: 'REOPENED', event: 'alert.opened' },
  escalated: { change: 'ESCALATED', event: 'alert.escalated' },
  resolved: { change: 'RESOLVED', event: 'alert.resolved' },
};

const UNMUTED: Telling = { change: 'UNMUTED', event: 'alert.opened' };

/** Whether a mute would keep something of a movement from being told. */
export function mayBeMuted({ alert, transition }: Moving): boolean {
  const { change } = transition;
  return change === 'opened' || change === 'reopened' || change === 'escalated' || waits(alert, transition);
}

/** Stores one movement and returns how many deliveries tell of it. */
export async function storeMovement(
  context: JobContext,
  db: Db,
  moving: Moving,
  muteOf: MuteOf,
): Promise<number> {
  const { alert, key, transition } = moving;
  const { change, incident } = transition;
  if (incident === null || change === 'none') return 0;
  if (change === 'disregarded' || (change === 'continued' && !waits(alert, transition))) {
    if (alert !== null)
      await (change === 'continued' ? continueAlert : noteDisregarded)(db, alert.alertId, incident);
    return 0;
  }
  const opens = change === 'opened' || change === 'reopened';
  if (opens && key?.deletedAt != null && !concernsDeletedKeys(moving.kind)) return 0;
  const stored = await storeState(context, db, moving, incident);
  if (stored === null) return 0;
  if (opens) context.observe('openedAlerts', 1);
  return await tell(context, db, { moving, stored, mutedById: muteOf(moving) });
}

/** Whether an alert is open that webhooks know nothing of, because it was muted. */
function waits(alert: StoredAlert | null, { change, incident }: AlertTransition): boolean {
  return change === 'continued' && alert?.told === false && incident?.state === 'OPEN';
}

async function tell(
  context: JobContext,
  db: Db,
  { moving, stored, mutedById }: { moving: Moving; stored: StoredAlert; mutedById: string | null },
): Promise<number> {
  const { change } = moving.transition;
  if (change === 'none' || change === 'disregarded') return 0;
  if (change === 'continued' && mutedById !== null) return 0;
  const { workspaceId, alertId, incident } = stored;
  const now = context.now();
  const knownBefore = change === 'escalated' || change === 'resolved' ? stored.told : false;
  const silent = change === 'resolved' ? !stored.told : mutedById !== null;
  const telling = change === 'continued' ? UNMUTED : TOLD[change];
  await insertAlertEntries(db, [
    { workspaceId, alertId, at: now, change: telling.change, severity: incident.severity },
  ]);
  if (change !== 'resolved') await updateAlert(db, alertId, { mutedById, told: knownBefore || !silent });
  if (silent) return 0;
  // Whoever knows nothing of it yet is told that it is open, however severe it has become.
  const type = change === 'escalated' && !knownBefore ? 'alert.opened' : telling.event;
  const containUrl = type === 'alert.opened' ? await linkOf(context, db, stored) : undefined;
  return await tellWebhooks(db, { type, alert: stored, actorId: null, containUrl, now });
}

async function linkOf(
  context: JobContext,
  db: Db,
  { key, incident, ...alert }: StoredAlert,
): Promise<string | undefined> {
  if (key === null || key.deletedAt !== null) return undefined;
  return await containLink(context, db, { ...incident, ...alert, keyId: key.id });
}

/** Stores a state that is told and returns the alert; null where somebody else has changed it. */
async function storeState(
  context: JobContext,
  db: Db,
  moving: Moving,
  incident: StoredAlert['incident'],
): Promise<StoredAlert | null> {
  const { alert, workspaceId, keyId, kind, topic, key, transition } = moving;
  const fresh = { workspaceId, kind, topic, key, incident, resolution: null, verdict: null };
  if (alert === null || transition.change === 'opened') {
    const row = { workspaceId, keyId, kind, topic, incident, openedAt: context.now() };
    const alertId = await insertAlert(db, row);
    return alertId === null ? null : { ...fresh, alertId, assigneeId: null, told: false };
  }
  const { alertId } = alert;
  if (transition.change === 'reopened') {
    const reopened = await reopenAlert(db, { alertId, workspaceId, keyId, kind, topic, incident });
    return reopened ? { ...alert, ...fresh } : null;
  }
  if (transition.change === 'resolved') {
    const resolved = await resolveQuietAlert(db, alertId, context.now());
    return resolved ? { ...alert, incident, resolution: 'QUIET' } : null;
  }
  return (await continueAlert(db, alertId, incident)) ? { ...alert, incident } : null;
}
