import { outlasts } from '../core/containment.ts';
import { containmentEventPayload } from '../core/containment-event.ts';
import type { AuditEntry } from './audit.ts';
import { insertAudit } from './audit.ts';
import {
  type ContainedKey,
  endContainment,
  findActiveContainment,
  insertContainment,
  type NewContainment,
} from './containments.ts';
import type { Containment } from './generated/client.ts';
import { insertWorkspaceEvents } from './key-reminders.ts';
import type { Db } from './tenancy.ts';
import { raiseVersions } from './version-raises.ts';

/** Who acts, as the audit log has it; null: Keywatch itself. */
type Actor = AuditEntry['actor'];

/**
 * Contains a key, in the caller's transaction, with its version, its line in the audit log and its event. A containment
 * that is there already is replaced by a stricter one, or by one as strict that lasts longer; undefined where the key is
 * contained as much already. The key must be locked and alive. After the commit the version has to be carried.
 */
export async function containLockedKey(
  db: Db,
  actor: Actor,
  key: ContainedKey,
  given: NewContainment,
  at: Date,
): Promise<Containment | undefined> {
  const active = await findActiveContainment(db, key.id);
  if (!outlasts(given, active)) return undefined;
  const containment = await insertContainment(db, key, given, active, at);
  await tell(db, actor, { key, containment, replaced: active, end: null }, at);
  return containment;
}

/** Ends the active containment of a locked key, as endContainment does, with all that tells of it. */
export async function endLockedContainment(
  db: Db,
  actor: Actor,
  change: {
    readonly key: ContainedKey;
    readonly active: Containment;
    readonly end: 'UNDONE' | 'EXPIRED';
    readonly all?: boolean;
  },
  at: Date,
): Promise<void> {
  const { key, active, end, all = false } = change;
  const restored = await endContainment(db, active, { end, byUserId: actor?.userId, all }, at);
  await tell(db, actor, { key, containment: active, replaced: restored, end }, at);
}

async function tell(
  db: Db,
  actor: Actor,
  change: {
    readonly key: ContainedKey;
    readonly containment: Containment;
    /** The one before, or the one that is back. */
    readonly replaced: Containment | null;
    readonly end: 'UNDONE' | 'EXPIRED' | null;
  },
  at: Date,
): Promise<void> {
  const { key, containment, replaced, end } = change;
  const { workspaceId, step, since, until, reason, by, alertId } = containment;
  const subject = {
    workspaceId,
    key,
    containmentId: containment.id,
    step,
    since,
    until,
    reason,
    by,
    alertId,
  };
  const eventType = end === null ? 'key.contained' : 'key.containment_ended';
  await raiseVersions(db, [key.id], at);
  await insertAudit(db, {
    workspaceId,
    actor,
    action: eventType,
    targetId: key.id,
    detail: {
      name: key.name,
      containmentId: containment.id,
      by,
      reason,
      alertId,
      until,
      ...(end && { end }),
    },
    change:
      end === null
        ? { before: { containment: replaced?.step ?? null }, after: { containment: step } }
        : { before: { containment: step }, after: { containment: replaced?.step ?? null } },
    at,
  });
  await insertWorkspaceEvents(
    db,
    [{ workspaceId, eventType, payload: containmentEventPayload(subject, end, at) }],
    at,
  );
}
