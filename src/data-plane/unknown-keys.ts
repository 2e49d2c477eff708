import { createBoundedMap } from '../core/bounded-map.ts';
import type { Imports } from '../counters/imports.ts';

/** Remembers the hashes of secrets that no key has, so that asking for them again costs no statement. */
export interface UnknownKeys {
  /** Looks for a secret's key, unless it was looked for in vain since the last import. */
  find<T>(hash: string, look: () => Promise<T | undefined>): Promise<T | undefined>;
  size(): number;
}

/** About 200 bytes an entry: at most 10 MB. */
const UNKNOWN_MAX = 50_000;
/** How long an entry holds at most: the bound for an import that could not tell Redis. */
const KEPT_MS = 10_000;

/**
 * Secrets of new keys are random, so nobody can have asked for them before; only an import makes a key of a secret that
 * clients may hold already. An entry therefore names the last import that was known before its look-up, and counts only
 * while Redis names the same one: a hit costs one GET, and what was imported is found from the import's answer on.
 */
export function createUnknownKeys(deps: { imports: Imports; now: () => number }): UnknownKeys {
  const entries = createBoundedMap<string, { mark: string; readAt: number }>(UNKNOWN_MAX);
  let lastMark: string | undefined;
  return {
    find: async (hash, look) => {
      const entry = entries.get(hash);
      if (entry !== undefined || lastMark === undefined) lastMark = await deps.imports.mark();
      const mark = lastMark;
      const fresh = entry !== undefined && deps.now() - entry.readAt < KEPT_MS;
      if (fresh && mark !== undefined && entry.mark === mark) return undefined;
      const found = await look();
      if (found === undefined && mark !== undefined) entries.set(hash, { mark, readAt: deps.now() });
      else entries.delete(hash);
      return found;
    },
    size: entries.size,
  };
}
