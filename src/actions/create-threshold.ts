import type { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { countThresholds, insertThreshold } from '../storage/thresholds.ts';
import { requireSubject } from './create-mute.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { idInput, parseInput } from './parse-input.ts';
import { ruleOf, thresholdInput } from './threshold-input.ts';

/** What the detector judges each active key by. */
const THRESHOLDS_MAX = 200;
const schema = thresholdInput.extend({ keyId: idInput.nullish(), serverId: idInput.nullish() });

/**
 * Sets a threshold on the minutes of a key, of each key's requests to a server, or (neither) of each key. It holds from the
 * next minute on. Members (`ownerId`) set those of their own keys. Refused with INVALID_INPUT, NOT_FOUND, FORBIDDEN or
 * LIMIT_REACHED (200 thresholds).
 */
export async function createThreshold(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: z.input<typeof schema> & { readonly workspaceId: string; readonly ownerId?: string | undefined },
): Promise<{ thresholdId: string }> {
  const { workspaceId, ownerId, ...given } = input;
  const { keyId = null, serverId = null, ...fields } = parseInput(schema, given);
  const rule = ruleOf(fields);
  const thresholdId = await deps.storage.transaction(async (db) => {
    await requireSubject(db, { workspaceId, keyId, serverId, ownerId });
    if ((await countThresholds(db, workspaceId)) >= THRESHOLDS_MAX) {
      throw new Refusal(
        'LIMIT_REACHED',
        `This workspace has ${THRESHOLDS_MAX} thresholds; delete some first.`,
      );
    }
    const createdAt = deps.now();
    const id = await insertThreshold(db, { ...rule, workspaceId, keyId, serverId, createdAt });
    const detail = { ...rule, keyId, serverId };
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'threshold.created',
      targetId: id,
      detail,
      at: createdAt,
    });
    return id;
  });
  return { thresholdId };
}
