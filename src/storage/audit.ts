import type { Db } from './client.ts';

export interface AuditEntry {
  /** Null for what happens outside a workspace. */
  readonly workspaceId: string | null;
  readonly actorId: string | null;
  /** What was done, in the form `key.revoked`. */
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly ip?: string | undefined;
  /** What changed; never a secret. */
  readonly detail?: Record<string, string | number | boolean | null | string[]>;
  readonly at: Date;
}

/** Writes the audit log, in the transaction of what it tells of. */
export async function insertAudit(db: Db, entry: AuditEntry): Promise<void> {
  const { ip, detail, ...rest } = entry;
  await db.auditEvent.create({ data: { ...rest, ip: ip ?? null, detail: detail ?? {} } });
}
