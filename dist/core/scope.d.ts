/** The scope names that may be given to keys: lower case words joined by `:`, `.`, `/`, `_` or `-`, or `*`. */
export declare const SCOPE_PATTERN: RegExp;
/** Scope → the scopes that it implies directly. */
export type ScopeImplications = Readonly<Record<string, readonly string[]>>;
/** Implied everywhere. The tools that `mcp:tools:call` may call are read-only (AI2Fin), so `mcp:read` implies it. */
export declare const DEFAULT_IMPLICATIONS: ScopeImplications;
/**
 * Tells whether the scopes a key holds cover all that a request needs: as they stand, by implication (the default ones and
 * those given), or by a wildcard. `*` covers everything; `crm:*` and `crm/*` cover all names that go on behind them.
 */
export declare function coversScopes(held: readonly string[], needed: readonly string[], implications?: ScopeImplications): boolean;
/**
 * The held scopes and all that they imply, over any number of steps. A wildcard stays one name, and implies only what is
 * written for it: `mcp:*` does not become `*` by way of `mcp:full`.
 */
export declare function expandScopes(held: readonly string[], implications?: ScopeImplications): ReadonlySet<string>;
/**
 * Tells whether a scope may be given to a key that opens these servers: one of them lists it, or one keeps no list (then
 * it takes any), or there is none yet.
 */
export declare function isKnownScope(scope: string, servers: readonly {
    readonly scopes: readonly string[];
}[]): boolean;
/**
 * What is wrong with implications for a server with these scopes, undefined where nothing is: they name, on either side, a
 * scope that is neither the server's nor the MCP's. A server without a list knows every scope.
 */
export declare function checkImplications(scopes: readonly string[], implications: ScopeImplications): string | undefined;
