import { z } from 'zod';
import { SEVERITIES } from '../core/alert.ts';
import { Refusal } from '../core/errors.ts';
import { THRESHOLD_METRICS } from '../core/threshold.ts';
import { insertAudit } from '../storage/audit.ts';
import { countThresholds, insertThreshold } from '../storage/thresholds.ts';
import { requireSubject } from './create-mute.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { idInput, nameInput, parseInput } from './parse-input.ts';

const COUNT_MAX = 1_000_000_000;
/** What the detector judges each active key by. */
const THRESHOLDS_MAX = 200;
/** Of an error share: fewer requests make no share. */
const REQUESTS_MIN = 20;

const schema = z.object({
  keyId: idInput.nullish(),
  serverId: idInput.nullish(),
  name: nameInput,
  metric: z.enum(THRESHOLD_METRICS),
  limit: z.number().min(0, 'must be at least 0').max(COUNT_MAX, `must be at most ${COUNT_MAX}`),
  requestsMin: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(COUNT_MAX, `must be at most ${COUNT_MAX}`)
    .nullish(),
  severity: z.enum(SEVERITIES),
});

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
  const { keyId = null, serverId = null, requestsMin, ...fields } = parseInput(schema, given);
  if (fields.metric === 'ERROR_SHARE' && fields.limit >= 1) {
    throw new Refusal('INVALID_INPUT', 'limit: a share is less than 1; 0.2 stands for 20 %.');
  }
  const rule = {
    ...fields,
    requestsMin: requestsMin ?? (fields.metric === 'ERROR_SHARE' ? REQUESTS_MIN : 1),
  };
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
