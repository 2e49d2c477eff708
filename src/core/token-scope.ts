/** What an access token may be restricted to. */
export const TOKEN_SCOPES = [
  'workspace:read',
  'workspace:write',
  'people:read',
  'people:write',
  'servers:read',
  'servers:write',
  'keys:read',
  'keys:write',
  'tokens:read',
  'tokens:write',
  'webhooks:read',
  'webhooks:write',
  'usage:read',
  'alerts:read',
  'alerts:write',
  'audit:read',
  'backfill:write',
  'verify',
  'usage:write',
  'leaks:write',
] as const;

export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** What machines hold. */
export const MACHINE_TOKEN_KINDS = ['ADMIN', 'GATEWAY'] as const;

export type MachineTokenKind = (typeof MACHINE_TOKEN_KINDS)[number];

/** All that a machine's token of each kind may do. */
export const TOKEN_SCOPES_OF: Readonly<Record<MachineTokenKind, readonly TokenScope[]>> = {
  ADMIN: TOKEN_SCOPES.filter((scope) => scope !== 'verify'),
  GATEWAY: ['verify', 'usage:write', 'leaks:write'],
};

/**
 * Tells whether the scopes a token holds cover one of its kind's. A token without scopes of its own holds all of its kind;
 * `x:write` covers `x:read`.
 */
export function holdsTokenScope(held: readonly string[], scope: TokenScope): boolean {
  if (held.length === 0 || held.includes(scope)) return true;
  return scope.endsWith(':read') && held.includes(scope.replace(/:read$/, ':write'));
}

/** A scope of tokens as people read of it. */
export interface TokenScopeEntry {
  readonly scope: TokenScope;
  readonly description: string;
  /** The kinds of tokens that may have it. */
  readonly kinds: readonly MachineTokenKind[];
}

/** What a token may do by each scope. */
const DESCRIPTIONS: Readonly<Record<TokenScope, string>> = {
  'workspace:read': 'See the workspace, its plan and its settings.',
  'workspace:write': 'Rename the workspace and change the format of its keys.',
  'people:read': 'See members and invitations.',
  'people:write': 'Invite people, change their roles and servers, and remove them.',
  'servers:read': 'See servers and how programs connect to them.',
  'servers:write': 'Add, change and delete servers.',
  'keys:read': 'See keys, without their secrets.',
  'keys:write':
    'Create, import, change, rotate, contain and revoke keys, and show secrets that are kept recoverable.',
  'tokens:read': 'See the tokens of machines, without their secrets.',
  'tokens:write': 'Make tokens that may do no more than itself, and revoke any.',
  'webhooks:read': 'See webhooks and what was delivered.',
  'webhooks:write': 'Add, change, try and delete webhooks, and have events delivered again.',
  'usage:read': 'See and export usage, and try other rules on it.',
  'alerts:read': 'See alerts, mutes, thresholds, containments and leaks.',
  'alerts:write': 'Work on alerts; set mutes, thresholds, sensitivities and policies.',
  'audit:read': 'See and export the audit log.',
  'backfill:write': 'Report usage of more than 48 hours ago, as a backfill.',
  verify: 'Verify keys and follow their changes.',
  'usage:write': 'Report usage of the last 48 hours.',
  'leaks:write': 'Report keys that leaked, which suspends or revokes them.',
};

/** All scopes, in the order of TOKEN_SCOPES. */
export const TOKEN_SCOPE_ENTRIES: readonly TokenScopeEntry[] = TOKEN_SCOPES.map((scope) => ({
  scope,
  description: DESCRIPTIONS[scope],
  kinds: MACHINE_TOKEN_KINDS.filter((kind) => TOKEN_SCOPES_OF[kind].includes(scope)),
}));
