import type { AlertIncident } from '../core/alert.ts';
import type { AlertResolution, AlertVerdict } from '../core/alert-action.ts';
import type { AlertEventSubject } from '../core/alert-event.ts';
import { arrayLiteral } from './array-literal.ts';
import type { Prisma } from './generated/client.ts';
import type { Db } from './tenancy.ts';

/** A key as alerts name it. */
export type AlertKey = NonNullable<AlertEventSubject['key']>;

/** What an alert may be about: a key, or (null) its workspace as a whole. */
export interface AlertSubject {
  readonly workspaceId: string;
  readonly keyId: string | null;
}

/** An alert with all that changes of it go by. */
export interface StoredAlert {
  readonly alertId: string;
  readonly workspaceId: string;
  readonly kind: string;
  readonly topic: string;
  readonly key: (AlertKey & { readonly deletedAt: Date | null }) | null;
  readonly incident: AlertIncident;
  readonly resolution: AlertResolution | null;
  readonly verdict: AlertVerdict | null;
  readonly assigneeId: string | null;
  /** Whether webhooks know that it is open: false while it is muted. */
  readonly told: boolean;
}

const KEY_FIELDS = {
  id: true,
  name: true,
  prefix: true,
  lastFour: true,
  ownerId: true,
  deletedAt: true,
} satisfies Prisma.KeySelect;

const WITH_KEY = { key: { select: KEY_FIELDS } } satisfies Prisma.AlertInclude;

/** What have an alert of some kinds which is not resolved. */
export async function findSubjectsWithOpenAlerts(db: Db, kinds: readonly string[]): Promise<AlertSubject[]> {
  return await db.alert.findMany({
    where: { openIncident: { not: null }, kind: { in: [...kinds] } },
    distinct: ['workspaceId', 'keyId'],
    select: { workspaceId: true, keyId: true },
  });
}

/**
 * The incidents of subjects, of some kinds, that are open, or had a finding at or after an instant, or last: open ones
 * first, then the latest.
 */
export async function findIncidents(
  db: Db,
  subjects: readonly AlertSubject[],
  of: {
    readonly kinds: readonly string[];
    readonly since: Date;
    /** Of these, also those that ended long ago. */
    readonly lasting: readonly Pick<StoredAlert, 'kind' | 'topic'>[];
  },
): Promise<StoredAlert[]> {
  const keyIds = subjects.flatMap(({ keyId }) => keyId ?? []);
  const workspaceIds = subjects.flatMap(({ keyId, workspaceId }) => (keyId === null ? workspaceId : []));
  const rows = await db.alert.findMany({
    where: {
      AND: [
        { OR: [{ keyId: { in: keyIds } }, { keyId: null, workspaceId: { in: workspaceIds } }] },
        {
          OR: [
            { openIncident: { not: null } },
            { lastMinute: { gte: of.since } },
            ...of.lasting.map(({ kind, topic }) => ({ kind, topic })),
          ],
        },
      ],
      kind: { in: [...of.kinds] },
    },
    include: WITH_KEY,
    orderBy: [{ openIncident: { sort: 'asc', nulls: 'last' } }, { lastMinute: 'desc' }],
  });
  return rows.map(toStored);
}

/** Locks alerts of a workspace until the transaction ends, in the order of their ids, and loads them. */
export async function lockAlerts(
  db: Db,
  workspaceId: string,
  alertIds: readonly string[],
): Promise<StoredAlert[]> {
  await db.$executeRaw`
    SELECT 1 FROM alerts WHERE workspace_id = ${workspaceId}::uuid AND id = ANY (${arrayLiteral(alertIds)}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
  const rows = await db.alert.findMany({
    where: { workspaceId, id: { in: [...alertIds] } },
    include: WITH_KEY,
    orderBy: { id: 'asc' },
  });
  return rows.map(toStored);
}

/** An alert; null where this workspace has none of the id. */
export async function findAlert(db: Db, workspaceId: string, id: string): Promise<StoredAlert | null> {
  const row = await db.alert.findFirst({ where: { id, workspaceId }, include: WITH_KEY });
  return row === null ? null : toStored(row);
}

/** The alerts of a key that are not resolved, by id. */
export async function findOpenAlertIds(
  db: Db,
  { workspaceId, keyId }: { readonly workspaceId: string; readonly keyId: string },
): Promise<string[]> {
  const rows = await db.alert.findMany({
    where: { workspaceId, keyId, openIncident: { not: null } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The keys of alerts that are about to be opened; those that are gone are left out. */
export async function findAlertKeys(
  db: Db,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<StoredAlert['key']>>> {
  const rows = await db.key.findMany({ where: { id: { in: [...keyIds] } }, select: KEY_FIELDS });
  return new Map(rows.map((row) => [row.id, row]));
}

function toStored(row: Prisma.AlertGetPayload<{ include: typeof WITH_KEY }>): StoredAlert {
  const { id: alertId, workspaceId, kind, topic, key, resolution, verdict, assigneeId, told } = row;
  return {
    alertId,
    workspaceId,
    kind,
    topic,
    key,
    resolution,
    verdict,
    assigneeId,
    told,
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
      reopenedAt: row.reopenedAt?.getTime() ?? null,
    },
  };
}
