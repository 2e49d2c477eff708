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

/** All that a machine's token of each kind may do. */
export const TOKEN_SCOPES_OF: Readonly<Record<'ADMIN' | 'GATEWAY', readonly TokenScope[]>> = {
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
