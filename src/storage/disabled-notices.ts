import type { DisabledBy } from '../core/endpoint-event.ts';
import type { Db } from './tenancy.ts';

/** An endpoint that Keywatch has disabled, and who is to be told. */
export interface DisabledNotice {
  readonly endpointId: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly description: string | null;
  readonly url: string;
  readonly disabledBy: DisabledBy;
  /** Of those who are owners or admins now. */
  readonly emails: readonly string[];
}

/** Claims a notice that is due; it is due again at `againAt` unless it is settled. Null where there is none. */
export async function claimDisabledNotice(db: Db, now: Date, againAt: Date): Promise<DisabledNotice | null> {
  const rows = await db.$queryRaw<DisabledNotice[]>`
    UPDATE webhook_endpoints SET notice_due_at = ${againAt}::timestamptz
    FROM workspaces
    WHERE workspaces.id = workspace_id AND webhook_endpoints.id = (
      SELECT id FROM webhook_endpoints WHERE notice_due_at <= ${now}::timestamptz
      ORDER BY notice_due_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING webhook_endpoints.id AS "endpointId", workspace_id AS "workspaceId", workspaces.name AS "workspaceName",
      webhook_endpoints.description, url, disabled_by::text AS "disabledBy",
      ARRAY(SELECT email FROM memberships JOIN users ON users.id = user_id
        WHERE memberships.workspace_id = webhook_endpoints.workspace_id AND role IN ('OWNER', 'ADMIN') AND removed_at IS NULL
        ORDER BY email) AS emails`;
  return rows[0] ?? null;
}

/** Notes that people have been told. */
export async function settleDisabledNotice(db: Db, endpointId: string): Promise<void> {
  await db.webhookEndpoint.updateMany({ where: { id: endpointId }, data: { noticeDueAt: null } });
}
