import { z } from 'zod';
import { insertAudit } from '../storage/audit.ts';
import { holdUser, renameUser } from '../storage/users.ts';
import type { Actor, IdentityDeps } from './deps.ts';
import { nameInput, parseInput } from './parse-input.ts';

const schema = z.object({ name: nameInput });

/** Changes what others see of the actor. Refused with INVALID_INPUT. */
export async function updateProfile(
  deps: Pick<IdentityDeps, 'storage' | 'now'>,
  actor: Actor,
  input: z.input<typeof schema>,
): Promise<{ userId: string }> {
  const { name } = parseInput(schema, input);
  const { userId } = actor;
  await deps.storage.transaction(async (db) => {
    const before = await holdUser(db, userId);
    if (before === null) throw new Error('Somebody acts whose account is gone.');
    if (before.name === name) return;
    await renameUser(db, userId, name);
    await insertAudit(db, {
      workspaceId: null,
      actor,
      action: 'user.updated',
      targetId: userId,
      change: { before: { name: before.name }, after: { name } },
      at: deps.now(),
    });
  });
  return { userId };
}
