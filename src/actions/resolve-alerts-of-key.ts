import { findOpenAlertIds, lockAlerts } from '../storage/alerts.ts';
import type { Db } from '../storage/tenancy.ts';
import { storeDeeds } from './change-alerts.ts';
import type { Actor } from './deps.ts';

/** Resolves the alerts of a key that is being deleted, in the transaction that deletes it: nobody can act on them. */
export async function resolveAlertsOfKey(
  db: Db,
  actor: Actor,
  { workspaceId, keyId, at }: { readonly workspaceId: string; readonly keyId: string; readonly at: Date },
): Promise<void> {
  const alertIds = await findOpenAlertIds(db, { workspaceId, keyId });
  if (alertIds.length === 0) return;
  const alerts = await lockAlerts(db, workspaceId, alertIds);
  const open = alerts.filter(({ incident }) => incident.state !== 'RESOLVED');
  await storeDeeds(
    db,
    actor,
    open.map((alert) => ({
      alert,
      deed: {
        columns: { state: 'RESOLVED', openIncident: null, resolvedAt: at, resolution: 'KEY_DELETED' },
        entry: { change: 'RESOLVED' },
        event: 'alert.resolved',
        audit: { action: 'alert.resolved', detail: { resolution: 'KEY_DELETED' } },
      },
    })),
    at,
  );
}
