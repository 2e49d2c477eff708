/** The scope that stands for every other one. */
const FULL_SCOPES = new Set(['*', 'mcp:full']);

/** Tells whether the scopes a key holds cover all that a request needs. */
export function coversScopes(held: readonly string[], needed: readonly string[]): boolean {
  return needed.every((scope) => held.includes(scope)) || held.some((scope) => FULL_SCOPES.has(scope));
}

/** The scope names that may be given to keys: lower case words joined by `:`, `.`, `/`, `_` or `-`, or `*`. */
export const SCOPE_PATTERN = /^(\*|[a-z0-9]+([:._/-][a-z0-9*]+)*)$/;

/** Scopes of the MCP itself, which every server knows. */
const MCP_SCOPES = new Set(['mcp:read', 'mcp:tools:list', 'mcp:tools:call', 'mcp:resources:read']);

/**
 * Tells whether a scope may be given to a key that opens these servers: one of them lists it, or one keeps no list (then
 * it takes any), or there is none yet.
 */
export function isKnownScope(
  scope: string,
  servers: readonly { readonly scopes: readonly string[] }[],
): boolean {
  if (FULL_SCOPES.has(scope) || MCP_SCOPES.has(scope) || servers.length === 0) return true;
  return servers.some(({ scopes }) => scopes.length === 0 || scopes.includes(scope));
}
