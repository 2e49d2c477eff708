import { z } from 'zod';
import { DEFAULT_POLICY, endOf } from '../core/containment.ts';
import { Refusal } from '../core/errors.ts';
import { containLockedKey } from '../storage/containment-changes.ts';
import { type ChangedKey, checkNotRevoked, type KeyReach, requireKey } from './change-key.ts';
import { minutesInput, restrictionInput } from './containment-input.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { descriptionInput, idInput, parseInput } from './parse-input.ts';

const schema = z.object({
  step: z.enum(['THROTTLE', 'READ_ONLY', 'SUSPEND']),
  minutes: minutesInput.default(null),
  reason: descriptionInput.nullish(),
  alertId: idInput.nullish(),
  ...restrictionInput,
});

/**
 * Contains a key until it is undone, or for some minutes. A milder or shorter containment is replaced. When this returns with `DONE`,
 * every verifier goes by it. Refused with NOT_FOUND (the key, or the alert is none of it), INVALID_INPUT or KEY_STATE (it
 * is revoked, or contained as much already).
 */
export async function containKey(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now'>,
  actor: Actor,
  input: KeyReach & z.input<typeof schema>,
): Promise<ChangedKey> {
  const { workspaceId, keyId, ownerId, ...given } = input;
  const { step, minutes, reason, alertId, throttle, readScopes } = parseInput(schema, given);
  await deps.storage.transaction(async (db) => {
    const key = await requireKey(db, { workspaceId, keyId, ownerId });
    checkNotRevoked(key);
    if (alertId != null && (await db.alert.findFirst({ where: { id: alertId, keyId } })) === null) {
      throw new Refusal('NOT_FOUND', 'alertId: this key has no such alert; list its alerts for their ids.');
    }
    const at = deps.now();
    const contained = await containLockedKey(
      db,
      actor,
      key,
      {
        step,
        throttle: throttle ?? DEFAULT_POLICY.throttle,
        readScopes: readScopes ?? [],
        until: endOf(minutes, at),
        reason: reason ?? null,
        by: 'PERSON',
        byUserId: actor.userId,
        alertId: alertId ?? null,
      },
      at,
    );
    if (contained === undefined) {
      throw new Refusal(
        'KEY_STATE',
        'The key is contained by a stricter step, or by this one for as long; undo that first with undoContainment.',
      );
    }
  });
  return { keyId, propagation: await deps.carryVersions([keyId]) };
}
