import { z } from 'zod';
import { insertAudit } from '../storage/audit.ts';
import { insertWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { nameInput, parseInput } from './parse-input.ts';

const schema = z.object({ name: nameInput });

/** Makes a workspace that the actor owns and returns its id. Refused with INVALID_INPUT. */
export async function createWorkspace(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: { name: string },
): Promise<{ workspaceId: string }> {
  const { name } = parseInput(schema, input);
  return await deps.storage.transaction(async (db) => {
    const at = deps.now();
    const workspace = await insertWorkspace(db, { name, ownerId: actor.userId, createdAt: at });
    await insertAudit(db, {
      workspaceId: workspace.id,
      actorId: actor.userId,
      action: 'workspace.created',
      targetType: 'workspace',
      targetId: workspace.id,
      ip: actor.ip,
      detail: { name },
      at,
    });
    return { workspaceId: workspace.id };
  });
}
