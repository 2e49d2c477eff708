import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { changesOf } from '../core/record-change.ts';
import { insertAudit } from '../storage/audit.ts';
import { findMemberServers, replaceMemberServers } from '../storage/member-servers.ts';
import { findServersOfWorkspace } from '../storage/servers.ts';
import { raiseVersionsOfOwners } from '../storage/version-raises.ts';
import { lockWorkspace } from '../storage/workspaces.ts';
import type { Propagation } from './carry-versions.ts';
import { serverNotFound } from './delete-server.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { idInput, parseInput } from './parse-input.ts';

const schema = z.object({
  serverIds: z
    .array(idInput)
    .max(1_000, 'must have at most 1000')
    .transform((ids) => [...new Set(ids)].sort())
    .nullable(),
});

/**
 * Says which servers a member may open: these, none where the list is empty, or all (null), also future ones. The member's
 * keys open no more than that as soon as this returns with `DONE`. Refused with NOT_FOUND or INVALID_INPUT.
 */
export async function setMemberServers(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now'>,
  actor: Actor,
  input: { workspaceId: string; userId: string; serverIds: string[] | null },
): Promise<{ workspaceId: string; userId: string; propagation: Propagation }> {
  const { workspaceId, userId } = input;
  const { serverIds } = parseInput(schema, { serverIds: input.serverIds });
  const keyIds = await deps.storage.transaction(async (db) => {
    const at = deps.now();
    // A key that the member makes meanwhile would not be raised, and a server that is deleted meanwhile could be listed.
    await lockWorkspace(db, workspaceId);
    const before = await findMemberServers(db, workspaceId, userId);
    if (before === null) {
      throw new Refusal('NOT_FOUND', 'userId: this workspace has no such member.');
    }
    const after = { allServers: serverIds === null, serverIds: serverIds ?? [] };
    const found = await findServersOfWorkspace(db, workspaceId, after.serverIds);
    if (found.length < after.serverIds.length) throw serverNotFound('serverIds');
    const change = changesOf({ ...before }, after);
    if (Object.keys(change.after).length === 0) return [];
    await replaceMemberServers(db, { workspaceId, userId }, after);
    await insertAudit(db, { workspaceId, actor, action: 'member.servers_set', targetId: userId, change, at });
    return await raiseVersionsOfOwners(db, workspaceId, [userId], at);
  });
  return { workspaceId, userId, propagation: await deps.carryVersions(keyIds) };
}
