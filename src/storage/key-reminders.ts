import type { Reminder } from '../core/reminder.ts';
import { arrayLiteral, timeArrayLiteral } from './array-literal.ts';
import type { Db } from './tenancy.ts';
import { insertEvents, type WebhookEvent } from './webhook-events.ts';

/** A key that may be due for a reminder. */
export interface RemindableKey {
  readonly id: string;
  readonly workspaceId: string;
  readonly ownerId: string;
  readonly name: string;
  readonly prefix: string;
  readonly lastFour: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/**
 * Keys, by id, that expire until `expiresUntil` or were made until `madeUntil` and lack a reminder of that kind since it
 * became due. Keys that have a successor are being replaced already and are left out, as are those of deleted
 * workspaces. 100,000 keys are looked through in 0.3 s where none is due
 * (Postgres 15, one sequential scan).
 */
export async function findRemindableKeys(
  db: Db,
  filter: {
    readonly now: Date;
    readonly expiresUntil: Date;
    readonly madeUntil: Date;
    readonly afterId: string;
    readonly countMax: number;
  },
): Promise<RemindableKey[]> {
  const { now, expiresUntil, madeUntil, afterId, countMax } = filter;
  return await db.$queryRaw<RemindableKey[]>`
    SELECT keys.id, workspace_id AS "workspaceId", owner_id AS "ownerId", keys.name, prefix,
      last_four AS "lastFour", keys.created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"
    FROM keys JOIN workspaces ON workspaces.id = workspace_id AND workspaces.deleted_at IS NULL
    WHERE keys.id > ${afterId}::uuid AND revoked_at IS NULL AND keys.deleted_at IS NULL
      AND (expires_at IS NULL OR expires_at > ${now}::timestamptz)
      AND ((expires_at <= ${expiresUntil}::timestamptz AND NOT EXISTS (
          SELECT FROM key_reminders WHERE key_id = keys.id
            AND kind = CASE WHEN expires_at <= ${now}::timestamptz + interval '24 hours'
              THEN 'EXPIRES_IN_1_DAY' ELSE 'EXPIRES_IN_7_DAYS' END
            AND at >= expires_at - CASE WHEN expires_at <= ${now}::timestamptz + interval '24 hours'
              THEN interval '24 hours' ELSE interval '168 hours' END))
        OR (keys.created_at <= ${madeUntil}::timestamptz AND NOT EXISTS (
          SELECT FROM key_reminders WHERE key_id = keys.id AND kind = 'ROTATION_DUE')))
      AND NOT EXISTS (SELECT FROM keys AS successors WHERE successors.rotated_from_id = keys.id)
    ORDER BY keys.id LIMIT ${countMax}`;
}

/** A key that expires. */
export interface ExpiringKey {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/**
 * Keys, by id, that expire between two instants, without those that are being replaced and those of deleted workspaces.
 * One sequential scan, like findRemindableKeys.
 */
export async function findExpiringKeys(
  db: Db,
  filter: { readonly now: Date; readonly until: Date; readonly afterId: string; readonly countMax: number },
): Promise<ExpiringKey[]> {
  const { now, until, afterId, countMax } = filter;
  return await db.$queryRaw<ExpiringKey[]>`
    SELECT workspace_id AS "workspaceId", keys.id AS "keyId", keys.created_at AS "createdAt", expires_at AS "expiresAt"
    FROM keys JOIN workspaces ON workspaces.id = workspace_id AND workspaces.deleted_at IS NULL
    WHERE keys.id > ${afterId}::uuid AND revoked_at IS NULL AND keys.deleted_at IS NULL
      AND expires_at > ${now}::timestamptz AND expires_at <= ${until}::timestamptz
      AND NOT EXISTS (SELECT FROM keys AS successors WHERE successors.rotated_from_id = keys.id)
    ORDER BY keys.id LIMIT ${countMax}`;
}

/** A reminder that is due since an instant. */
export interface DueReminder {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly kind: Reminder;
  readonly dueSince: Date;
}

/**
 * Notes reminders, in the caller's transaction, and returns those that nobody has noted since they became due: two
 * workers at once are told of each only once in all. A note from before that was about another expiry and is replaced.
 */
export async function insertReminders(
  db: Db,
  due: readonly DueReminder[],
  at: Date,
): Promise<{ keyId: string; kind: Reminder }[]> {
  return await db.$queryRaw<{ keyId: string; kind: Reminder }[]>`
    WITH due AS (
      SELECT * FROM unnest(
        ${arrayLiteral(due.map(({ workspaceId }) => workspaceId))}::uuid[],
        ${arrayLiteral(due.map(({ keyId }) => keyId))}::uuid[],
        ${arrayLiteral(due.map(({ kind }) => kind))}::text[],
        ${timeArrayLiteral(due.map(({ dueSince }) => dueSince.getTime()))}::timestamptz[]
      ) AS due (workspace_id, key_id, kind, since)
    )
    INSERT INTO key_reminders AS noted (workspace_id, key_id, kind, at)
    SELECT workspace_id, key_id, kind, ${at}::timestamptz FROM due ORDER BY key_id, kind
    ON CONFLICT (key_id, kind) DO UPDATE SET at = excluded.at
    WHERE noted.at < (SELECT since FROM due WHERE due.key_id = noted.key_id AND due.kind = noted.kind)
    RETURNING key_id AS "keyId", kind`;
}

/** Writes the deliveries of events, in one statement; returns how many. */
export async function insertWorkspaceEvents(
  db: Db,
  events: readonly WebhookEvent[],
  now: Date,
): Promise<number> {
  return await insertEvents(db, events, now);
}
