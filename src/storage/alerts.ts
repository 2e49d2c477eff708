import type { AlertIncident } from '../core/alert.ts';
import type { AlertEventSubject } from '../core/alert-event.ts';
import type { Prisma } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** A key as alerts name it. */
export type AlertKey = AlertEventSubject['key'];

/** A stored incident of one key and kind. */
export interface StoredIncident {
  readonly alertId: string;
  readonly workspaceId: string;
  readonly kind: string;
  readonly key: AlertKey;
  readonly incident: AlertIncident;
}

const KEY_FIELDS = {
  id: true,
  name: true,
  prefix: true,
  lastFour: true,
  ownerId: true,
} satisfies Prisma.KeySelect;

/** The keys that have an alert which is not resolved. */
export async function findKeysWithOpenAlerts(db: Db): Promise<{ workspaceId: string; keyId: string }[]> {
  return await db.alert.findMany({
    where: { openIncident: { not: null } },
    distinct: ['keyId'],
    select: { workspaceId: true, keyId: true },
  });
}

/** The incidents of keys that are open, or had a finding at or after an instant: open ones first, then the latest. */
export async function findIncidents(
  db: Db,
  keyIds: readonly string[],
  since: Date,
): Promise<StoredIncident[]> {
  const rows = await db.alert.findMany({
    where: {
      keyId: { in: [...keyIds] },
      OR: [{ openIncident: { not: null } }, { lastMinute: { gte: since } }],
    },
    include: { key: { select: KEY_FIELDS } },
    orderBy: [{ openIncident: { sort: 'asc', nulls: 'last' } }, { lastMinute: 'desc' }],
  });
  return rows.map((row) => ({
    alertId: row.id,
    workspaceId: row.workspaceId,
    kind: row.kind,
    key: row.key,
    incident: {
      state: row.state,
      severity: row.severity,
      observed: row.observed,
      expected: row.expected,
      lower: row.lower,
      upper: row.upper,
      score: row.score,
      sentence: row.sentence,
      since: row.since.getTime(),
      lastMinute: row.lastMinute.getTime(),
      resolvedAt: row.resolvedAt?.getTime() ?? null,
    },
  }));
}

/** The keys of alerts that are about to be opened; those that are gone are left out. */
export async function findAlertKeys(
  db: Db,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, AlertKey & { readonly workspaceId: string }>> {
  const rows = await db.key.findMany({
    where: { id: { in: [...keyIds] } },
    select: { ...KEY_FIELDS, workspaceId: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Opens an alert and returns its id; null where its key and kind have an open one already. */
export async function insertAlert(
  db: Db,
  alert: { workspaceId: string; keyId: string; kind: string; incident: AlertIncident; openedAt: Date },
): Promise<string | null> {
  const { workspaceId, keyId, kind, incident, openedAt } = alert;
  const [row] = await db.alert.createManyAndReturn({
    data: [
      { workspaceId, keyId, kind, openedAt, openIncident: incidentName(keyId, kind), ...columns(incident) },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  return row?.id ?? null;
}

/** Stores an incident that goes on. Its state stays, for a person may have acknowledged it meanwhile. */
export async function continueAlert(db: Db, alertId: string, incident: AlertIncident): Promise<void> {
  const { state: _state, ...rest } = columns(incident);
  await db.alert.updateMany({ where: { id: alertId, openIncident: { not: null } }, data: rest });
}

/** Notes that an incident goes on which a person has resolved. */
export async function muteAlert(db: Db, alertId: string, incident: AlertIncident): Promise<void> {
  await db.alert.updateMany({ where: { id: alertId }, data: { lastMinute: new Date(incident.lastMinute) } });
}

/** Opens a resolved alert again; false where that has been done already. */
export async function reopenAlert(
  db: Db,
  alert: { alertId: string; keyId: string; kind: string; incident: AlertIncident },
): Promise<boolean> {
  const { count } = await db.alert.updateMany({
    where: { id: alert.alertId, openIncident: null },
    data: {
      ...columns(alert.incident),
      openIncident: incidentName(alert.keyId, alert.kind),
      acknowledgedAt: null,
    },
  });
  return count === 1;
}

/** Resolves an alert; false where it is resolved already. */
export async function resolveAlert(db: Db, alertId: string, at: Date): Promise<boolean> {
  const { count } = await db.alert.updateMany({
    where: { id: alertId, openIncident: { not: null } },
    data: { state: 'RESOLVED', openIncident: null, resolvedAt: at },
  });
  return count === 1;
}

function incidentName(keyId: string, kind: string): string {
  return `${keyId}:${kind}`;
}

function columns(incident: AlertIncident) {
  const { since, lastMinute, resolvedAt, ...rest } = incident;
  return {
    ...rest,
    since: new Date(since),
    lastMinute: new Date(lastMinute),
    resolvedAt: resolvedAt === null ? null : new Date(resolvedAt),
  };
}
