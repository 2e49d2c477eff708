import { Refusal } from '../core/errors.ts';
import type { RateLimit } from '../core/key/record.ts';
import { exceedsCeiling } from '../core/limit.ts';
import { isKnownScope } from '../core/scope.ts';
import {
  findKeyOwner,
  findWorkspaceTerms,
  type KeyOwner,
  type ServerTerms,
  type WorkspaceTerms,
} from '../storage/key-terms.ts';
import { findServersOfWorkspace } from '../storage/servers.ts';
import type { Db } from '../storage/tenancy.ts';
import { unknownWorkspace } from './unknown-workspace.ts';

/** The terms of the actor's workspace. Refused with NOT_FOUND where it was deleted meanwhile. */
export async function requireTerms(db: Db, workspaceId: string): Promise<WorkspaceTerms> {
  const terms = await findWorkspaceTerms(db, workspaceId);
  if (terms === null) throw unknownWorkspace();
  return terms;
}

/** A member who may have keys. Refused with NOT_FOUND where it is no member, and with FORBIDDEN where it is a viewer. */
export async function requireOwner(db: Db, workspaceId: string, ownerId: string): Promise<KeyOwner> {
  const owner = await findKeyOwner(db, workspaceId, ownerId);
  if (owner === null) {
    throw new Refusal('NOT_FOUND', 'ownerId: this workspace has no such member; list its members.');
  }
  if (owner.role === 'VIEWER') {
    throw new Refusal('FORBIDDEN', 'ownerId: is a viewer, who has no keys; give them another role first.');
  }
  return owner;
}

/**
 * The servers that a key of the owner opens: the listed ones, or all that the owner may. Refused with NOT_FOUND where one
 * is none of the workspace's, and with FORBIDDEN where the owner may not open it.
 */
export async function requireServers(
  db: Db,
  workspaceId: string,
  owner: KeyOwner,
  serverIds: readonly string[] | undefined,
): Promise<ServerTerms[]> {
  const servers = await findServersOfWorkspace(db, workspaceId, serverIds);
  if (serverIds !== undefined && servers.length < serverIds.length) {
    throw new Refusal(
      'NOT_FOUND',
      'serverIds: this workspace has no such server; list its servers for their ids.',
    );
  }
  const isOpen = ({ id }: ServerTerms) => owner.allServers || owner.serverIds.includes(id);
  if (serverIds === undefined) return servers.filter(isOpen);
  const closed = servers.find((server) => !isOpen(server));
  if (closed === undefined) return servers;
  throw new Refusal(
    'FORBIDDEN',
    `serverIds: the owner of the key may not open \`${closed.slug}\`; give them access to it first.`,
  );
}

/** Refused with UNKNOWN_SCOPE where no server that the key opens knows one of the scopes. */
export function checkScopes(scopes: readonly string[], servers: readonly ServerTerms[]): void {
  const unknown = scopes.find((scope) => !isKnownScope(scope, servers));
  if (unknown === undefined) return;
  throw new Refusal(
    'UNKNOWN_SCOPE',
    `scopes: no server that the key opens knows \`${unknown}\`; choose from \`scopes\` of its servers, or add it there.`,
  );
}

/** Refused with PLAN_LIMIT where the limit is above what the workspace may give its keys. */
export function checkRateLimit(rateLimit: RateLimit | null, terms: WorkspaceTerms): void {
  const exceeded = rateLimit === null ? undefined : exceedsCeiling(rateLimit, terms);
  if (exceeded === undefined) return;
  const whose = exceeded.from === 'PLAN' ? `the plan ${terms.plan}` : 'this workspace';
  throw new Refusal(
    'PLAN_LIMIT',
    `rateLimit: ${whose} allows ${exceeded.ceiling} requests per minute; choose a lower limit or ask for a higher one.`,
  );
}

/** Why the secret of a key may not be kept; undefined where it may. */
export function recoverableFault(
  key: { readonly environment: string; readonly allServers: boolean },
  servers: readonly ServerTerms[],
): string | undefined {
  if (key.environment === 'production') return 'keys of production are never kept readable';
  if (key.allServers) return 'the key has to list its servers in serverIds';
  const closed = servers.find(({ recoverableKeys }) => !recoverableKeys);
  return closed && `the server \`${closed.slug}\` does not allow it; switch on its recoverableKeys first`;
}
