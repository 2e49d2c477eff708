import { z } from 'zod';
import { changesOf } from '../core/record-change.ts';
import { insertAudit } from '../storage/audit.ts';
import {
  findServerOfWorkspace,
  implicationsOf,
  isSlugTaken,
  type ServerFields,
  updateServerFields,
} from '../storage/servers.ts';
import type { Db } from '../storage/tenancy.ts';
import { raiseVersionsOfServer } from '../storage/version-raises.ts';
import { findWorkspaceLimit, lockWorkspace } from '../storage/workspaces.ts';
import type { Propagation } from './carry-versions.ts';
import { slugTaken } from './create-server.ts';
import { serverNotFound } from './delete-server.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { parseInput } from './parse-input.ts';
import { type ChosenServer, checkServer, given, serverInput } from './server-input.ts';
import { unknownWorkspace } from './unknown-workspace.ts';

const schema = z.unknown().pipe(serverInput.partial());

/** What verifiers hold of a server (core/key/record.ts). */
const SEEN_BY_VERIFIERS = [
  'slug',
  'environment',
  'status',
  'scopeImplications',
  'ratePerMinute',
  'burst',
] as const;

/**
 * Changes a server; what is left out stays as it is. When this returns with `DONE`, no verifier decides on the old state any more. Refused with NOT_FOUND,
 * SLUG_TAKEN, UNKNOWN_SCOPE, PLAN_LIMIT, URL_NOT_ALLOWED or INVALID_INPUT.
 */
export async function updateServer(
  deps: Pick<ActionDeps, 'storage' | 'carryVersions' | 'now'>,
  actor: Actor,
  target: { workspaceId: string; serverId: string },
  input: ChosenServer,
): Promise<{ serverId: string; propagation: Propagation }> {
  const chosen = chosenOf(input);
  const { workspaceId, serverId } = target;
  const keyIds = await deps.storage.transaction(async (db) => {
    const at = deps.now();
    await lockWorkspace(db, workspaceId);
    const before = await lookUp(db, workspaceId, serverId);
    const change = changesOf(only(before, chosen), chosen);
    if (Object.keys(change.after).length === 0) return [];
    if ('slug' in change.after && (await isSlugTaken(db, workspaceId, chosen.slug ?? ''))) {
      throw slugTaken(chosen.slug ?? '');
    }
    const limit = await findWorkspaceLimit(db, workspaceId);
    if (limit === null) throw unknownWorkspace();
    checkServer({ ...before, ...chosen }, 'ratePerMinute' in change.after ? limit : undefined);
    await updateServerFields(db, serverId, chosen);
    const shown = { before: shownOf(change.before), after: shownOf(change.after) };
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'server.updated',
      targetId: serverId,
      change: shown,
      at,
    });
    const seen = SEEN_BY_VERIFIERS.some((name) => name in change.after);
    return seen ? await raiseVersionsOfServer(db, serverId, at) : [];
  });
  return { serverId, propagation: await deps.carryVersions(keyIds) };
}

/** Without a rate there is no burst of it. */
function chosenOf(input: ChosenServer) {
  const chosen = given(parseInput(schema, given(input)));
  return chosen.ratePerMinute === null ? { burst: null, ...chosen } : chosen;
}

async function lookUp(db: Db, workspaceId: string, serverId: string) {
  const server = await findServerOfWorkspace(db, workspaceId, serverId);
  if (server === null) throw serverNotFound();
  return { ...server, scopeImplications: implicationsOf(server) };
}

/** The fields of a server that a change names. */
function only(server: Partial<ServerFields>, chosen: object): Partial<ServerFields> {
  return Object.fromEntries(Object.entries(server).filter(([name]) => name in chosen));
}

/** The query of an upstream may hold a secret, which is nothing for the audit log. */
function shownOf(fields: Record<string, unknown>): Record<string, unknown> {
  const { upstream } = fields;
  if (typeof upstream !== 'string') return fields;
  const { origin, pathname } = new URL(upstream);
  return { ...fields, upstream: `${origin}${pathname}` };
}
