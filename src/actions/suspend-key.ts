import { z } from 'zod';
import { findLastActor } from '../storage/key-audit.ts';
import { updateKeyTimes } from '../storage/keys.ts';
import { type ChangedKey, changeKey, checkNotRevoked, type KeyReach } from './change-key.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { descriptionInput, parseInput } from './parse-input.ts';

const schema = z.object({ reason: descriptionInput.nullish() });

/**
 * Suspends a key: it opens nothing until it is resumed. Suspending what somebody else suspended makes it the actor's
 * suspension: the last one counts for who may resume it. Refused with NOT_FOUND, KEY_STATE (it is revoked) or INVALID_INPUT.
 */
export async function suspendKey(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now'>,
  actor: Actor,
  input: KeyReach & z.input<typeof schema>,
): Promise<ChangedKey> {
  const { reason, ...reach } = input;
  const given = parseInput(schema, { reason });
  return await changeKey(deps, actor, reach, async (db, key, at) => {
    checkNotRevoked(key);
    if (key.suspendedAt === null) await updateKeyTimes(db, key.id, { suspendedAt: at });
    else if ((await findLastActor(db, { ...reach, action: 'key.suspended' })) === actor.userId)
      return undefined;
    return { action: 'key.suspended', detail: { name: key.name, reason: given.reason ?? null } };
  });
}
