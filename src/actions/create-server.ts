import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { insertAudit } from '../storage/audit.ts';
import { findKeysOpeningAllServers } from '../storage/keys.ts';
import { insertServer } from '../storage/servers.ts';
import { raiseVersions } from '../storage/version-raises.ts';
import { lockWorkspace } from '../storage/workspaces.ts';
import { carryVersions, type Propagation } from './carry-versions.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { environmentInput, nameInput, parseInput, scopesInput } from './parse-input.ts';

const schema = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/, 'must be 1 to 64 lower case letters, digits and dashes'),
  name: nameInput,
  environment: environmentInput.default('production'),
  scopes: scopesInput.default([]),
});

/** Postgres takes 32,767 parameters a statement, and a Redis script should stay short. */
const KEYS_PER_ROUND = 5_000;

/**
 * Makes a server. Keys that open all servers of the workspace open it as soon as this returns with `DONE`. Refused with
 * SLUG_TAKEN or INVALID_INPUT.
 */
export async function createServer(
  deps: ActionDeps,
  actor: Actor,
  input: z.input<typeof schema> & { workspaceId: string },
): Promise<{ serverId: string; propagation: Propagation }> {
  const { workspaceId, ...given } = input;
  const fields = parseInput(schema, given);
  const { serverId, rounds } = await deps.storage.transaction(async (db) => {
    const at = deps.now();
    // A key made meanwhile would not be raised, and verifiers would go on without the server.
    await lockWorkspace(db, workspaceId);
    const server = await insertServer(db, { ...fields, workspaceId, createdAt: at });
    if (server === null) {
      throw new Refusal(
        'SLUG_TAKEN',
        `This workspace has a server \`${fields.slug}\` already; choose another slug.`,
      );
    }
    const rounds = inRounds(await findKeysOpeningAllServers(db, workspaceId));
    for (const keyIds of rounds) await raiseVersions(db, keyIds, at);
    await insertAudit(db, {
      workspaceId,
      actorId: actor.userId,
      action: 'server.created',
      targetType: 'server',
      targetId: server.id,
      ip: actor.ip,
      detail: { slug: server.slug, environment: server.environment },
      at,
    });
    return { serverId: server.id, rounds };
  });
  const carried: Propagation[] = [];
  for (const keyIds of rounds) carried.push(await carryVersions(deps, keyIds));
  return { serverId, propagation: carried.includes('PENDING') ? 'PENDING' : 'DONE' };
}

function inRounds(keyIds: readonly string[]): string[][] {
  const rounds: string[][] = [];
  for (let start = 0; start < keyIds.length; start += KEYS_PER_ROUND) {
    rounds.push(keyIds.slice(start, start + KEYS_PER_ROUND));
  }
  return rounds;
}
