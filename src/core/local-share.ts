/**
 * What one of several verifiers may take of a limit while none of them knows what the others take: together no more than
 * the limit, but each at least one, so that a small limit shuts nobody out. Of nothing, nothing.
 */
export function localShare(limit: number, verifiers: number): number {
  return limit === 0 ? 0 : Math.max(1, Math.floor(limit / Math.max(1, verifiers)));
}
