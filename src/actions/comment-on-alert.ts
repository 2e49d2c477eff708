import { z } from 'zod';
import { commentInput } from './alert-input.ts';
import { type AlertsReach, changeAlerts } from './change-alerts.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { parseInput } from './parse-input.ts';

const schema = z.object({ text: commentInput });

/** Adds a comment of 1 to 4,000 characters to an alert, whatever its state. Refused with NOT_FOUND or INVALID_INPUT. */
export async function commentOnAlert(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: Omit<AlertsReach, 'alertIds'> & { readonly alertId: string; readonly text: string },
): Promise<{ alertId: string }> {
  const { alertId, text, ...reach } = input;
  const { text: comment } = parseInput(schema, { text });
  const [result] = await changeAlerts(deps, actor, { ...reach, alertIds: [alertId] }, async () => ({
    columns: {},
    entry: { change: 'COMMENTED', comment },
    audit: { action: 'alert.commented' },
  }));
  if (result?.refusal != null) throw result.refusal;
  return { alertId };
}
