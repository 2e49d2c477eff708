import type { Prisma } from './generated/client.ts';
import type { Db } from './tenancy.ts';

export interface AuditEntry {
  /** Null for what happens outside a workspace. */
  readonly workspaceId: string | null;
  /** Who did it, and from where; null: Keywatch itself. */
  readonly actor: {
    readonly userId: string;
    readonly ip?: string | undefined;
    readonly tokenId?: string | undefined;
  } | null;
  /** What was done to what, in the form `key.revoked`. */
  readonly action: `${string}.${string}`;
  readonly targetId: string;
  /** What else there is to say; never a secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** The fields that changed (core/record-change.ts), as they were and as they are; never a secret. */
  readonly change?: {
    readonly before: Readonly<Record<string, unknown>>;
    readonly after: Readonly<Record<string, unknown>>;
  };
  readonly at: Date;
}

/** Writes the audit log, in the transaction of what it tells of. */
export async function insertAudit(db: Db, entry: AuditEntry): Promise<void> {
  await insertAudits(db, [entry]);
}

/** Writes rows of the audit log in one statement; at most 2,000, for the sake of Postgres' 32,767 parameters. */
export async function insertAudits(db: Db, entries: readonly AuditEntry[]): Promise<void> {
  await db.auditEvent.createMany({ data: entries.map(rowOf) });
}

function rowOf(entry: AuditEntry): Prisma.AuditEventCreateManyInput {
  const { actor, action, detail, change, ...rest } = entry;
  return {
    ...rest,
    action,
    targetType: action.split('.', 1)[0] ?? action,
    actorId: actor?.userId ?? null,
    ip: actor?.ip ?? null,
    tokenId: actor?.tokenId ?? null,
    detail: json(detail ?? {}),
    ...(change === undefined ? {} : { before: json(change.before), after: json(change.after) }),
  };
}

function json(value: Readonly<Record<string, unknown>>): Prisma.InputJsonObject {
  return value as Prisma.InputJsonObject;
}
