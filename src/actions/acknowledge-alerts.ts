import { stateAfter } from '../core/alert-action.ts';
import { Refusal } from '../core/errors.ts';
import { type AlertResult, type AlertsReach, changeAlerts } from './change-alerts.ts';
import type { ActionDeps, Actor } from './deps.ts';

/**
 * Says that somebody takes care of alerts. Each is refused by itself, with NOT_FOUND, or with ALERT_STATE where it is
 * resolved.
 */
export async function acknowledgeAlerts(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  reach: AlertsReach,
): Promise<AlertResult[]> {
  return await changeAlerts(deps, actor, reach, async ({ incident }, at) => {
    const state = stateAfter('acknowledge', incident.state);
    if (state === undefined) {
      throw new Refusal('ALERT_STATE', 'The alert is resolved; open it again first, or leave it.');
    }
    if (state === incident.state) return undefined;
    return {
      columns: { state, acknowledgedAt: at },
      entry: { change: 'ACKNOWLEDGED' },
      event: 'alert.acknowledged',
      audit: { action: 'alert.acknowledged' },
    };
  });
}
