import { Refusal } from '../core/errors.ts';
import { changesOf } from '../core/record-change.ts';
import { insertAudit } from '../storage/audit.ts';
import {
  deletePolicy,
  findPolicy,
  type PolicyTarget,
  policyOf,
  upsertPolicy,
} from '../storage/containment-policies.ts';
import { lockKey } from '../storage/keys.ts';
import type { Db } from '../storage/tenancy.ts';
import { lockWorkspace } from '../storage/workspaces.ts';
import { type PolicyInput, policyInput } from './containment-input.ts';
import { serverNotFound } from './delete-server.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { parseInput } from './parse-input.ts';

/**
 * Sets what is done about the alerts of a workspace, or of a server or key in its place; null takes the policy away. What
 * is contained already stays so. Refused with INVALID_INPUT or NOT_FOUND.
 */
export async function setContainmentPolicy(
  deps: Pick<ActionDeps, 'storage' | 'now'>,
  actor: Actor,
  input: PolicyTarget & { readonly policy: PolicyInput | null },
): Promise<PolicyTarget> {
  const { workspaceId, serverId, keyId } = input;
  const target = { workspaceId, serverId, keyId };
  if (serverId !== undefined && keyId !== undefined) {
    throw new Refusal('INVALID_INPUT', 'keyId: give a server or a key, not both.');
  }
  const policy = input.policy === null ? null : parseInput(policyInput, input.policy);
  await deps.storage.transaction(async (db) => {
    await lockWorkspace(db, workspaceId);
    await checkTarget(db, target);
    const at = deps.now();
    const before = await findPolicy(db, target);
    if (policy === null) await deletePolicy(db, target);
    else await upsertPolicy(db, target, policy, at);
    const change = changesOf(
      before === null ? {} : { ...policyOf(before) },
      policy === null ? {} : { ...policy },
    );
    const action = 'containment_policy.set';
    await insertAudit(db, {
      workspaceId,
      actor,
      action,
      targetId: keyId ?? serverId ?? workspaceId,
      detail: { serverId: serverId ?? null, keyId: keyId ?? null, removed: policy === null },
      change,
      at,
    });
  });
  return target;
}

async function checkTarget(db: Db, { workspaceId, serverId, keyId }: PolicyTarget): Promise<void> {
  if (keyId !== undefined && (await lockKey(db, workspaceId, keyId)) === null) {
    throw new Refusal('NOT_FOUND', 'There is no such key in this workspace.');
  }
  if (serverId === undefined) return;
  const server = await db.server.findFirst({ where: { id: serverId, workspaceId }, select: { id: true } });
  if (server === null) throw serverNotFound();
}
