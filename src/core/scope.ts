/** The scope names that may be given to keys: lower case words joined by `:`, `.`, `/`, `_` or `-`, or `*`. */
export const SCOPE_PATTERN = /^(\*|[a-z0-9]+([:._/-][a-z0-9*]+)*)$/;

/** Scope → the scopes that it implies directly. */
export type ScopeImplications = Readonly<Record<string, readonly string[]>>;

/** Implied everywhere. The tools that `mcp:tools:call` may call are read-only (AI2Fin), so `mcp:read` implies it. */
export const DEFAULT_IMPLICATIONS: ScopeImplications = {
  'mcp:full': ['*'],
  'mcp:read': ['mcp:tools:list', 'mcp:tools:call', 'mcp:resources:read'],
};

/** The scope that stands for every other one. */
const EVERY_SCOPE = '*';

/** Scopes of the MCP itself and those that stand for all, which every server knows. */
const COMMON_SCOPES = new Set([
  EVERY_SCOPE,
  'mcp:full',
  'mcp:read',
  'mcp:tools:list',
  'mcp:tools:call',
  'mcp:resources:read',
]);

/**
 * Tells whether the scopes a key holds cover all that a request needs: as they stand, by implication (the default ones and
 * those given), or by a wildcard. `*` covers everything; `crm:*` and `crm/*` cover all names that go on behind them.
 */
export function coversScopes(
  held: readonly string[],
  needed: readonly string[],
  implications?: ScopeImplications,
): boolean {
  if (holdsAll(held, needed)) return true;
  const all = expandScopes(held, implications);
  if (all.has(EVERY_SCOPE)) return true;
  const wildcards = [...all].filter(isWildcard);
  return needed.every((scope) => all.has(scope) || wildcards.some((wildcard) => isUnder(wildcard, scope)));
}

/** A loop, since each verification comes by here. */
function holdsAll(held: readonly string[], needed: readonly string[]): boolean {
  for (const scope of needed) if (!held.includes(scope)) return false;
  return true;
}

/**
 * The held scopes and all that they imply, over any number of steps. A wildcard stays one name, and implies only what is
 * written for it: `mcp:*` does not become `*` by way of `mcp:full`.
 */
export function expandScopes(
  held: readonly string[],
  implications: ScopeImplications = {},
): ReadonlySet<string> {
  const all = new Set(held);
  // A set's iteration also visits what is added to it meanwhile.
  for (const scope of all) {
    for (const implied of impliedBy(scope, DEFAULT_IMPLICATIONS)) all.add(implied);
    for (const implied of impliedBy(scope, implications)) all.add(implied);
  }
  return all;
}

/**
 * Tells whether a scope may be given to a key that opens these servers: one of them lists it, or one keeps no list (then
 * it takes any), or there is none yet.
 */
export function isKnownScope(
  scope: string,
  servers: readonly { readonly scopes: readonly string[] }[],
): boolean {
  if (COMMON_SCOPES.has(scope) || servers.length === 0) return true;
  return servers.some(({ scopes }) => scopes.length === 0 || scopes.includes(scope));
}

/**
 * What is wrong with implications for a server with these scopes, undefined where nothing is: they name, on either side, a
 * scope that is neither the server's nor the MCP's. A server without a list knows every scope.
 */
export function checkImplications(
  scopes: readonly string[],
  implications: ScopeImplications,
): string | undefined {
  const named = Object.entries(implications).flatMap(([scope, implied]) => [scope, ...implied]);
  const unknown = named.find((scope) => !isKnownScope(scope, [{ scopes }]));
  return unknown === undefined
    ? undefined
    : `\`${unknown}\` is no scope of the server; add it to the server's scopes or leave it out`;
}

function impliedBy(scope: string, implications: ScopeImplications): readonly string[] {
  return Object.hasOwn(implications, scope) ? (implications[scope] ?? []) : [];
}

function isWildcard(scope: string): boolean {
  return scope.endsWith(':*') || scope.endsWith('/*');
}

function isUnder(wildcard: string, scope: string): boolean {
  return scope.length >= wildcard.length && scope.startsWith(wildcard.slice(0, -1));
}
