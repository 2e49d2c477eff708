import { z } from 'zod';
import { ALERT_VERDICTS, type AlertVerdict, stateAfter } from '../core/alert-action.ts';
import type { StoredAlert } from '../storage/alerts.ts';
import { commentInput } from './alert-input.ts';
import { type AlertDeed, type AlertResult, type AlertsReach, changeAlerts } from './change-alerts.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { parseInput } from './parse-input.ts';

const schema = z.object({ verdict: z.enum(ALERT_VERDICTS).nullish(), comment: commentInput.nullish() });

/**
 * Resolves alerts, with what they were found to be; of one that is resolved already, a verdict can still be given or
 * changed. Its incident is told of no more until it has been quiet or becomes more severe. Each is refused by itself with
 * NOT_FOUND; all with INVALID_INPUT.
 */
export async function resolveAlerts(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: AlertsReach & z.input<typeof schema>,
): Promise<AlertResult[]> {
  const { verdict: givenVerdict, comment: givenComment, ...reach } = input;
  const { verdict, comment } = parseInput(schema, { verdict: givenVerdict, comment: givenComment });
  return await changeAlerts(deps, actor, reach, async (alert, at) =>
    resolve(alert, at, { verdict: verdict ?? alert.verdict, comment: comment ?? null }),
  );
}

function resolve(
  alert: StoredAlert,
  at: Date,
  { verdict, comment }: { readonly verdict: AlertVerdict | null; readonly comment: string | null },
): AlertDeed | undefined {
  const { state } = alert.incident;
  if (state !== stateAfter('resolve', state)) {
    return {
      columns: { state: 'RESOLVED', openIncident: null, resolvedAt: at, resolution: 'PERSON', verdict },
      entry: { change: 'RESOLVED', verdict, comment },
      event: 'alert.resolved',
      audit: { action: 'alert.resolved', detail: { verdict } },
    };
  }
  if (verdict === alert.verdict && comment === null) return undefined;
  return {
    columns: { verdict },
    entry: { change: verdict === alert.verdict ? 'COMMENTED' : 'JUDGED', verdict, comment },
    audit: {
      action: verdict === alert.verdict ? 'alert.commented' : 'alert.judged',
      change: { before: { verdict: alert.verdict }, after: { verdict } },
    },
  };
}
