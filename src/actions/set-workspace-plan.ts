import { z } from 'zod';
import { PLANS } from '../core/limit.ts';
import { changesOf } from '../core/record-change.ts';
import { insertAudit } from '../storage/audit.ts';
import { enterWorkspace } from '../storage/tenancy.ts';
import { raiseVersionsOfWorkspace } from '../storage/version-raises.ts';
import { changeWorkspace, findWorkspace, lockWorkspace } from '../storage/workspaces.ts';
import type { Propagation } from './carry-versions.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { parseInput } from './parse-input.ts';
import { unknownWorkspace } from './unknown-workspace.ts';

const schema = z.object({
  plan: z.enum(PLANS),
  ratePerMinute: z.int().min(1, 'must be at least 1').max(1_000_000, 'must be at most 1000000').nullable(),
});

type WorkspacePlan = z.output<typeof schema> & { readonly workspaceId: string; readonly name: string };

/**
 * Puts any workspace of the installation on a plan; `ratePerMinute` replaces the plan's number, null does not. For
 * operators only: the caller sees to that. Refused with NOT_FOUND or INVALID_INPUT.
 */
export async function setWorkspacePlan(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'carryVersions'>,
  actor: Actor,
  input: z.input<typeof schema> & { workspaceId: string },
): Promise<WorkspacePlan & { readonly propagation: Propagation }> {
  const { workspaceId, ...given } = input;
  const planned = parseInput(schema, given);
  const { name, keyIds } = await deps.storage.transaction(async (db) => {
    await enterWorkspace(db, workspaceId);
    // A key made meanwhile would not be raised, and verifiers would go on with the old limit.
    await lockWorkspace(db, workspaceId);
    const before = await findWorkspace(db, workspaceId);
    if (before === null) throw unknownWorkspace();
    const change = changesOf({ plan: before.plan, ratePerMinute: before.ratePerMinute }, planned);
    if (Object.keys(change.after).length === 0) return { name: before.name, keyIds: [] };
    const at = deps.now();
    await changeWorkspace(db, workspaceId, planned);
    const raised = await raiseVersionsOfWorkspace(db, workspaceId, at);
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'workspace.plan_changed',
      targetId: workspaceId,
      change,
      at,
    });
    return { name: before.name, keyIds: raised };
  });
  return { workspaceId, name, ...planned, propagation: await deps.carryVersions(keyIds) };
}
