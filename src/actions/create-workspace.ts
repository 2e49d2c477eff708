import { z } from 'zod';
import { makeId } from '../core/id.ts';
import { insertAudit } from '../storage/audit.ts';
import { enterWorkspace } from '../storage/tenancy.ts';
import { insertWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { nameInput, parseInput } from './parse-input.ts';

const schema = z.object({ name: nameInput });

/** Makes a workspace that the actor owns and returns its id. Refused with INVALID_INPUT. */
export async function createWorkspace(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'randomBytes'>,
  actor: Actor,
  input: { name: string },
): Promise<{ workspaceId: string }> {
  const { name } = parseInput(schema, input);
  return await deps.storage.transaction(async (db) => {
    const at = deps.now();
    const id = makeId(at, deps.randomBytes);
    await enterWorkspace(db, id);
    const workspace = await insertWorkspace(db, { id, name, ownerId: actor.userId, createdAt: at });
    await insertAudit(db, {
      workspaceId: workspace.id,
      actor,
      action: 'workspace.created',
      targetId: workspace.id,
      detail: { name },
      at,
    });
    return { workspaceId: workspace.id };
  });
}
