import {
  type AlertFigures,
  type AlertIncident,
  type AlertTransition,
  moveIncident,
  REOPEN_MS,
  type Severity,
} from '../core/alert.ts';
import { type AlertEventType, alertEventPayload } from '../core/alert-event.ts';
import type { Finding, FindingSeverity } from '../core/detector/finding.ts';
import { MINUTE_MS } from '../core/usage/cell.ts';
import {
  type AlertKey,
  continueAlert,
  findAlertKeys,
  findIncidents,
  insertAlert,
  muteAlert,
  reopenAlert,
  resolveAlert,
  type StoredIncident,
} from '../storage/alerts.ts';
import { insertDeliveries } from '../storage/deliveries.ts';
import type { Db } from '../storage/tenancy.ts';
import type { JobContext } from './deps.ts';

/** A key and kind whose incident moves. `alertId` is null where there is no alert yet. */
interface Moving {
  readonly alertId: string | null;
  readonly workspaceId: string;
  readonly kind: string;
  readonly key: AlertKey;
  readonly transition: AlertTransition;
}

/**
 * Moves the alerts of keys past one minute, in the caller's transaction, and writes what has to be told as deliveries.
 * `findings` has an entry for each key that was looked at.
 */
export async function moveAlerts(
  context: JobContext,
  db: Db,
  work: { readonly minute: Date; readonly findings: ReadonlyMap<string, readonly Finding[]> },
): Promise<{ deliveries: number }> {
  const { minute, findings } = work;
  const minuteMs = minute.getTime();
  const incidents = await findIncidents(db, [...findings.keys()], new Date(minuteMs - REOPEN_MS));
  const latest = new Map<string, StoredIncident>();
  for (const each of incidents) {
    const name = incidentName(each.key.id, each.kind);
    if (!latest.has(name)) latest.set(name, each);
  }
  const moving: Moving[] = [];
  for (const { alertId, workspaceId, kind, key, incident } of latest.values()) {
    const found = findings.get(key.id)?.find((finding) => finding.kind === kind);
    const transition = moveIncident(incident, found === undefined ? null : toFigures(found), minuteMs);
    moving.push({ alertId, workspaceId, kind, key, transition });
  }
  moving.push(...(await newIncidents(db, findings, (name) => latest.has(name), minuteMs)));
  let deliveries = 0;
  for (const each of moving) deliveries += await store(context, db, each);
  return { deliveries };
}

async function newIncidents(
  db: Db,
  findings: ReadonlyMap<string, readonly Finding[]>,
  isKnown: (name: string) => boolean,
  minuteMs: number,
): Promise<Moving[]> {
  const fresh = [...findings].flatMap(([keyId, found]) =>
    found.filter(({ kind }) => !isKnown(incidentName(keyId, kind))).map((finding) => ({ keyId, finding })),
  );
  if (fresh.length === 0) return [];
  const keys = await findAlertKeys(
    db,
    fresh.map(({ keyId }) => keyId),
  );
  return fresh.flatMap(({ keyId, finding }) => {
    const key = keys.get(keyId);
    if (key === undefined) return [];
    const transition = moveIncident(null, toFigures(finding), minuteMs);
    return [{ alertId: null, workspaceId: key.workspaceId, kind: finding.kind, key, transition }];
  });
}

/** What webhooks are told of a change; nothing of the others. */
const EVENTS: Partial<Record<AlertTransition['change'], AlertEventType>> = {
  opened: 'alert.opened',
  reopened: 'alert.opened',
  resolved: 'alert.resolved',
};

/** Stores one transition and returns how many deliveries tell of it. */
async function store(context: JobContext, db: Db, moving: Moving): Promise<number> {
  const { kind, key, workspaceId, transition } = moving;
  const { change, incident } = transition;
  const eventType = EVENTS[change];
  if (incident === null || change === 'none') return 0;
  if (eventType === undefined) {
    if (moving.alertId !== null)
      await (change === 'muted' ? muteAlert : continueAlert)(db, moving.alertId, incident);
    return 0;
  }
  const now = context.now();
  const alertId = await changeState(db, moving, incident, now);
  if (alertId === null) return 0;
  if (eventType === 'alert.opened') context.observe('openedAlerts', 1);
  const payload = alertEventPayload(
    eventType,
    { ...incident, alertId, workspaceId, kind, key },
    now.getTime(),
  );
  return await insertDeliveries(db, { workspaceId, alertId, eventType, payload, now });
}

/** Opens, reopens or resolves an alert and returns its id; null where somebody else has done so. */
async function changeState(
  db: Db,
  { alertId, key, kind, workspaceId, transition }: Moving,
  incident: AlertIncident,
  now: Date,
): Promise<string | null> {
  if (alertId === null || transition.change === 'opened') {
    return await insertAlert(db, { workspaceId, keyId: key.id, kind, incident, openedAt: now });
  }
  const changed =
    transition.change === 'reopened'
      ? await reopenAlert(db, { alertId, keyId: key.id, kind, incident })
      : await resolveAlert(db, alertId, now);
  return changed ? alertId : null;
}

const SEVERITY_NAMES: Readonly<Record<FindingSeverity, Severity>> = {
  info: 'INFO',
  warning: 'WARNING',
  critical: 'CRITICAL',
};

function toFigures(finding: Finding): AlertFigures & { readonly since: number } {
  return { ...finding, severity: SEVERITY_NAMES[finding.severity], since: finding.since * MINUTE_MS };
}

function incidentName(keyId: string, kind: string): string {
  return `${keyId}:${kind}`;
}
