import { hash } from 'node:crypto';
import { DEFAULT_POLICY } from '../core/containment.ts';
import { LEAK_KIND, type LeakPlace, leakEventPayload, leakIncident } from '../core/leak/event.ts';
import type { LeakStop } from '../core/leak/report.ts';
import { type LeakDeed, planStops } from '../core/leak/stop.ts';
import { alertEvent, insertAlertEntries } from '../storage/alert-entries.ts';
import { insertAlerts } from '../storage/alert-state.ts';
import { type AuditEntry, insertAudits } from '../storage/audit.ts';
import type { Storage } from '../storage/client.ts';
import { containLockedKeys } from '../storage/containment-changes.ts';
import { findActiveContainments } from '../storage/containments.ts';
import { lockKeys, markKeysRevoked } from '../storage/key-bulk.ts';
import { insertWorkspaceEvents } from '../storage/key-reminders.ts';
import {
  findKnownPlaces,
  findLeakAction,
  findLeakedKeys,
  findOpenAlerts,
  insertLeaks,
  type LeakedKeyState,
} from '../storage/leaks.ts';
import type { Db } from '../storage/tenancy.ts';
import { raiseVersions } from '../storage/version-raises.ts';
import type { WebhookEvent } from '../storage/webhook-events.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { Propagation } from './carry-versions.ts';

type Deed = LeakDeed<LeakedKeyState>;

/** What was told of a key, by its id: an alert, a containment, … */
type OfKey<What> = ReadonlyMap<string, What>;

/**
 * Suspends or revokes keys of a workspace that were found somewhere, as it says, each with an alert, its events and its
 * lines in the audit log: all in one transaction, in as many statements for one as for many. A suspension is a containment,
 * so undoContainment takes it back. After this returned, verifiers go by it, unless Redis is away. The outcomes are in the
 * order of what was found.
 */
export async function stopLeakedKeys(
  deps: {
    readonly storage: Storage;
    readonly carryVersions: (keyIds: readonly string[]) => Promise<Propagation>;
    readonly now: () => Date;
  },
  workspaceId: string,
  found: readonly { readonly keyId: string; readonly place: LeakPlace }[],
): Promise<readonly LeakStop[]> {
  const keyIds = [...new Set(found.map(({ keyId }) => keyId))];
  const { outcomes, stopped } = await deps.storage.transaction(async (db) => {
    await shareWorkspace(db, workspaceId);
    await lockKeys(db, workspaceId, keyIds);
    const plan = await planWith(db, workspaceId, keyIds, found);
    const stops = plan.deeds.filter(({ action }) => action !== null).map(({ key }) => key.id);
    if (plan.deeds.length > 0) await carryOut(db, workspaceId, plan.deeds, deps.now());
    return { outcomes: plan.outcomes, stopped: [...new Set(stops)] };
  });
  if (stopped.length > 0) await deps.carryVersions(stopped);
  return outcomes;
}

async function planWith(
  db: Db,
  workspaceId: string,
  keyIds: readonly string[],
  found: readonly { readonly keyId: string; readonly place: LeakPlace }[],
) {
  const keys = await findLeakedKeys(db, workspaceId, keyIds);
  const active = await findActiveContainments(db, keyIds);
  const places = await findKnownPlaces(db, keyIds);
  const findings = found.map(({ keyId, place }) => ({
    key: keys.get(keyId),
    place,
    fingerprint: hash('sha256', JSON.stringify([place.reporter, place.source, place.url]), 'hex'),
  }));
  return planStops(findings, {
    action: await findLeakAction(db, workspaceId),
    isPlaceKnown: (keyId, fingerprint) => places.get(keyId)?.has(fingerprint) === true,
    isContained: (keyId) => {
      const containment = active.get(keyId);
      return containment?.step === 'SUSPEND' && containment.until === null;
    },
  });
}

async function carryOut(db: Db, workspaceId: string, deeds: readonly Deed[], at: Date): Promise<void> {
  const leaks = deeds
    .filter(({ isNew }) => isNew)
    .map(({ key, place, fingerprint, action }) => ({
      ...place,
      workspaceId,
      keyId: key.id,
      fingerprint: Buffer.from(fingerprint, 'hex'),
      action,
      at,
    }));
  await insertLeaks(db, leaks);
  // A key that was found twice at once is stopped by the first.
  const first = [...new Map(deeds.toReversed().map((deed) => [deed.key.id, deed])).values()]
    .toReversed()
    .filter(({ action }) => action !== null);
  const { alertIds, opened } = await raiseAlerts(db, workspaceId, first, at);
  await revoke(db, workspaceId, first, at);
  const contained = await suspend(db, first, alertIds, at);
  await insertAudits(
    db,
    deeds.map((deed) => leakAudit(workspaceId, deed, at)),
  );
  const events = deeds.flatMap((deed) => {
    const { key, place, action } = deed;
    const alertId = action === null ? null : (alertIds.get(key.id) ?? null);
    const payload = leakEventPayload({ ...place, workspaceId, key, action, alertId }, at);
    const ofStop = first.includes(deed) ? [opened.get(key.id), contained.get(key.id)] : [];
    return [...ofStop.flatMap((event) => event ?? []), { workspaceId, eventType: 'key.leaked', payload }];
  });
  await insertWorkspaceEvents(db, events, at);
}

/** Opens alerts; a key that was found before has its alert already. */
async function raiseAlerts(
  db: Db,
  workspaceId: string,
  deeds: readonly Deed[],
  at: Date,
): Promise<{ readonly alertIds: OfKey<string>; readonly opened: OfKey<WebhookEvent> }> {
  const about = { workspaceId, kind: LEAK_KIND, topic: '' };
  const alerts = deeds.map(({ key, place }) => ({
    ...about,
    keyId: key.id,
    incident: leakIncident(place, at),
  }));
  const made = await insertAlerts(db, alerts, at);
  const had = deeds.map(({ key }) => key.id).filter((keyId) => !made.has(keyId));
  const alertIds = new Map([...(await findOpenAlerts(db, had, LEAK_KIND)), ...made]);
  const opened = new Map<string, WebhookEvent>();
  for (const { key, place } of deeds) {
    const alertId = made.get(key.id);
    if (alertId === undefined) continue;
    const incident = leakIncident(place, at);
    const untouched = { assigneeId: null, resolution: null, verdict: null, told: true };
    const alert = { ...about, ...untouched, incident, alertId, key };
    opened.set(key.id, alertEvent({ type: 'alert.opened', alert, actorId: null, now: at }));
  }
  const entries = [...made.values()].map((alertId) => ({ workspaceId, alertId, at }));
  await insertAlertEntries(
    db,
    entries.map((entry) => ({ ...entry, change: 'OPENED', severity: 'CRITICAL' })),
  );
  return { alertIds, opened };
}

async function revoke(db: Db, workspaceId: string, deeds: readonly Deed[], at: Date): Promise<void> {
  const keys = deeds.filter(({ action }) => action === 'REVOKE').map(({ key }) => key);
  if (keys.length === 0) return;
  const keyIds = keys.map(({ id }) => id);
  await markKeysRevoked(db, workspaceId, keyIds, at);
  await raiseVersions(db, keyIds, at);
  await insertAudits(
    db,
    keys.map(({ id, name }) => ({
      workspaceId,
      actor: null,
      action: 'key.revoked',
      targetId: id,
      detail: { name, reason: 'leak' },
      at,
    })),
  );
}

/** Suspends keys, and returns what is told of each that was not suspended as much already. */
async function suspend(
  db: Db,
  deeds: readonly Deed[],
  alertIds: OfKey<string>,
  at: Date,
): Promise<OfKey<WebhookEvent>> {
  const wanted = deeds
    .filter(({ action }) => action === 'SUSPEND')
    .map(({ key, place }) => ({
      key,
      given: {
        step: 'SUSPEND' as const,
        throttle: DEFAULT_POLICY.throttle,
        readScopes: [],
        until: null,
        reason: `Found where others can read it: ${place.url === null ? place.source : `${place.source}, ${place.url}`}`,
        by: 'LEAK' as const,
        alertId: alertIds.get(key.id) ?? null,
      },
    }));
  const contained = await containLockedKeys(db, null, wanted, at);
  return new Map([...contained].map(([keyId, { event }]) => [keyId, event]));
}

function leakAudit(workspaceId: string, { key, place, action }: Deed, at: Date): AuditEntry {
  const { reporter, source, url } = place;
  return {
    workspaceId,
    actor: null,
    action: 'key.leaked',
    targetId: key.id,
    detail: { name: key.name, reporter, source, url, action },
    at,
  };
}
