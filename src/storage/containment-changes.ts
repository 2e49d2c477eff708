import { outlasts } from '../core/containment.ts';
import { containmentEventPayload } from '../core/containment-event.ts';
import type { AuditEntry } from './audit.ts';
import { insertAudit, insertAudits } from './audit.ts';
import {
  type ContainedKey,
  endContainment,
  findActiveContainments,
  insertContainments,
  type NewContainment,
} from './containments.ts';
import type { Containment } from './generated/client.ts';
import { insertWorkspaceEvents } from './key-reminders.ts';
import type { Db } from './tenancy.ts';
import { raiseVersions } from './version-raises.ts';
import type { WebhookEvent } from './webhook-events.ts';

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
  const contained = (await containLockedKeys(db, actor, [{ key, given }], at)).get(key.id);
  if (contained === undefined) return undefined;
  await insertWorkspaceEvents(db, [contained.event], at);
  return contained.containment;
}

/** A containment that was made, and the event that tells of it. */
export interface ContainedNow {
  readonly containment: Containment;
  readonly event: WebhookEvent;
}

/**
 * Contains keys, each named once, as containLockedKey does, all in as many statements as one. Their events are left to the
 * caller, by key; keys that are contained as much already have none.
 */
export async function containLockedKeys(
  db: Db,
  actor: Actor,
  wanted: readonly { readonly key: ContainedKey; readonly given: NewContainment }[],
  at: Date,
): Promise<ReadonlyMap<string, ContainedNow>> {
  if (wanted.length === 0) return new Map();
  const active = await findActiveContainments(
    db,
    wanted.map(({ key }) => key.id),
  );
  const due = wanted
    .map((each) => ({ ...each, replaced: active.get(each.key.id) ?? null }))
    .filter(({ given, replaced }) => outlasts(given, replaced));
  if (due.length === 0) return new Map();
  const made = await insertContainments(db, due, at);
  const changes = due.flatMap(({ key, replaced }) => {
    const containment = made.get(key.id);
    return containment === undefined ? [] : [{ key, containment, replaced, end: null }];
  });
  await raiseVersions(
    db,
    changes.map(({ key }) => key.id),
    at,
  );
  await insertAudits(
    db,
    changes.map((change) => auditOf(actor, change, at)),
  );
  return new Map(
    changes.map((change) => [change.key.id, { containment: change.containment, event: eventOf(change, at) }]),
  );
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
  const ended = { key, containment: active, replaced: restored, end };
  await raiseVersions(db, [key.id], at);
  await insertAudit(db, auditOf(actor, ended, at));
  await insertWorkspaceEvents(db, [eventOf(ended, at)], at);
}

/** A containment that was made or ended. */
interface Change {
  readonly key: ContainedKey;
  readonly containment: Containment;
  /** The one before, or the one that is back. */
  readonly replaced: Containment | null;
  readonly end: 'UNDONE' | 'EXPIRED' | null;
}

function auditOf(actor: Actor, { key, containment, replaced, end }: Change, at: Date): AuditEntry {
  const { workspaceId, step, until, reason, by, alertId } = containment;
  return {
    workspaceId,
    actor,
    action: nameOf(end),
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
  };
}

function eventOf({ key, containment, end }: Change, at: Date): WebhookEvent {
  const { workspaceId, step, since, until, reason, by, alertId } = containment;
  const containmentId = containment.id;
  const subject = { workspaceId, key, containmentId, step, since, until, reason, by, alertId };
  return { workspaceId, eventType: nameOf(end), payload: containmentEventPayload(subject, end, at) };
}

function nameOf(end: Change['end']) {
  return end === null ? 'key.contained' : 'key.containment_ended';
}
