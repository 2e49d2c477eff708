import { z } from 'zod';
import { changesOf } from '../core/record-change.ts';
import { insertAudit } from '../storage/audit.ts';
import { changeWorkspace, findWorkspace, lockWorkspace } from '../storage/workspaces.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { keyFormatInput, nameInput, parseInput } from './parse-input.ts';
import { unknownWorkspace } from './unknown-workspace.ts';

const schema = z.object({
  name: nameInput.optional(),
  keyFormat: keyFormatInput.nullish(),
});

/** Changes what is given of a workspace; `keyFormat: null` is Keywatch's own. Refused with INVALID_INPUT or NOT_FOUND. */
export async function updateWorkspace(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: z.input<typeof schema> & { workspaceId: string },
): Promise<{ workspaceId: string }> {
  const { workspaceId, ...given } = input;
  const { name, keyFormat } = parseInput(schema, given);
  await deps.storage.transaction(async (db) => {
    await lockWorkspace(db, workspaceId);
    const before = await findWorkspace(db, workspaceId);
    if (before === null) throw unknownWorkspace();
    const after = await changeWorkspace(db, workspaceId, {
      ...(name === undefined ? {} : { name }),
      ...(keyFormat === undefined ? {} : { keyFormat }),
    });
    const change = changesOf(
      { name: before.name, keyFormat: before.keyFormat },
      { name: after.name, keyFormat: after.keyFormat },
    );
    if (Object.keys(change.after).length === 0) return;
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'workspace.updated',
      targetId: workspaceId,
      change,
      at: deps.now(),
    });
  });
  return { workspaceId };
}
