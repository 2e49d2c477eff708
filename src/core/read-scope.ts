import { coversScopes, DEFAULT_IMPLICATIONS, type ScopeImplications } from './scope.ts';

/** What it calls may write, whatever implies it: it reads only where somebody says so. */
const CALLING_TOOLS = 'mcp:tools:call';

/** The actions, as the last word of a scope, that change nothing. */
const READING = new Set(['read', 'list', 'get']);

/** Tells whether a scope's own name says that it only reads: its last word is `read`, `list` or `get`. */
export function isReadScope(scope: string): boolean {
  return READING.has(scope.split(/[:./]/).at(-1) ?? '');
}

/**
 * Tells whether all that a request needs only reads: by its name, because it is listed, or because a scope that reads
 * implies it (by default or as the server says). `mcp:tools:call` reads only where it is listed. A request that names no
 * scope may do anything, so it does not.
 */
export function onlyReads(
  needed: readonly string[],
  listed: readonly string[],
  implications: ScopeImplications = {},
): boolean {
  if (needed.length === 0) return false;
  if (needed.includes(CALLING_TOOLS) && !listsToolCalls(listed)) return false;
  const implying = [...Object.keys(DEFAULT_IMPLICATIONS), ...Object.keys(implications)];
  const reading = [...needed, ...implying].filter(isReadScope);
  return coversScopes([...reading, ...listed], needed, implications);
}

/** By its name or a wildcard: `mcp:read` would imply it. */
function listsToolCalls(listed: readonly string[]): boolean {
  return coversScopes(
    listed.filter((scope) => scope === CALLING_TOOLS || scope.endsWith('*')),
    [CALLING_TOOLS],
  );
}
