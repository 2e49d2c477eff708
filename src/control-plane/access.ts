import { unknownWorkspace } from '../actions/unknown-workspace.ts';
import { claimedTokenKind } from '../core/access-token.ts';
import { Refusal } from '../core/errors.ts';
import { hashSecret } from '../core/key/digest.ts';
import { holdsTokenScope, TOKEN_SCOPES_OF, type TokenScope } from '../core/token-scope.ts';
import { findAccessGrant, isUseStale, noteUse } from '../storage/access-tokens.ts';
import type { Storage } from '../storage/client.ts';
import type { Role } from '../storage/memberships.ts';
import { isId } from './ids.ts';

/** What a request's token opens. */
export interface Access {
  readonly tokenId: string;
  readonly kind: 'SESSION' | 'ADMIN';
  readonly userId: string;
  /** Whether the person runs the installation; never so for a machine. */
  readonly operator: boolean;
  /** The only workspace that an ADMIN token opens; null for sessions. */
  readonly workspaceId: string | null;
  /**
   * The workspaces that it opens, with the role in each. An ADMIN token is an administrator of its workspace for as long
   * as its maker is one. Follows what the request itself makes, joins or leaves.
   */
  readonly roles: Map<string, Role>;
  /** Whether the token may do this at all; sessions may do all that their person may. */
  holds(scope: TokenScope): boolean;
  /** Whether it may make tokens that may do this: a restricted ADMIN token gives none but its own scopes. */
  grants(scope: TokenScope): boolean;
}

/** Why a presented token opens nothing here. */
export type Rejection = 'TOKEN_INVALID' | 'TOKEN_KIND_NOT_ALLOWED';

interface Deps {
  readonly storage: Pick<Storage, 'prisma' | 'read'>;
  readonly now: () => Date;
  readonly log: { error(detail: object, message: string): void };
}

/**
 * Finds out what a secret opens. Sessions and ADMIN tokens open the control plane; a key or a GATEWAY token never does,
 * and is told so without a look-up.
 */
export async function findAccess(deps: Deps, secret: string): Promise<Access | Rejection> {
  const claimed = claimedTokenKind(secret);
  if (claimed === undefined || claimed === 'GATEWAY') return 'TOKEN_KIND_NOT_ALLOWED';
  const grant = await findAccessGrant(deps.storage.read, hashSecret(secret));
  const now = deps.now();
  if (grant === null || (grant.expiresAt !== null && grant.expiresAt <= now)) return 'TOKEN_INVALID';
  const { id: tokenId, kind, userId, workspaceId, scopes, memberships } = grant;
  if (kind === 'GATEWAY') return 'TOKEN_KIND_NOT_ALLOWED';
  // Deleted with its maker's role, but one may have been made at the same time.
  if (
    kind === 'ADMIN' &&
    !memberships.some((each) => each.workspaceId === workspaceId && isAdmin(each.role))
  ) {
    return 'TOKEN_INVALID';
  }
  if (isUseStale(grant.lastUsedAt, now)) {
    noteUse(deps.storage.prisma, tokenId, now).catch((err: unknown) =>
      deps.log.error({ err, tokenId }, 'The use of an access token could not be noted.'),
    );
  }
  const person = kind === 'SESSION';
  return {
    tokenId,
    kind,
    userId,
    workspaceId,
    operator: person && grant.operator,
    roles: new Map(
      workspaceId === null
        ? memberships.map((membership) => [membership.workspaceId, membership.role])
        : [[workspaceId, 'ADMIN']],
    ),
    holds: (scope) => person || (TOKEN_SCOPES_OF.ADMIN.includes(scope) && holdsTokenScope(scopes, scope)),
    grants: (scope) => person || holdsTokenScope(scopes, scope),
  };
}

function isAdmin(role: Role): boolean {
  return ADMIN_ROLES.includes(role);
}

/** What a root field demands of a workspace: its id, and the scope that a token needs. */
export type Demand = readonly [workspaceId: string, scope: TokenScope];

/**
 * Lets one of these roles pass and returns it. Refused with NOT_FOUND where the workspace is unknown or foreign, which
 * nobody can tell apart, and with FORBIDDEN where the role is another one or the token lacks the scope.
 */
export function demandRole(access: Access, [workspaceId, scope]: Demand, allowed: readonly Role[]): Role {
  const role = isId(workspaceId) ? access.roles.get(workspaceId.toLowerCase()) : undefined;
  if (role === undefined) throw unknownWorkspace();
  if (!allowed.includes(role)) {
    throw new Refusal(
      'FORBIDDEN',
      `Your role here is ${role}; ask an owner or admin of the workspace to do this.`,
    );
  }
  if (!access.holds(scope)) {
    throw new Refusal('FORBIDDEN', `This token lacks the scope \`${scope}\`; use one that has it.`);
  }
  return role;
}

export const EVERY_ROLE: readonly Role[] = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'];
/** Those who may have keys of their own. */
export const KEY_ROLES: readonly Role[] = ['OWNER', 'ADMIN', 'MEMBER'];
export const ADMIN_ROLES: readonly Role[] = ['OWNER', 'ADMIN'];
export const OWNER_ROLES: readonly Role[] = ['OWNER'];

/**
 * Keeps tokens with scopes of their own from making people who may do more. Refused with FORBIDDEN.
 */
export function demandPowerToMake(access: Access, role: Role): void {
  if (!ADMIN_ROLES.includes(role) || TOKEN_SCOPES_OF.ADMIN.every((scope) => access.grants(scope))) return;
  throw new Refusal(
    'FORBIDDEN',
    'role: a token with scopes of its own makes no owners or admins; use a session, or a token for everything.',
  );
}

/** The owner to whose keys somebody is confined: members see their own ones only, everybody else all. */
export function confinedOwner(access: Access, workspaceId: string): string | undefined {
  return access.roles.get(workspaceId.toLowerCase()) === 'MEMBER' ? access.userId : undefined;
}
