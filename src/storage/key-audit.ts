import { arrayLiteral } from './array-literal.ts';
import type { AuditEntry } from './audit.ts';
import type { Db } from './tenancy.ts';

/** Who did something to a key the last time; null where Keywatch itself did, or nobody. */
export async function findLastActor(
  db: Db,
  of: { readonly workspaceId: string; readonly keyId: string; readonly action: string },
): Promise<string | null> {
  const { workspaceId, keyId, action } = of;
  const event = await db.auditEvent.findFirst({
    where: { workspaceId, targetId: keyId, action },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { actorId: true },
  });
  return event?.actorId ?? null;
}

/** Writes an entry for each of many keys, with its name as the detail. One statement; `ids` are those of the entries. */
export async function insertKeyAudits(
  db: Db,
  entry: Pick<AuditEntry, 'workspaceId' | 'actor' | 'action' | 'at'>,
  keys: { readonly keyIds: readonly string[]; readonly ids: readonly string[] },
): Promise<void> {
  const { workspaceId, actor, action, at } = entry;
  await db.$executeRaw`
    INSERT INTO audit_events
      (id, workspace_id, actor_id, action, target_type, target_id, ip, token_id, detail, at)
    SELECT given.id, keys.workspace_id, ${actor?.userId ?? null}::uuid, ${action}, 'key', keys.id,
      ${actor?.ip ?? null}, ${actor?.tokenId ?? null}::uuid, jsonb_build_object('name', keys.name), ${at}
    FROM unnest(${arrayLiteral(keys.ids)}::uuid[], ${arrayLiteral(keys.keyIds)}::uuid[]) AS given (id, key_id)
    JOIN keys ON keys.id = given.key_id AND keys.workspace_id = ${workspaceId}::uuid`;
}
