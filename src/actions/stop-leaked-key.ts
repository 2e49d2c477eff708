import { hash } from 'node:crypto';
import { DEFAULT_POLICY } from '../core/containment.ts';
import { LEAK_KIND, type LeakPlace, leakEventPayload, leakIncident } from '../core/leak/event.ts';
import type { LeakStop } from '../core/leak/report.ts';
import { insertAlertEntries, tellWebhooks } from '../storage/alert-entries.ts';
import { insertAlert } from '../storage/alert-state.ts';
import { insertAudit } from '../storage/audit.ts';
import type { Storage } from '../storage/client.ts';
import { containLockedKey } from '../storage/containment-changes.ts';
import { findActiveContainment } from '../storage/containments.ts';
import { insertWorkspaceEvents } from '../storage/key-reminders.ts';
import { lockKey, type StoredKey, updateKeyTimes } from '../storage/keys.ts';
import { findLeakAction, findOpenAlert, insertLeak, type LeakedKey } from '../storage/leaks.ts';
import type { Db } from '../storage/tenancy.ts';
import { raiseVersions } from '../storage/version-raises.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { Propagation } from './carry-versions.ts';

/**
 * Suspends or revokes a key that was found somewhere, as its workspace says, with an alert, its events and its line in the
 * audit log. A suspension is a containment, so undoContainment takes it back. A place that is known stops a key again that
 * is alive, but for GitHub's, whose reports anyone could replay. A key that is revoked or deleted stays as it is, which is
 * told once for each place. After this returned, verifiers go by it, unless Redis is away.
 */
export async function stopLeakedKey(
  deps: {
    readonly storage: Storage;
    readonly carryVersions: (keyIds: readonly string[]) => Promise<Propagation>;
    readonly now: () => Date;
  },
  { id: keyId, workspaceId }: LeakedKey,
  place: LeakPlace,
): Promise<LeakStop> {
  const stopped = await deps.storage.transaction(async (db): Promise<LeakStop> => {
    await shareWorkspace(db, workspaceId);
    const key = await lockKey(db, workspaceId, keyId, { deletedToo: true });
    if (key === null) return 'DEAD';
    const action = key.revokedAt === null ? await findLeakAction(db, workspaceId) : null;
    const at = deps.now();
    const { reporter, source, url } = place;
    const fingerprint = hash('sha256', JSON.stringify([reporter, source, url]), 'buffer');
    const isNew = await insertLeak(db, { workspaceId, keyId, ...place, fingerprint, action, at });
    if (!isNew && (reporter === 'GITHUB' || (await isStopped(db, key)))) return 'KNOWN';
    const alertId = action === null ? null : await raiseAlert(db, key, place, at);
    if (action === 'REVOKE') await revoke(db, key, at);
    if (action === 'SUSPEND') await suspend(db, key, { place, alertId, at });
    await insertAudit(db, {
      workspaceId,
      actor: null,
      action: 'key.leaked',
      targetId: keyId,
      detail: { name: key.name, reporter, source, url, action },
      at,
    });
    const payload = leakEventPayload({ ...place, workspaceId, key, action, alertId }, at);
    await insertWorkspaceEvents(db, [{ workspaceId, eventType: 'key.leaked', payload }], at);
    if (action === null) return 'DEAD';
    return action === 'REVOKE' ? 'REVOKED' : 'SUSPENDED';
  });
  if (stopped === 'SUSPENDED' || stopped === 'REVOKED') await deps.carryVersions([keyId]);
  return stopped;
}

/** Tells whether a key opens nothing until a person acts: it is dead, or suspended without an end. */
async function isStopped(db: Db, { id, revokedAt, deletedAt, suspendedAt }: StoredKey): Promise<boolean> {
  if (revokedAt !== null || deletedAt !== null || suspendedAt !== null) return true;
  const active = await findActiveContainment(db, id);
  return active?.step === 'SUSPEND' && active.until === null;
}

/** Opens an alert and has it told; a key that was found before has its alert already. */
async function raiseAlert(db: Db, key: StoredKey, place: LeakPlace, at: Date): Promise<string | null> {
  const { id: keyId, workspaceId } = key;
  const incident = leakIncident(place, at);
  const about = { workspaceId, kind: LEAK_KIND, topic: '', incident };
  const alertId = await insertAlert(db, { ...about, keyId, openedAt: at });
  if (alertId === null) return (await findOpenAlert(db, keyId, LEAK_KIND))?.id ?? null;
  await insertAlertEntries(db, [{ workspaceId, alertId, at, change: 'OPENED', severity: incident.severity }]);
  const untouched = { assigneeId: null, resolution: null, verdict: null, told: true };
  const alert = { ...about, ...untouched, alertId, key };
  await tellWebhooks(db, { type: 'alert.opened', alert, actorId: null, now: at });
  return alertId;
}

async function revoke(db: Db, key: StoredKey, at: Date): Promise<void> {
  await updateKeyTimes(db, key.id, { revokedAt: at });
  await raiseVersions(db, [key.id], at);
  await insertAudit(db, {
    workspaceId: key.workspaceId,
    actor: null,
    action: 'key.revoked',
    targetId: key.id,
    detail: { name: key.name, reason: 'leak' },
    at,
  });
}

async function suspend(
  db: Db,
  key: StoredKey,
  leak: { readonly place: LeakPlace; readonly alertId: string | null; readonly at: Date },
): Promise<void> {
  const { place, alertId, at } = leak;
  const where = place.url === null ? place.source : `${place.source}, ${place.url}`;
  await containLockedKey(
    db,
    null,
    key,
    {
      step: 'SUSPEND',
      throttle: DEFAULT_POLICY.throttle,
      readScopes: [],
      until: null,
      reason: `Found where others can read it: ${where}`,
      by: 'LEAK',
      alertId,
    },
    at,
  );
}
