import type { z } from 'zod';
import { changesOf } from '../core/record-change.ts';
import { insertAudit } from '../storage/audit.ts';
import { changeThreshold, lockThreshold } from '../storage/thresholds.ts';
import { requireSubject } from './create-mute.ts';
import { unknownThreshold } from './delete-threshold.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { parseInput } from './parse-input.ts';
import { ruleOf, thresholdInput } from './threshold-input.ts';

const fields = thresholdInput.shape;

/** What is left out, or null, stays. */
const schema = thresholdInput.omit({ metric: true }).extend({
  name: fields.name.nullish(),
  limit: fields.limit.nullish(),
  severity: fields.severity.nullish(),
});

/**
 * Changes a threshold; what it looks at, and of what, stays. It holds from the next minute on, and an alert that it has opened
 * ends when it was quiet by the new limit. Refused with INVALID_INPUT or NOT_FOUND, also for members (`ownerId`) where it is
 * not about a key of theirs.
 */
export async function updateThreshold(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: z.input<typeof schema> & {
    readonly workspaceId: string;
    readonly thresholdId: string;
    readonly ownerId?: string | undefined;
  },
): Promise<{ thresholdId: string }> {
  const { workspaceId, thresholdId, ownerId, ...given } = input;
  const wanted = parseInput(schema, given);
  await deps.storage.transaction(async (db) => {
    const threshold = await lockThreshold(db, workspaceId, thresholdId);
    if (threshold === null || (ownerId !== undefined && threshold.keyId === null)) throw unknownThreshold();
    if (ownerId !== undefined) await requireSubject(db, { ...threshold, ownerId });
    const { metric, name, limit, requestsMin, severity } = threshold;
    const rule = ruleOf({
      metric,
      name: wanted.name ?? name,
      limit: wanted.limit ?? limit,
      requestsMin: wanted.requestsMin ?? requestsMin,
      severity: wanted.severity ?? severity,
    });
    const change = changesOf({ name, metric, limit, requestsMin, severity }, rule);
    if (Object.keys(change.after).length === 0) return;
    await changeThreshold(db, thresholdId, rule);
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'threshold.updated',
      targetId: thresholdId,
      change,
      at: deps.now(),
    });
  });
  return { thresholdId };
}
