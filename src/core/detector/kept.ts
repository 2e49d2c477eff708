const STEPS = 64;

/**
 * How much is left of a weight that keeps `share` of itself each minute, after so many minutes: from a table, and nothing
 * after 64 minutes or more of quick forgetting.
 */
export function keptShares(share: number): (minutes: number) => number {
  const table = Float64Array.from({ length: STEPS }, (_, minutes) => share ** minutes);
  return (minutes) => (minutes < STEPS ? (table[minutes] ?? 0) : share ** minutes);
}
