import { stateAfter } from '../core/alert-action.ts';
import { Refusal } from '../core/errors.ts';
import { incidentName, isIncidentOpen } from '../storage/alert-state.ts';
import { type AlertResult, type AlertsReach, changeAlerts } from './change-alerts.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Opens alerts again, also acknowledged ones that nobody takes care of any more. A verdict is taken back, and half an
 * hour of quiet counts from now. Each is refused by itself, with NOT_FOUND, or with ALERT_STATE where its incident has a
 * newer alert that is open, or its key is deleted.
 */
export async function reopenAlerts(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  reach: AlertsReach,
): Promise<AlertResult[]> {
  return await changeAlerts(deps, actor, reach, async (alert, at, db) => {
    const { workspaceId, key, kind, topic, incident } = alert;
    const state = stateAfter('reopen', incident.state);
    if (state === undefined || state === incident.state) return undefined;
    if (key?.deletedAt != null) {
      throw new Refusal('ALERT_STATE', 'The key is deleted, so its alerts stay resolved.');
    }
    const openIncident = incidentName({ workspaceId, keyId: key?.id ?? null, kind, topic });
    if (incident.state === 'RESOLVED' && (await isIncidentOpen(db, openIncident))) {
      throw new Refusal('ALERT_STATE', 'A newer alert of the same kind is open; work with that one.');
    }
    return {
      columns: {
        state,
        openIncident,
        acknowledgedAt: null,
        resolvedAt: null,
        reopenedAt: at,
        resolution: null,
        verdict: null,
        mutedById: null,
        told: true,
      },
      entry: { change: 'REOPENED' },
      event: 'alert.opened',
      audit: { action: 'alert.reopened', change: { before: { state: incident.state }, after: { state } } },
    };
  });
}
