import type { AlertVerdict } from '../core/alert-action.ts';
import type { AlertEventType } from '../core/alert-event.ts';
import { findingKindOf } from '../core/alert-kind.ts';
import { Refusal } from '../core/errors.ts';
import { type AlertEntryRow, insertAlertEntries, tellWebhooks } from '../storage/alert-entries.ts';
import { type AlertColumns, updateAlert } from '../storage/alert-state.ts';
import { lockAlerts, type StoredAlert } from '../storage/alerts.ts';
import { type AuditEntry, insertAudits } from '../storage/audit.ts';
import { isUniqueViolation } from '../storage/failures.ts';
import type { Db } from '../storage/tenancy.ts';
import { noteVerdict } from '../storage/unheard-verdicts.ts';
import type { ActionDeps, Actor } from './deps.ts';

/** Alerts within the reach of whoever acts. */
export interface AlertsReach {
  readonly workspaceId: string;
  readonly alertIds: readonly string[];
  /** The only owner whose keys' alerts the actor may touch; undefined: any. */
  readonly ownerId?: string | undefined;
}

/** What became of one alert of many. */
export interface AlertResult {
  readonly alertId: string;
  /** False where it was so already, or was refused. */
  readonly changed: boolean;
  /** Null: it is as was asked. */
  readonly refusal: Refusal | null;
}

/** What somebody does to one alert. */
export interface AlertDeed {
  readonly columns: AlertColumns;
  readonly entry: Pick<AlertEntryRow, 'change' | 'comment' | 'assigneeId' | 'verdict'>;
  /** What webhooks are told; left out: nothing. */
  readonly event?: AlertEventType;
  readonly audit: Pick<AuditEntry, 'action' | 'detail' | 'change'>;
}

const ALERTS_MAX = 100;

/**
 * Changes alerts in one transaction, each by itself: what is refused of one leaves the others. `work` says what is done to
 * an alert, undefined where it is so already; its history, the audit log and the webhooks are told. An alert that is
 * unknown, foreign or out of reach is refused with NOT_FOUND; no alert, or more than 100, with INVALID_INPUT.
 */
export async function changeAlerts(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  { workspaceId, alertIds, ownerId }: AlertsReach,
  work: (alert: StoredAlert, at: Date, db: Db) => Promise<AlertDeed | undefined>,
): Promise<AlertResult[]> {
  const ids = [...new Set(alertIds)];
  if (ids.length === 0 || ids.length > ALERTS_MAX) {
    throw new Refusal('INVALID_INPUT', `alertIds: must name 1 to ${ALERTS_MAX} alerts; go in steps.`);
  }
  return await orNewerAlert(() =>
    deps.storage.transaction(async (db) => {
      const at = deps.now();
      const found = await lockAlerts(db, workspaceId, ids);
      const reachable = new Map(
        found
          .filter(({ key }) => ownerId === undefined || key?.ownerId === ownerId)
          .map((alert) => [alert.alertId, alert]),
      );
      const results: AlertResult[] = [];
      const done: { readonly alert: StoredAlert; readonly deed: AlertDeed }[] = [];
      for (const alertId of ids) {
        const alert = reachable.get(alertId);
        const deed = await refusedOr(async () => {
          if (alert === undefined) throw unknownAlert();
          return await work(alert, at, db);
        });
        if (deed instanceof Refusal) results.push({ alertId, changed: false, refusal: deed });
        else results.push({ alertId, changed: deed !== undefined, refusal: null });
        if (alert !== undefined && deed !== undefined && !(deed instanceof Refusal))
          done.push({ alert, deed });
      }
      await storeDeeds(db, actor, done, at);
      return results;
    }),
  );
}

/** Stores what was done to alerts that the transaction has locked, and tells of it. */
export async function storeDeeds(
  db: Db,
  actor: Actor,
  done: readonly { readonly alert: StoredAlert; readonly deed: AlertDeed }[],
  at: Date,
): Promise<void> {
  for (const { alert, deed } of done) {
    if (Object.keys(deed.columns).length > 0) await updateAlert(db, alert.alertId, deed.columns);
    await noteWord(db, alert, deed.columns.verdict);
    // Of what was muted, webhooks know nothing that could be acknowledged or resolved.
    if (deed.event === undefined || !(deed.columns.told ?? alert.told)) continue;
    await tellWebhooks(db, {
      type: deed.event,
      alert: changedAlert(alert, deed),
      actorId: actor.userId,
      now: at,
    });
  }
  await insertAlertEntries(
    db,
    done.map(({ alert: { workspaceId, alertId }, deed }) => ({
      ...deed.entry,
      workspaceId,
      alertId,
      at,
      actorId: actor.userId,
    })),
  );
  await insertAudits(
    db,
    done.map(({ alert: { workspaceId, alertId }, deed }) => ({
      workspaceId,
      actor,
      targetId: alertId,
      at,
      ...deed.audit,
    })),
  );
}

/** Leaves a new verdict to the detector, where the alert is its own; takes back what it has not heard of yet. */
async function noteWord(
  db: Db,
  { workspaceId, alertId, kind, key, verdict: before }: StoredAlert,
  verdict: AlertVerdict | null | undefined,
): Promise<void> {
  if (verdict === undefined || verdict === before) return;
  if (key === null || findingKindOf(kind) === undefined) return;
  await noteVerdict(db, { workspaceId, alertId, verdict });
}

/** The alert as it is after a deed. */
function changedAlert(alert: StoredAlert, { columns }: AlertDeed): StoredAlert {
  const { state = alert.incident.state, resolution = alert.resolution, verdict = alert.verdict } = columns;
  return { ...alert, resolution, verdict, incident: { ...alert.incident, state } };
}

/** The refusal of an alert that is unknown, foreign or out of reach. */
export function unknownAlert(): Refusal {
  return new Refusal('NOT_FOUND', 'There is no such alert in this workspace; list its alerts.');
}

async function refusedOr<Value>(work: () => Promise<Value>): Promise<Value | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Only who opens an alert again can meet the detector, which opens the next one of the same incident. */
async function orNewerAlert<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal('ALERT_STATE', 'The incident has a newer alert since just now; list the alerts again.');
  }
}
