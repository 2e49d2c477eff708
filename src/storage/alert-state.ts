import type { AlertIncident } from '../core/alert.ts';
import type { AlertResolution, AlertVerdict } from '../core/alert-action.ts';
import type { AlertSubject, StoredAlert } from './alerts.ts';
import type { Db } from './tenancy.ts';

/** What an incident is called: one alert of each name is not resolved at a time. */
export function incidentName({
  workspaceId,
  keyId,
  kind,
  topic,
}: AlertSubject & Pick<StoredAlert, 'kind' | 'topic'>): string {
  return `${keyId ?? workspaceId}:${kind}:${topic}`;
}

/** Opens an alert and returns its id; null where its incident has an open one already. */
export async function insertAlert(
  db: Db,
  alert: AlertSubject & Pick<StoredAlert, 'kind' | 'topic' | 'incident'> & { readonly openedAt: Date },
): Promise<string | null> {
  const { incident, ...rest } = alert;
  const [row] = await db.alert.createManyAndReturn({
    data: [{ ...rest, openIncident: incidentName(alert), ...columns(incident) }],
    skipDuplicates: true,
    select: { id: true },
  });
  return row?.id ?? null;
}

/** Opens alerts of keys and returns their ids by key; those whose incident has an open one already are left out. */
export async function insertAlerts(
  db: Db,
  alerts: readonly (Pick<StoredAlert, 'workspaceId' | 'kind' | 'topic' | 'incident'> & {
    readonly keyId: string;
  })[],
  openedAt: Date,
): Promise<ReadonlyMap<string, string>> {
  if (alerts.length === 0) return new Map();
  const rows = await db.alert.createManyAndReturn({
    data: alerts.map((alert) => {
      const { incident, ...rest } = alert;
      return { ...rest, openedAt, openIncident: incidentName(alert), ...columns(incident) };
    }),
    skipDuplicates: true,
    select: { id: true, keyId: true },
  });
  return new Map(rows.flatMap(({ id, keyId }) => (keyId === null ? [] : [[keyId, id] as const])));
}

/** Stores an incident that goes on; false where somebody resolved it meanwhile. Its state stays as people left it. */
export async function continueAlert(db: Db, alertId: string, incident: AlertIncident): Promise<boolean> {
  const { state: _state, reopenedAt: _reopenedAt, ...rest } = columns(incident);
  const { count } = await db.alert.updateMany({
    where: { id: alertId, openIncident: { not: null } },
    data: rest,
  });
  return count === 1;
}

/** Notes that an incident goes on which a person has resolved. */
export async function noteDisregarded(db: Db, alertId: string, incident: AlertIncident): Promise<void> {
  await db.alert.updateMany({ where: { id: alertId }, data: { lastMinute: new Date(incident.lastMinute) } });
}

/** Opens a resolved alert again because of a finding; false where that has been done already. */
export async function reopenAlert(
  db: Db,
  { alertId, ...alert }: AlertSubject & Pick<StoredAlert, 'alertId' | 'kind' | 'topic' | 'incident'>,
): Promise<boolean> {
  const { count } = await db.alert.updateMany({
    where: { id: alertId, openIncident: null },
    data: {
      ...columns(alert.incident),
      openIncident: incidentName(alert),
      acknowledgedAt: null,
      resolution: null,
      verdict: null,
    },
  });
  return count === 1;
}

/** Resolves an alert that has been quiet; false where it is resolved already. */
export async function resolveQuietAlert(db: Db, alertId: string, at: Date): Promise<boolean> {
  const { count } = await db.alert.updateMany({
    where: { id: alertId, openIncident: { not: null } },
    data: { state: 'RESOLVED', openIncident: null, resolvedAt: at, resolution: 'QUIET' },
  });
  return count === 1;
}

/** What is changed of an alert; what is left out stays. */
export interface AlertColumns {
  readonly state?: AlertIncident['state'];
  /** Null: it is not open any more. */
  readonly openIncident?: string | null;
  readonly acknowledgedAt?: Date | null;
  readonly resolvedAt?: Date | null;
  readonly reopenedAt?: Date | null;
  readonly resolution?: AlertResolution | null;
  readonly verdict?: AlertVerdict | null;
  readonly assigneeId?: string | null;
  readonly mutedById?: string | null;
  readonly told?: boolean;
}

/** Changes an alert. */
export async function updateAlert(db: Db, alertId: string, changes: AlertColumns): Promise<void> {
  await db.alert.updateMany({ where: { id: alertId }, data: changes });
}

/** Tells whether an incident has an alert that is not resolved. */
export async function isIncidentOpen(db: Db, name: string): Promise<boolean> {
  return (await db.alert.count({ where: { openIncident: name } })) > 0;
}

/** Takes all alerts of a workspace from somebody who left it. */
export async function unassignAlerts(db: Db, workspaceId: string, assigneeId: string): Promise<void> {
  await db.alert.updateMany({ where: { workspaceId, assigneeId }, data: { assigneeId: null } });
}

function columns(incident: AlertIncident) {
  const { since, lastMinute, resolvedAt, reopenedAt, ...rest } = incident;
  return {
    ...rest,
    since: new Date(since),
    lastMinute: new Date(lastMinute),
    resolvedAt: resolvedAt === null ? null : new Date(resolvedAt),
    reopenedAt: reopenedAt === null ? null : new Date(reopenedAt),
  };
}
