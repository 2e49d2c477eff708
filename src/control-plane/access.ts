import { claimedTokenKind } from '../core/access-token.ts';
import { Refusal } from '../core/errors.ts';
import { hashSecret } from '../core/key/digest.ts';
import { findAccessToken } from '../storage/access-tokens.ts';
import type { Storage } from '../storage/client.ts';
import { findRole } from '../storage/workspaces.ts';
import { isId } from './ids.ts';

export type Role = 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER';

/** What a request's token opens. */
export interface Access {
  readonly tokenId: string;
  readonly kind: 'SESSION' | 'ADMIN';
  readonly userId: string;
  /** The only workspace that an ADMIN token opens; null for sessions. */
  readonly workspaceId: string | null;
  /** The role in a workspace, null where it is none of theirs. */
  roleIn(workspaceId: string): Promise<Role | null>;
}

/** Why a presented token opens nothing here. */
export type Rejection = 'TOKEN_INVALID' | 'TOKEN_KIND_NOT_ALLOWED';

interface Deps {
  readonly storage: Pick<Storage, 'prisma'>;
  readonly now: () => Date;
}

/**
 * Finds out what a secret opens. Sessions and ADMIN tokens open the control plane; a key or a GATEWAY token never does,
 * and is told so without a look-up.
 */
export async function findAccess(deps: Deps, secret: string): Promise<Access | Rejection> {
  const claimed = claimedTokenKind(secret);
  if (claimed === undefined || claimed === 'GATEWAY') return 'TOKEN_KIND_NOT_ALLOWED';
  const token = await findAccessToken(deps.storage.prisma, hashSecret(secret));
  if (token === null || (token.expiresAt !== null && token.expiresAt <= deps.now())) return 'TOKEN_INVALID';
  if (token.kind === 'GATEWAY') return 'TOKEN_KIND_NOT_ALLOWED';
  const { id: tokenId, kind, userId, workspaceId } = token;
  return { tokenId, kind, userId, workspaceId, roleIn: createRoles(deps, token) };
}

/** An ADMIN token is an administrator of its workspace; a session has the roles of its user, each read once. */
function createRoles(
  deps: Deps,
  token: { kind: string; userId: string; workspaceId: string | null },
): Access['roleIn'] {
  const roles = new Map<string, Promise<Role | null>>();
  return async (workspaceId) => {
    if (token.kind === 'ADMIN') return workspaceId === token.workspaceId ? 'ADMIN' : null;
    const role = roles.get(workspaceId) ?? findRole(deps.storage.prisma, workspaceId, token.userId);
    roles.set(workspaceId, role);
    return await role;
  };
}

/**
 * Lets one of these roles pass and returns it. Refused with NOT_FOUND where the workspace is unknown or foreign, which
 * nobody can tell apart, and with FORBIDDEN where the role is another one.
 */
export async function demandRole(
  access: Access,
  workspaceId: string,
  allowed: readonly Role[],
): Promise<Role> {
  const role = isId(workspaceId) ? await access.roleIn(workspaceId) : null;
  if (role === null) throw new Refusal('NOT_FOUND', 'There is no such workspace; list yours with `viewer`.');
  if (!allowed.includes(role)) {
    throw new Refusal(
      'FORBIDDEN',
      `Your role here is ${role}; ask an owner or admin of the workspace to do this.`,
    );
  }
  return role;
}

export const EVERY_ROLE: readonly Role[] = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'];
/** Those who may have keys of their own. */
export const KEY_ROLES: readonly Role[] = ['OWNER', 'ADMIN', 'MEMBER'];
export const ADMIN_ROLES: readonly Role[] = ['OWNER', 'ADMIN'];

/** The owner to whose keys somebody is confined: members see their own ones only, everybody else all. */
export async function confinedOwner(access: Access, workspaceId: string): Promise<string | undefined> {
  return (await access.roleIn(workspaceId)) === 'MEMBER' ? access.userId : undefined;
}
